//! A growing array in chunks of 2,048 rows that a snapshot shares until one of the two sides writes.
//!
//! ```text
//! Chunked ─► shared ─► [ chunk 0 | chunk 1 | … ]      one list
//!                          │
//!                          └► shared ─► rows 0..n of 2,048, grown by doubling; a row behind the end has the default value
//! ```
//! A snapshot clones the pointer to the list. The first write after it copies the list and the touched chunk, once.

use kneiphof_kernels::{CopyOnWrite, OutOfMemory};

/// Rows of a chunk; a chunk of a bitmap is 32 words.
pub const CHUNK_ROWS: usize = 2_048;
/// 64-bit words of a chunk's bitmap.
pub const CHUNK_WORDS: usize = CHUNK_ROWS / 64;

/// Where a row lies: its chunk, and its place in it.
#[inline(always)]
pub(crate) fn place(row: u32) -> (usize, usize) {
    (row as usize / CHUNK_ROWS, row as usize % CHUNK_ROWS)
}

/// Number of chunks that hold `rows` rows.
pub(crate) fn chunks_of(rows: u32) -> usize {
    (rows as usize).div_ceil(CHUNK_ROWS)
}

/// The item at `at`, made with default values before it when there is none; capacity doubles up to a whole chunk.
#[inline]
pub(crate) fn slot<T: Clone + Default>(items: &mut Vec<T>, at: usize, most: usize) -> &mut T {
    if at >= items.len() {
        if at >= items.capacity() {
            let capacity = (items.capacity() * 2).max(at + 1).max(4).min(most.max(at + 1));
            items.reserve_exact(capacity - items.len());
        }
        items.resize(at + 1, T::default());
    }
    &mut items[at]
}

/// Room for `count` items from `at` on, where capacity doubles up to `most`; answers the bytes it took.
pub(crate) fn room_for<T>(
    items: &mut Vec<T>,
    at: usize,
    count: usize,
    most: usize,
) -> Result<usize, OutOfMemory> {
    let before = items.capacity();
    if at + count > before {
        let capacity = (before * 2).clamp(4, most).max(at + count);
        let failed = OutOfMemory { bytes: (capacity - before) * size_of::<T>() };
        items.try_reserve_exact(capacity - items.len()).map_err(|_| failed)?;
    }
    Ok((items.capacity() - before) * size_of::<T>())
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Chunked<T> {
    chunks: CopyOnWrite<Vec<CopyOnWrite<Vec<T>>>>,
    bytes: usize,
}

impl<T: Clone + Default> Chunked<T> {
    #[inline]
    pub fn get(&self, row: u32) -> Option<&T> {
        let (chunk, at) = place(row);
        self.chunks.get(chunk)?.get(at)
    }

    /// The rows of a chunk as far as they were written.
    #[inline]
    pub fn chunk(&self, chunk: usize) -> &[T] {
        self.chunks.get(chunk).map_or(&[], |rows| rows)
    }

    #[inline]
    pub fn set(&mut self, row: u32, value: T) {
        let (chunk, at) = place(row);
        let chunks = self.chunks.make_mut();
        while chunks.len() <= chunk {
            chunks.push(CopyOnWrite::default());
            self.bytes += size_of::<usize>();
        }
        let rows = chunks[chunk].make_mut();
        let before = rows.capacity();
        *slot(rows, at, CHUNK_ROWS) = value;
        self.bytes += (rows.capacity() - before) * size_of::<T>();
    }

    /// Writes rows that lie in one chunk, behind all rows in use: one look at the chunk for all of them. On failure nothing
    /// has changed.
    pub fn append(&mut self, row: u32, values: &[T]) -> Result<(), OutOfMemory> {
        let (chunk, at) = place(row);
        let chunks = self.chunks.make_mut();
        if chunks.len() <= chunk {
            let more = chunk + 1 - chunks.len();
            chunks.try_reserve(more).map_err(|_| OutOfMemory { bytes: more * size_of::<usize>() })?;
            chunks.resize_with(chunk + 1, CopyOnWrite::default);
            self.bytes += more * size_of::<usize>();
        }
        let rows = chunks[chunk].make_mut();
        self.bytes += room_for(rows, at, values.len(), CHUNK_ROWS)?;
        // What rolled back rows left behind is written over.
        rows.resize(at, T::default());
        rows.extend_from_slice(values);
        Ok(())
    }

    /// Asks for the line of a row.
    #[inline]
    pub fn prefetch(&self, row: u32) {
        let (chunk, at) = place(row);
        if let Some(rows) = self.chunks.get(chunk) {
            kneiphof_kernels::prefetch(rows, at);
        }
    }

    /// Counted memory: what the rows asked for.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

impl<T: Copy + Default> Chunked<T> {
    /// The value of a row, the default when it was never written.
    #[inline]
    pub fn value(&self, row: u32) -> T {
        self.get(row).copied().unwrap_or_default()
    }
}

/// One bit a row, in chunks of 32 words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bitmap {
    chunks: CopyOnWrite<Vec<CopyOnWrite<[u64; CHUNK_WORDS]>>>,
}

static NO_BITS: [u64; CHUNK_WORDS] = [0; CHUNK_WORDS];

impl Bitmap {
    #[inline]
    pub fn get(&self, row: u32) -> bool {
        let (chunk, at) = place(row);
        self.chunks.get(chunk).is_some_and(|words| words[at / 64] >> (at % 64) & 1 == 1)
    }

    #[inline]
    pub fn set(&mut self, row: u32, bit: bool) {
        let (chunk, at) = place(row);
        let chunks = self.chunks.make_mut();
        while chunks.len() <= chunk {
            chunks.push(CopyOnWrite::new(NO_BITS));
        }
        let word = &mut chunks[chunk].make_mut()[at / 64];
        *word = *word & !(1 << (at % 64)) | u64::from(bit) << (at % 64);
    }

    /// Gives rows that lie in one chunk one bit. On failure nothing has changed; for no rows it sees to the chunk.
    pub fn put_run(&mut self, row: u32, count: usize, bit: bool) -> Result<(), OutOfMemory> {
        let (chunk, at) = place(row);
        let chunks = self.chunks.make_mut();
        if chunks.len() <= chunk {
            let more = chunk + 1 - chunks.len();
            chunks.try_reserve(more).map_err(|_| OutOfMemory { bytes: more * size_of::<usize>() })?;
            chunks.resize_with(chunk + 1, || CopyOnWrite::new(NO_BITS));
        }
        let bits = if bit { u64::MAX } else { 0 };
        copy_bits(chunks[chunk].make_mut(), at, count, |_| bits);
        Ok(())
    }

    #[inline]
    pub fn words(&self, chunk: usize) -> &[u64; CHUNK_WORDS] {
        self.chunks.get(chunk).map_or(&NO_BITS, |words| words)
    }

    /// The rows whose bit is set, in order.
    pub fn ones(&self) -> impl Iterator<Item = u32> + '_ {
        self.chunks.iter().enumerate().flat_map(|(chunk, words)| {
            words.iter().enumerate().flat_map(move |(word, bits)| Ones {
                base: (chunk * CHUNK_ROWS + word * 64) as u32,
                bits: *bits,
            })
        })
    }

    pub fn bytes(&self) -> usize {
        self.chunks.len() * (size_of::<[u64; CHUNK_WORDS]>() + size_of::<usize>())
    }
}

