//! A growing array in chunks of 2,048 rows that a snapshot shares until one of the two sides writes.
//!
//! ```text
//! Chunked ┬ full ─► shared ─► [ chunk 0 | chunk 1 | … ]       chunk ─► shared ─► rows 0..n of 2,048
//!         └ tail ─► shared ─► rows 0..n, grown by doubling      a row behind the end of its chunk has the default value
//! ```
//! A snapshot clones two pointers. Rows appended after it take room that it does not see, and copy nothing. The first write to
//! a row that it sees copies the row's chunk, and the list of chunks when the chunk is in it, once.

use kneiphof_kernels::{CopyOnWrite, OutOfMemory, SharedVec};

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

/// Sees to it that `put` at this place cannot fail, as long as nobody else appends.
#[inline]
pub(crate) fn ready<T: Clone>(items: &mut SharedVec<T>, at: usize, most: usize) -> Result<(), OutOfMemory> {
    match (at + 1).checked_sub(items.len()) {
        None | Some(0) => items.make_mut().map(|_| ()),
        Some(more) => items.reserve(more, most),
    }
}

/// Writes an item, with default values before it where there are none. On failure nothing has changed.
#[inline]
pub(crate) fn put<T: Copy + Default>(
    items: &mut SharedVec<T>,
    at: usize,
    item: T,
    most: usize,
) -> Result<(), OutOfMemory> {
    if at < items.len() {
        items.make_mut()?[at] = item;
        return Ok(());
    }
    if at > items.len() || at == items.capacity() {
        items.reserve(at + 1 - items.len(), most)?;
        items.extend_to(at, T::default(), most)?;
    }
    items.push(item)
}

