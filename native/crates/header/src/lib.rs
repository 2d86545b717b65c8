//! The header of the C ABI is made, and held to the committed one, by this crate's test.
#![forbid(unsafe_code)]
