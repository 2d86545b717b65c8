//! The C ABI of the engine: no graph logic.