/// Room for `count` items from `at` on, and default values before them where there are none; what rolled back rows left behind
/// goes.
pub(crate) fn ready_run<T: Copy + Default>(
    items: &mut SharedVec<T>,
    at: usize,
    count: usize,
    most: usize,
) -> Result<(), OutOfMemory> {
    if at < items.len() {
        items.truncate(at);
    }
    items.reserve(at + count - items.len(), most)?;
    items.extend_to(at, T::default(), most)
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Chunked<T> {
    full: SharedVec<SharedVec<T>>,
    tail: SharedVec<T>,
    /// Of the chunks; the list of them is counted beside.
    bytes: usize,
}

impl<T: Copy + Default> Chunked<T> {
    /// The rows of a chunk as far as they were written.
    #[inline(always)]
    pub fn chunk(&self, chunk: usize) -> &[T] {
        match self.full.get(chunk) {
            Some(rows) => rows,
            None if chunk == self.full.len() => &self.tail,
            None => &[],
        }
    }

    #[inline(always)]
    pub fn get(&self, row: u32) -> Option<&T> {
        let (chunk, at) = place(row);
        self.chunk(chunk).get(at)
    }

    /// The value of a row, the default when it was never written.
    #[inline(always)]
    pub fn value(&self, row: u32) -> T {
        self.get(row).copied().unwrap_or_default()
    }

    /// A row that was written, to change, when nobody else holds its chunk.
    #[inline(always)]
    pub fn get_mut(&mut self, row: u32) -> Option<&mut T> {
        let (chunk, at) = place(row);
        let rows =
            if chunk == self.full.len() { &mut self.tail } else { self.full.get_mut()?.get_mut(chunk)? };
        rows.get_mut()?.get_mut(at)
    }

    /// Writes a row. On failure nothing has changed; a row that was written since the last snapshot cannot fail.
    #[inline(always)]
    pub fn set(&mut self, row: u32, value: T) -> Result<(), OutOfMemory> {
        let (chunk, at) = place(row);
        // Most rows come behind the last one, where there is room.
        if chunk == self.full.len() && at == self.tail.len() && at < self.tail.capacity() {
            return self.tail.push(value);
        }
        self.set_anyhow(row, value)
    }

    #[inline(never)]
    fn set_anyhow(&mut self, row: u32, value: T) -> Result<(), OutOfMemory> {
        let (chunk, at) = place(row);
        self.reach(chunk)?;
        let rows = if chunk == self.full.len() { &mut self.tail } else { &mut self.full.make_mut()?[chunk] };
        let before = rows.bytes();
        put(rows, at, value, CHUNK_ROWS)?;
        self.bytes += rows.bytes() - before;
        Ok(())
    }

    /// Moves the tail among the full chunks until the chunk is one of them or the tail.
    fn reach(&mut self, chunk: usize) -> Result<(), OutOfMemory> {
        while self.full.len() < chunk {
            // Sole before it grows, so that undoing can take the chunk back out.
            self.full.make_mut()?;
            self.full.reserve(1, usize::MAX)?;
            self.full.push(std::mem::take(&mut self.tail))?;
        }
        Ok(())
    }

    /// Writes rows that lie in one chunk, behind all rows in use: one look at the chunk for all of them. On failure nothing
    /// has changed.
    pub fn append(&mut self, row: u32, values: &[T]) -> Result<(), OutOfMemory> {
        let (chunk, at) = place(row);
        self.truncate(row);
        self.reach(chunk)?;
        let before = self.tail.bytes();
        ready_run(&mut self.tail, at, values.len(), CHUNK_ROWS)?;
        self.bytes += self.tail.bytes() - before;
        self.tail.extend_from_slice(values)
    }

    /// Sees to it that the next write to the row cannot fail, nor putting back what it had. A row behind the end of a chunk that a
    /// snapshot shares could be appended there, but not be written once more.
    pub fn ready(&mut self, row: u32) -> Result<(), OutOfMemory> {
        self.set(row, self.value(row))?;
        let (chunk, _) = place(row);
        let rows = if chunk == self.full.len() { &mut self.tail } else { &mut self.full.make_mut()?[chunk] };
        rows.make_mut().map(|_| ())
    }

    /// Writes a row that was made ready since the last snapshot; needs no memory.
    pub fn restore(&mut self, row: u32, value: T) {
        let restored = self.set(row, value);
        debug_assert!(restored.is_ok(), "a row made ready since the last snapshot is nobody else's");
    }

    /// Forgets the rows from `row` on; needs no memory.
    pub fn truncate(&mut self, row: u32) {
        let (chunk, at) = place(row);
        if chunk < self.full.len() {
            let dropped = self.full[chunk + 1..].iter().map(SharedVec::bytes).sum::<usize>();
            self.bytes -= dropped + self.tail.bytes();
            self.tail = self.full[chunk].clone();
            self.full.truncate(chunk);
        }
        if chunk == self.full.len() {
            self.tail.truncate(at);
        }
    }

    /// Gives back room that is not used, but for chunks that a snapshot shares. On failure some of it was given back. O(rows).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        let full = self.full.get_mut().unwrap_or_default();
        for rows in full.iter_mut().chain([&mut self.tail]) {
            let before = rows.bytes();
            rows.shrink()?;
            self.bytes -= before - rows.bytes();
        }
        self.full.shrink()
    }

    /// Asks for the line of a row.
    #[inline]
    pub fn prefetch(&self, row: u32) {
        let (chunk, at) = place(row);
        kneiphof_kernels::prefetch(self.chunk(chunk), at);
    }

    /// Counted memory of so many rows at most, however they were written.
    pub fn bytes_at_most(rows: u32) -> usize {
        let chunks = chunks_of(rows);
        if chunks <= 1 {
            return SharedVec::<T>::bytes_of((2 * rows as usize).clamp(4, CHUNK_ROWS));
        }
        // The list of chunks doubles.
        chunks * SharedVec::<T>::bytes_of(CHUNK_ROWS) + SharedVec::<SharedVec<T>>::bytes_of(2 * chunks + 4)
    }

    /// Counted memory: what the rows asked for.
    pub fn bytes(&self) -> usize {
        self.bytes + self.full.bytes()
    }
}

