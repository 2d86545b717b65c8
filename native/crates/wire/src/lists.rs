//! The answer of a read of the neighbours of many nodes.
//!
//! ```text
//! head, 48 bytes    | magic u32 | nodes u32 | neighbors u32 | both u32 | epoch u64 | revision u64 | zero u64 | length u64 |
//! numbers           | u64 | …                  of the nodes asked for, 0 = there is no such node
//! offsets           | u32 | … padding |        one more than nodes: where each list begins, and where the last one ends
//! neighbors         | u32 | … padding |        rows; the number of a row is epoch << 32 | row
//! edges             | u32 | … padding |        rows of the edges that lead there
//! directions        | u8 | … padding |         0 out, 1 in; only when both = 1
//! ```

use crate::Failure;
use crate::bytes::pad8;
use crate::room::room;

const MAGIC: u32 = 0x314C_4E4B;
const HEAD_BYTES: usize = 48;

/// What is in the lists.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    pub numbers: &'a [u64],
    pub offsets: &'a [u32],
    pub neighbors: &'a [u32],
    pub edges: &'a [u32],
    /// Empty, or one for each neighbour.
    pub directions: &'a [u8],
    pub epoch: u64,
    pub revision: u64,
}

impl Lists<'_> {
    /// Replaces what is in `out` by the lists.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    ///
    /// # Panics
    /// When there are more nodes or neighbours than `u32` counts.
    pub fn encode(&self, out: &mut Vec<u8>) -> Result<(), Failure> {
        let count = |length: usize| u32::try_from(length).expect("counts of lists fit 32 bits");
        let both = u32::from(!self.directions.is_empty());
        out.clear();
        // Four lists are padded to words.
        let entries = self.offsets.len() + self.neighbors.len() + self.edges.len();
        room(out, HEAD_BYTES + 8 * self.numbers.len() + 4 * entries + self.directions.len() + 4 * 8)?;
        for word in [MAGIC, count(self.numbers.len()), count(self.neighbors.len()), both] {
            out.extend_from_slice(&word.to_le_bytes());
        }
        for word in [self.epoch, self.revision, 0, 0] {
            out.extend_from_slice(&word.to_le_bytes());
        }
        let start = out.len();
        out.resize(start + 8 * self.numbers.len(), 0);
        for (place, number) in out[start..].as_chunks_mut().0.iter_mut().zip(self.numbers) {
            *place = number.to_le_bytes();
        }
        for rows in [self.offsets, self.neighbors, self.edges] {
            let start = out.len();
            out.resize(start + 4 * rows.len(), 0);
            for (place, row) in out[start..].as_chunks_mut().0.iter_mut().zip(rows) {
                *place = row.to_le_bytes();
            }
            pad8(out, 0);
        }
        out.extend_from_slice(self.directions);
        pad8(out, 0);
        let length = out.len() as u64;
        out[40..48].copy_from_slice(&length.to_le_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn lists_lie_as_the_drawing_says() {
        let lists = Lists {
            numbers: &[1 << 32 | 7, 0],
            offsets: &[0, 3, 3],
            neighbors: &[4, 5, 6],
            edges: &[10, 11, 12],
            directions: &[0, 1, 0],
            epoch: 1,
            revision: 9,
        };
        let mut out = vec![1, 2, 3];
        lists.encode(&mut out).unwrap();
        assert_eq!(out.len(), 48 + 16 + 16 + 16 + 16 + 8);
        let u32_at = |at: usize| u32::from_le_bytes(*out[at..].first_chunk().unwrap());
        let u64_at = |at: usize| u64::from_le_bytes(*out[at..].first_chunk().unwrap());
        assert_eq!(&out[..4], b"KNL1");
        assert_eq!([4, 8, 12].map(u32_at), [2, 3, 1]);
        assert_eq!([16, 24, 32, 40].map(u64_at), [1, 9, 0, 120]);
        assert_eq!([48, 56].map(u64_at), [1 << 32 | 7, 0]);
        assert_eq!([64, 68, 72, 76, 80, 84, 88, 92].map(u32_at), [0, 3, 3, 0, 4, 5, 6, 0]);
        assert_eq!([96, 100, 104, 108].map(u32_at), [10, 11, 12, 0]);
        assert_eq!(out[112..], [0, 1, 0, 0, 0, 0, 0, 0]);
    }
}
