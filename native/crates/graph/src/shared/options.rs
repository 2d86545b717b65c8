use std::time::Duration;

/// The longest attribute value the engine can hold: a reference into a heap has 24 bits for the length.
pub const VALUE_BYTES_CEILING: u64 = (1 << 24) - 1;
/// The longest id: a record in the arena has 16 bits for the length.
pub const ID_BYTES_CEILING: u32 = u16::MAX as u32;
/// Rows are numbered by 32 bits, and an entry of the adjacency needs one of them for itself.
pub const ROWS_CEILING: u64 = (1 << 31) - 1;
/// Keys, labels and types are numbered by 16 bits, and an edge's type needs one number for "none".
pub const SYMBOLS_CEILING: u32 = u16::MAX as u32;

/// What a graph is and how far it may grow; fixed when it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphOptions {
    pub directed: bool,
    pub id_bytes_max: u32,
    pub key_bytes_max: u32,
    pub attributes_max: u32,
    pub nesting_max: u32,
    pub value_bytes_max: u64,
    pub nodes_max: u64,
    pub edges_max: u64,
    /// Native memory of the graph, counted.
    pub quota_bytes: u64,
    /// Seed of the hash of ids; `None` takes one from the entropy of the environment.
    pub seed: Option<u64>,
    /// How long a reader or a writer waits for a transaction before it is told `BUSY`.
    pub lock_wait: Duration,
}

impl Default for GraphOptions {
    fn default() -> Self {
        GraphOptions {
            directed: true,
            id_bytes_max: 1_024,
            key_bytes_max: 256,
            attributes_max: 1_024,
            nesting_max: 32,
            value_bytes_max: 1 << 20,
            nodes_max: ROWS_CEILING,
            edges_max: ROWS_CEILING,
            quota_bytes: u64::MAX,
            seed: None,
            lock_wait: Duration::from_secs(5),
        }
    }
}
