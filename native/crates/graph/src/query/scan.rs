//! Asking somebody else, node by node.

use crate::Snapshot;
use crate::graph::out_of_memory;
use crate::store::chunked::CHUNK_ROWS;
use crate::store::room::room;
use kneiphof_wire::{Failure, Subject};

impl Snapshot {
    /// Asks about each living node, in order of arrival, whether it passes. Answers a bitmap with a bit for each row and how many
    /// pass. O(nodes), and what the questions cost.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`, and the first failure of a question, after which no other is asked.
    pub fn scan_nodes(
        &self,
        mut passes: impl FnMut(u32) -> Result<bool, Failure>,
    ) -> Result<(Vec<u64>, u64), Failure> {
        let _span = tracing::debug_span!("scan", rows = self.rows(Subject::Node)).entered();
        let words = self.rows(Subject::Node).div_ceil(64) as usize;
        let mut bitmap = Vec::new();
        room(&mut bitmap, words).map_err(out_of_memory)?;
        let mut passed = 0;
        for chunk in 0..self.chunks(Subject::Node) {
            let live = self.live(Subject::Node, chunk);
            for (word, living) in live.iter().take(words - bitmap.len()).enumerate() {
                let first = (chunk * CHUNK_ROWS + word * 64) as u32;
                let mut bits = 0;
                let mut left = *living;
                while left != 0 {
                    let at = left.trailing_zeros();
                    bits |= u64::from(passes(first + at)?) << at;
                    left &= left - 1;
                }
                passed += u64::from(bits.count_ones());
                bitmap.push(bits);
            }
        }
        Ok((bitmap, passed))
    }
}
