//! The quota of a graph: its counted memory is never above it once a change stands.
//!
//! ```text
//! quota   | counted | held by snapshots alone | allowance of the change               | room for counting removed edges |
//!                                             └ every growth takes of it, or is refused and the change undone
//! ```
//! What a structure asks for when it grows is known to the byte only then, so that is where the quota is asked: a growth that would
//! go beyond is refused there. A change that needs none costs one subtraction.
//!
//! Removals are never refused. What they need and keep (4 bytes a node and direction, for counting the entries of removed edges) is
//! left free by every change that adds; what they need for a while is given back when they stand.

use crate::graph::{Graph, out_of_memory};
use kneiphof_kernels::Allowance;
use kneiphof_wire::{Failure, Status};

/// From here on there is no quota: more than any machine has.
const NO_QUOTA: u64 = i64::MAX as u64;

impl Graph {
    /// Makes a change whose growth the quota may refuse. O(1) beside the change.
    #[inline(always)]
    pub fn within_quota<T>(
        &mut self,
        change: impl FnOnce(&mut Graph) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let quota = self.environment.quota_bytes;
        if quota >= NO_QUOTA {
            return change(self);
        }
        let used = self.counted_bytes() + self.snapshots.held_bytes();
        let _allowance = Allowance::of(quota.saturating_sub(used));
        change(self).map_err(|failure| out_of_quota(failure, used, quota))
    }

    /// Makes something that is going to belong to the graph, which counts so much, beside those who read it.
    pub fn beside_quota<T>(
        &self,
        counted: u64,
        make: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let quota = self.environment.quota_bytes;
        let used = counted + self.snapshots.held_bytes();
        let _allowance = Allowance::of(quota.saturating_sub(used));
        make().map_err(|failure| out_of_quota(failure, used, quota))
    }

    /// Fails where an open change leaves less than removals may need. O(1).
    #[inline(always)]
    pub fn leave_room_for_removals(&self) -> Result<(), Failure> {
        if self.environment.quota_bytes >= NO_QUOTA {
            return Ok(());
        }
        let room = self.adjacency.removal_bytes(self.nodes.len);
        Allowance::require(room).map_err(out_of_memory)
    }

    /// An allowance of what the quota leaves, for what can be left undone.
    pub fn what_quota_leaves(&mut self) -> Option<Allowance> {
        let quota = self.environment.quota_bytes;
        (quota < NO_QUOTA).then(|| {
            let used = self.counted_bytes() + self.snapshots.held_bytes();
            Allowance::of(quota.saturating_sub(used).min(Allowance::left()))
        })
    }

    /// Fails where work on the structures as a whole has made a graph that counted `before` larger than the quota allows.
    pub fn grew_within_quota(&mut self, before: u64) -> Result<(), Failure> {
        let quota = self.environment.quota_bytes;
        let counted = self.counted_bytes();
        let wanted = counted + self.adjacency.removal_bytes(self.nodes.len) as u64;
        if quota >= NO_QUOTA || counted <= before || wanted <= quota {
            return Ok(());
        }
        Err(Failure::new(Status::OutOfQuota).number(wanted - quota).limit(quota).value_number(before))
    }

    /// Counted memory as it is told when a change stands, after what readers have built has given way to it.
    #[inline(always)]
    pub fn settled_bytes(&mut self) -> u64 {
        let counted = self.counted_bytes();
        let quota = self.environment.quota_bytes;
        if quota >= NO_QUOTA {
            return counted;
        }
        let writers = counted.saturating_sub(self.csr_cache.bytes() as u64);
        self.csr_cache.allow(quota.saturating_sub(writers));
        writers + self.csr_cache.bytes() as u64
    }

    /// Gives back what is kept for later changes and queries when there is no room for it.
    pub fn give_back_beyond_quota(&mut self) {
        if self.environment.quota_bytes < NO_QUOTA && self.counted_bytes() > self.environment.quota_bytes {
            self.undo.give_back();
            self.indexes.give_back();
            self.csr_cache.clear();
        }
    }
}

/// Where the quota has refused a growth, tells the quota and what was in use when the change began.
#[cold]
fn out_of_quota(failure: Failure, used: u64, quota: u64) -> Failure {
    match failure.status {
        Status::OutOfQuota => failure.limit(quota).value_number(used),
        _ => failure,
    }
}
