//! How much can be done at once.

use std::sync::OnceLock;
use std::thread::available_parallelism;

/// How many threads the process may run at once. Asked of the system once: it reads files for its answer, which takes longer
/// than to filter 50,000 rows.
pub(crate) fn processors() -> usize {
    static PROCESSORS: OnceLock<usize> = OnceLock::new();
    *PROCESSORS.get_or_init(|| available_parallelism().map_or(1, usize::from))
}
