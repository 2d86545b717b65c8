//! What the engine takes from outside: randomness, time, a quota of memory and a place to keep its changes. Tests put their own in.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

/// Randomness, for the secret seed of the hash of ids.
pub trait Entropy: Send + Sync {
    fn seed(&self) -> u64;
}

/// Monotonic time, for the patience of those who wait for a transaction.
pub trait Clock: Send + Sync {
    fn now_nanos(&self) -> u64;
}

/// Keeps committed changes. `append` is called before the change becomes visible; when it fails, the change is undone.
pub trait Storage: Send + Sync {
    /// Whether frames are wanted at all; when not, none is made.
    fn keeps_frames(&self) -> bool;

    /// Keeps the frame of the change that leads to `revision`. The error says in words what went wrong.
    fn append(&self, revision: u64, frame: &[u8]) -> Result<(), String>;
}

/// The outside world of one graph.
#[derive(Clone)]
pub struct Environment {
    pub entropy: Arc<dyn Entropy>,
    pub clock: Arc<dyn Clock>,
    /// Counted memory that the graph may take; see `change/quota.rs`.
    pub quota_bytes: u64,
    pub storage: Arc<dyn Storage>,
    /// Where the revision of the last commit is told, for those who look without a call. One graph's alone, while it is open.
    pub revision: Arc<AtomicU64>,
}

impl Environment {
    /// The system's randomness and time, a quota of counted bytes, and no storage.
    pub fn standard(quota_bytes: u64) -> Self {
        Environment {
            entropy: Arc::new(SystemEntropy),
            clock: Arc::new(SystemClock { start: Instant::now() }),
            quota_bytes,
            storage: Arc::new(Nowhere),
            revision: Arc::default(),
        }
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Environment")
    }
}

struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn seed(&self) -> u64 {
        // The standard library seeds each thread's first RandomState from the operating system.
        RandomState::new().build_hasher().finish()
    }
}

struct SystemClock {
    start: Instant,
}

impl Clock for SystemClock {
    fn now_nanos(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }
}

struct Nowhere;

impl Storage for Nowhere {
    fn keeps_frames(&self) -> bool {
        false
    }

    fn append(&self, _revision: u64, _frame: &[u8]) -> Result<(), String> {
        Ok(())
    }
}
