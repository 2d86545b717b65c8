//! What the engine takes from outside: randomness, time, memory and a place to keep its changes. Tests put their own in.

use kneiphof_wire::{Failure, Status};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::time::Instant;

/// Randomness, for the secret seed of the hash of ids.
pub trait Entropy: Send + Sync {
    fn seed(&self) -> u64;
}

/// Monotonic time, for the patience of those who wait for a transaction.
pub trait Clock: Send + Sync {
    fn now_nanos(&self) -> u64;
}

/// Decides whether a graph may grow. Asked before each change, and before each run of rows of a batch or each row.
pub trait Quota: Send + Sync {
    /// May a graph that counts `used_bytes` grow by about `more_bytes`? An error names the limit.
    fn admit(&self, used_bytes: u64, more_bytes: u64) -> Result<(), QuotaSpent>;
}

/// The limit that a growth ran into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaSpent {
    pub limit_bytes: u64,
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
    pub quota: Arc<dyn Quota>,
    pub storage: Arc<dyn Storage>,
}

impl Environment {
    /// The system's randomness and time, a quota of counted bytes, and no storage.
    pub fn standard(quota_bytes: u64) -> Self {
        Environment {
            entropy: Arc::new(SystemEntropy),
            clock: Arc::new(SystemClock { start: Instant::now() }),
            quota: Arc::new(CountedQuota { limit_bytes: quota_bytes }),
            storage: Arc::new(Nowhere),
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

struct CountedQuota {
    limit_bytes: u64,
}

impl Quota for CountedQuota {
    fn admit(&self, used_bytes: u64, more_bytes: u64) -> Result<(), QuotaSpent> {
        if used_bytes.saturating_add(more_bytes) <= self.limit_bytes {
            Ok(())
        } else {
            Err(QuotaSpent { limit_bytes: self.limit_bytes })
        }
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

/// `OUT_OF_QUOTA`: the change needs so many bytes more than the quota leaves.
pub(crate) fn out_of_quota(spent: QuotaSpent, used_bytes: u64, more_bytes: u64) -> Failure {
    let lacking = used_bytes.saturating_add(more_bytes).saturating_sub(spent.limit_bytes);
    Failure::new(Status::OutOfQuota).number(lacking).limit(spent.limit_bytes)
}