/// Writes `count` bits from bit `at` on; `bits(i)` answers the 64 bits from the `i`-th on, of which those too many are
/// passed over.
pub(crate) fn copy_bits(words: &mut [u64], at: usize, count: usize, bits: impl Fn(usize) -> u64) {
    let mut done = 0;
    while done < count {
        let (word, shift) = ((at + done) / 64, (at + done) % 64);
        let taken = (64 - shift).min(count - done);
        let mask = (u64::MAX >> (64 - taken)) << shift;
        words[word] = words[word] & !mask | (bits(done) << shift) & mask;
        done += taken;
    }
}

struct Ones {
    base: u32,
    bits: u64,
}

impl Iterator for Ones {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.bits == 0 {
            return None;
        }
        let bit = self.bits.trailing_zeros();
        self.bits &= self.bits - 1;
        Some(self.base + bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_never_written_has_the_default_value() {
        let mut rows = Chunked::<u32>::default();
        rows.set(5_000, 7);
        assert_eq!((rows.value(5_000), rows.value(4_999), rows.value(0), rows.value(1 << 30)), (7, 0, 0, 0));
    }

    #[test]
    fn appending_a_run_of_rows_equals_writing_them_one_by_one() {
        let (mut one_by_one, mut run) = (Chunked::<u32>::default(), Chunked::<u32>::default());
        let (mut bit_by_bit, mut bits) = (Bitmap::default(), Bitmap::default());
        for (row, count) in [(0, 1), (1, 62), (63, 2), (70, 500), (2_047, 1), (2_048, 2_048)] {
            let values: Vec<u32> = (row..row + count).map(|row| row * 7).collect();
            run.append(row, &values).unwrap();
            bits.put_run(row, count as usize, true).unwrap();
            for row in row..row + count {
                one_by_one.set(row, row * 7);
                bit_by_bit.set(row, true);
            }
        }
        for chunk in 0..2 {
            assert_eq!(
                (run.chunk(chunk), bits.words(chunk)),
                (one_by_one.chunk(chunk), bit_by_bit.words(chunk))
            );
        }
        assert_eq!(run.bytes(), one_by_one.bytes());
        run.append(5, &[1]).unwrap();
        assert_eq!(run.chunk(0), [0, 7, 14, 21, 28, 1]);
    }

    #[test]
    fn a_snapshot_keeps_its_values_while_the_writer_goes_on() {
        let mut rows = Chunked::<u32>::default();
        let mut bits = Bitmap::default();
        for row in 0..3_000 {
            rows.set(row, row);
            bits.set(row, row % 3 == 0);
        }
        let (old_rows, old_bits) = (rows.clone(), bits.clone());
        rows.set(1, 99);
        rows.set(3_000, 42);
        bits.set(0, false);
        assert_eq!((old_rows.value(1), old_rows.value(3_000), rows.value(1)), (1, 0, 99));
        assert!(old_bits.get(0) && !bits.get(0));
        assert_eq!(old_bits.ones().collect::<Vec<_>>(), (0..3_000).step_by(3).collect::<Vec<_>>());
    }

    #[test]
    fn a_small_array_takes_little_and_a_full_chunk_no_more_than_its_rows() {
        let mut rows = Chunked::<u64>::default();
        rows.set(0, 1);
        assert!(rows.bytes() < 100);
        for row in 0..CHUNK_ROWS as u32 {
            rows.set(row, 1);
        }
        assert_eq!(rows.bytes(), CHUNK_ROWS * 8 + 8);
    }
}