/// One bit a row, in chunks of 32 words; the last chunk lies in the bitmap itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bitmap {
    full: SharedVec<CopyOnWrite<[u64; CHUNK_WORDS]>>,
    tail: [u64; CHUNK_WORDS],
}

static NO_BITS: [u64; CHUNK_WORDS] = [0; CHUNK_WORDS];

impl Bitmap {
    #[inline(always)]
    pub fn get(&self, row: u32) -> bool {
        let (chunk, at) = place(row);
        self.words(chunk)[at / 64] >> (at % 64) & 1 == 1
    }

    /// Writes a bit. On failure nothing has changed; a row that was written since the last snapshot cannot fail.
    #[inline(always)]
    pub fn set(&mut self, row: u32, bit: bool) -> Result<(), OutOfMemory> {
        let (chunk, at) = place(row);
        let words = if chunk == self.full.len() { &mut self.tail } else { self.chunk_mut(chunk)? };
        put_bit(words, at, bit);
        Ok(())
    }

    #[inline(never)]
    fn chunk_mut(&mut self, chunk: usize) -> Result<&mut [u64; CHUNK_WORDS], OutOfMemory> {
        while self.full.len() < chunk {
            self.full.push(CopyOnWrite::new(self.tail)?)?;
            self.tail = NO_BITS;
        }
        if chunk == self.full.len() {
            return Ok(&mut self.tail);
        }
        self.full.make_mut()?[chunk].make_mut()
    }

    /// Gives rows that lie in one chunk one bit. On failure nothing has changed; for no rows it sees to the chunk.
    pub fn put_run(&mut self, row: u32, count: usize, bit: bool) -> Result<(), OutOfMemory> {
        let (chunk, at) = place(row);
        let bits = if bit { u64::MAX } else { 0 };
        copy_bits(self.chunk_mut(chunk)?, at, count, |_| bits);
        Ok(())
    }

    /// Writes a bit of a row that was written since the last snapshot; needs no memory.
    #[inline(always)]
    pub fn restore(&mut self, row: u32, bit: bool) {
        let restored = self.set(row, bit);
        debug_assert!(restored.is_ok(), "a row written since the last snapshot is nobody else's");
    }

    /// Clears the bits from `row` on; needs no memory.
    pub fn truncate(&mut self, row: u32) {
        let (chunk, at) = place(row);
        if chunk < self.full.len() {
            self.tail = *self.full[chunk];
            self.full.truncate(chunk);
        }
        if chunk == self.full.len() {
            (at..CHUNK_ROWS).for_each(|at| put_bit(&mut self.tail, at, false));
        }
    }

    #[inline(always)]
    pub fn words(&self, chunk: usize) -> &[u64; CHUNK_WORDS] {
        match self.full.get(chunk) {
            Some(words) => words,
            None if chunk == self.full.len() => &self.tail,
            None => &NO_BITS,
        }
    }

