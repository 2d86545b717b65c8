/// Asks the processor to bring the cache line of `slice[index]` near; an index outside the slice asks for nothing.
/// A cold line costs 179 ns alone and 8 ns when 32 are under way, so batches ask for all lines before they read the first.
#[inline(always)]
pub fn prefetch<T>(slice: &[T], index: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(item) = slice.get(index) {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: the address is that of a live reference, and a prefetch never faults or changes memory.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(item).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (slice, index);
}

const LINE_BYTES: usize = 64;

/// Pieces that are remembered at once; more are not asked for.
const PIECES: usize = 16;

/// Memory that will be read soon, asked for a few cache lines at a time while something else is scanned: the processor has room for
/// two dozen lines under way, and a memory that is asked for everything at once stands still while the processor compares.
///
/// ```text
/// scan of chunk 7     | 64 numbers     | 64 numbers     | …
/// numbers of chunk 8  | 8 lines        | 8 lines        | …
/// what lies beside    | 2 of its codes | 2 of its codes | … bits, heads of chunk 9
/// ```
#[derive(Debug, Default)]
pub struct Ahead {
    numbers: Pieces,
    beside: Pieces,
}

impl Ahead {
    /// Remembers numbers that will be scanned. The slice is not read, then or later.
    pub fn add_numbers<T>(&mut self, slice: &[T]) {
        self.numbers.add(slice);
    }

    /// Remembers what will be read beside them.
    pub fn add<T>(&mut self, slice: &[T]) {
        self.beside.add(slice);
    }

    /// Asks for some lines while 64 numbers are scanned: for as many numbers to come, and for what lies beside.
    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    pub(crate) fn ask(&mut self) {
        self.numbers.ask(8);
        self.beside.ask(2);
    }

    /// Asks for all that is left, and forgets it.
    pub fn finish(&mut self) {
        for pieces in [&mut self.beside, &mut self.numbers] {
            pieces.ask(usize::MAX);
            (pieces.begun, pieces.len) = (0, 0);
        }
    }
}

/// First address and number of lines of each, in the order in which they are asked for.
#[derive(Debug, Default)]
struct Pieces {
    pieces: [(usize, usize); PIECES],
    begun: usize,
    len: usize,
}

impl Pieces {
    fn add<T>(&mut self, slice: &[T]) {
        let piece = (slice.as_ptr().addr(), size_of_val(slice).div_ceil(LINE_BYTES));
        if self.len < PIECES && !self.pieces[..self.len].contains(&piece) {
            self.pieces[self.len] = piece;
            self.len += 1;
        }
    }

    #[inline(always)]
    fn ask(&mut self, lines: usize) {
        let mut left = lines;
        while self.begun < self.len && left > 0 {
            let (start, lines) = &mut self.pieces[self.begun];
            let now = left.min(*lines);
            (0..now).for_each(|line| prefetch_line(*start + line * LINE_BYTES));
            *start += now * LINE_BYTES;
            *lines -= now;
            left -= now;
            self.begun += usize::from(*lines == 0);
        }
    }
}

#[inline(always)]
fn prefetch_line(address: usize) {
    #[cfg(target_arch = "x86_64")]
    {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a prefetch never faults and changes no memory, wherever it points.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::without_provenance::<i8>(address)) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}

#[cfg(test)]
mod tests {
    use super::{Ahead, PIECES, prefetch};

    #[test]
    fn an_index_outside_the_slice_is_harmless() {
        prefetch(&[1u64, 2, 3], 1);
        prefetch(&[1u64, 2, 3], 3);
        prefetch::<u64>(&[], usize::MAX);
    }

    #[test]
    fn lines_are_asked_for_piece_by_piece_and_each_once() {
        let (long, short) = ([1u64; 20], [1u8; 1]);
        let mut ahead = Ahead::default();
        ahead.add(&long);
        ahead.add(&short);
        ahead.add(&long);
        ahead.add::<u64>(&[]);
        let beside = &mut ahead.beside;
        beside.ask(2);
        assert_eq!((beside.begun, beside.pieces[0].1), (0, 1));
        beside.ask(2);
        assert_eq!((beside.begun, beside.len), (2, 3));
        beside.ask(1);
        assert_eq!(beside.begun, 3);
        ahead.finish();
        assert_eq!((ahead.beside.begun, ahead.beside.len), (0, 0));
    }

    #[test]
    fn more_pieces_than_are_remembered_are_passed_over() {
        let numbers = [0u64; 2 * PIECES];
        let mut ahead = Ahead::default();
        (0..numbers.len()).for_each(|at| ahead.add_numbers(&numbers[at..=at]));
        assert_eq!(ahead.numbers.len, PIECES);
        ahead.finish();
    }
}
