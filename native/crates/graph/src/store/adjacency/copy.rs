//! Copying many lists, one behind the other, as compressed sparse rows want them.
//!
//! ```text
//! heads     | none | one | block of 3 | block of 40 | hub | …         of which kind the next one is, nobody can predict:
//! out       |        a     b c d ····   e f g …                       up to 8 entries are copied as 8, whatever the kind; what is
//!                                └ overwritten by the next list         too much of it, the next list overwrites
//! ```

use super::lists::{EdgeLists, Half, Head, HeadWord};
use crate::store::chunked::{CHUNK_ROWS, place};
use kneiphof_kernels::LINE_WORDS;
use std::ops::Range;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// Entries copied at once: a cache line.
pub(crate) const LINE: usize = LINE_WORDS;
/// Nodes whose blocks are asked for before they are read.
const AHEAD: usize = 16;

impl EdgeLists {
    /// Copies a half of each entry of the nodes' lists, dead ones too, list by list; `out` is as long as the lists together.
    /// O(nodes + entries).
    pub fn copy_halves(&self, nodes: Range<u32>, half: Half, out: &mut [u32]) {
        let mut end = 0;
        let mut node = nodes.start;
        while node < nodes.end {
            let (chunk, at) = place(node);
            let last = CHUNK_ROWS.min(at + (nodes.end - node) as usize);
            let heads = self.degrees.heads.chunk(chunk);
            let heads = &heads[at.min(heads.len())..last.min(heads.len())];
            for (index, head) in heads.iter().enumerate() {
                if let Some(ahead) = heads.get(index + AHEAD) {
                    self.prefetch_first_line(*ahead);
                }
                end = self.copy_list(*head, half, out, end);
            }
            node += (last - at) as u32;
        }
    }

    /// Asks for the first two lines of the list of a head, and answers how many entries it has; the processor finds the lines behind
    /// them itself.
    #[inline(always)]
    pub fn ask(&self, head: HeadWord) -> usize {
        let entries = Head::entries_in(head) as usize;
        // What has no block asks for some line, or for none.
        self.slabs.prefetch(Head::block_in(head), 0);
        self.slabs.prefetch(Head::block_in(head), entries.min(LINE) as u32);
        entries
    }

    #[inline(always)]
    fn prefetch_first_line(&self, head: HeadWord) {
        // What has no block asks for some line, or for none.
        self.slabs.prefetch(Head::block_in(head), 0);
    }

    /// Copies a half of each entry of one list, dead ones too, to `out[end..]` and answers where it ends there. Where `out` has room
    /// for a line from there on, what is behind the end may be overwritten.
    #[inline(always)]
    pub fn copy_list(&self, head: HeadWord, half: Half, out: &mut [u32], end: usize) -> usize {
        let entries = Head::entries_in(head) as usize;
        let is_one = Head::is_one(head);
        if entries <= LINE
            && !Head::is_hub(head)
            && let Some(words) = self.slabs.words::<LINE>(Head::block_in(head))
            && let Some(to) = out.get_mut(end..).and_then(<[u32]>::first_chunk_mut::<LINE>)
        {
            *to = half.of_line(words);
            to[0] = if is_one { half.of(Head::entry_of_one(head)) } else { to[0] };
        } else {
            let mut left = &mut out[end..end + entries];
            self.stretches_of(Head::read(head), |entries: &[AtomicU64]| {
                let (to, rest) = std::mem::take(&mut left).split_at_mut(entries.len());
                let ((lines, single), (to_lines, to_single)) = (entries.as_chunks(), to.as_chunks_mut());
                to_lines.iter_mut().zip(lines).for_each(|(to, line)| *to = half.of_line(line));
                to_single.iter_mut().zip(single).for_each(|(to, entry)| *to = half.of(entry.load(Relaxed)));
                left = rest;
            });
        }
        end + entries
    }
}
