//! The graph engine: safe Rust, no C types.
#![forbid(unsafe_code)]