    /// The rows whose bit is set, in order.
    pub fn ones(&self) -> impl Iterator<Item = u32> + '_ {
        (0..=self.full.len()).flat_map(|chunk| {
            self.words(chunk).iter().enumerate().flat_map(move |(word, bits)| Ones {
                base: (chunk * CHUNK_ROWS + word * 64) as u32,
                bits: *bits,
            })
        })
    }

    /// As [`Chunked::shrink`].
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        self.full.shrink()
    }

    pub fn bytes(&self) -> usize {
        self.full.bytes() + self.full.first().map_or(0, CopyOnWrite::bytes) * self.full.len()
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

#[inline(always)]
pub(crate) fn put_bit(words: &mut [u64; CHUNK_WORDS], at: usize, bit: bool) {
    let word = &mut words[at / 64];
    *word = *word & !(1 << (at % 64)) | u64::from(bit) << (at % 64);
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
    use kneiphof_kernels::left_behind_bytes;

    #[test]
    fn a_row_never_written_has_the_default_value() {
        let mut rows = Chunked::<u32>::default();
        rows.set(5_000, 7).unwrap();
        assert_eq!((rows.value(5_000), rows.value(4_999), rows.value(0), rows.value(1 << 30)), (7, 0, 0, 0));
        rows.set(100, 8).unwrap();
        assert_eq!((rows.value(100), rows.value(99), rows.value(5_000)), (8, 0, 7));
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
                one_by_one.set(row, row * 7).unwrap();
                bit_by_bit.set(row, true).unwrap();
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
            rows.set(row, row).unwrap();
            bits.set(row, row % 3 == 0).unwrap();
        }
        let (old_rows, old_bits) = (rows.clone(), bits.clone());
        rows.set(1, 99).unwrap();
        rows.set(3_000, 42).unwrap();
        bits.set(0, false).unwrap();
        assert_eq!((old_rows.value(1), old_rows.value(3_000), rows.value(1)), (1, 0, 99));
        assert!(old_bits.get(0) && !bits.get(0));
        assert_eq!(old_bits.ones().collect::<Vec<_>>(), (0..3_000).step_by(3).collect::<Vec<_>>());
    }

    #[test]
    fn rows_appended_after_a_snapshot_copy_no_chunk_and_a_changed_row_copies_its_own_once() {
        let mut rows = Chunked::<u64>::default();
        let mut bits = Bitmap::default();
        (0..10_000).for_each(|row| rows.set(row, 1).unwrap());
        (0..10_000).for_each(|row| bits.set(row, true).unwrap());
        let snapshot = (rows.clone(), bits.clone());
        let start = left_behind_bytes();
        // The list of four chunks moves when it has doubled; that is all.
        (10_000..14_000).for_each(|row| rows.set(row, 2).unwrap());
        (10_000..14_000).for_each(|row| bits.set(row, true).unwrap());
        assert!(left_behind_bytes() - start < 400, "{}", left_behind_bytes() - start);
        let start = left_behind_bytes();
        rows.set(5, 3).unwrap();
        rows.set(6, 3).unwrap();
        let copied = left_behind_bytes() - start;
        assert!((16_384..17_000).contains(&copied), "{copied}");
        assert_eq!((snapshot.0.value(5), snapshot.0.value(12_000), snapshot.1.get(12_000)), (1, 0, false));
    }

    #[test]
    fn truncating_takes_back_what_was_appended() {
        for (len, more) in [(0, 10), (5, 3), (2_040, 20), (2_048, 1), (3_000, 5_000)] {
            let mut rows = Chunked::<u32>::default();
            let mut bits = Bitmap::default();
            (0..len).for_each(|row| rows.set(row, row + 1).unwrap());
            (0..len).for_each(|row| bits.set(row, true).unwrap());
            let (bytes, snapshot) = (rows.bytes(), (rows.clone(), bits.clone()));
            (len..len + more).for_each(|row| rows.set(row, 7).unwrap());
            (len..len + more).for_each(|row| bits.set(row, true).unwrap());
            rows.truncate(len);
            bits.truncate(len);
            assert!((0..len + more).all(|row| rows.value(row) == snapshot.0.value(row)));
            assert!(bits.ones().eq(0..len));
            assert!(rows.bytes() >= bytes || len == 0);
            rows.set(len, 9).unwrap();
            assert_eq!((rows.value(len), snapshot.0.value(len)), (9, 0));
        }
    }

    #[test]
    fn a_small_array_takes_little_and_a_full_chunk_no_more_than_its_rows() {
        let mut rows = Chunked::<u64>::default();
        rows.set(0, 1).unwrap();
        assert!(rows.bytes() < 100);
        for row in 0..CHUNK_ROWS as u32 {
            rows.set(row, 1).unwrap();
        }
        assert_eq!(rows.bytes(), CHUNK_ROWS * 8 + 24);
    }
}
