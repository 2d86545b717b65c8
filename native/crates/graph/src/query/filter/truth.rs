//! Blocks of rows as bits.

use crate::store::chunked::CHUNK_WORDS;

/// One bit for each row of a chunk.
pub(crate) type Bits = [u64; CHUNK_WORDS];

/// How a test came to the rows it left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The same answer for every row of the chunk that has a value: not one was read.
    Decided,
    /// By a scan over all values of the chunk.
    Scanned,
    /// By the rows that an index names.
    Indexed,
    /// By a look at each open row.
    OneByOne,
}

/// Leaves those rows open that have a value and whose bit is set, or not set where `flipped`.
#[inline]
pub(super) fn keep(rows: &mut Bits, valid: &Bits, answers: &Bits, flipped: bool) {
    let flip = if flipped { u64::MAX } else { 0 };
    for word in 0..CHUNK_WORDS {
        rows[word] &= valid[word] & (answers[word] ^ flip);
    }
}

/// Leaves those rows open that have a value, if their answer, the same for all, is the wanted one.
#[inline]
pub(super) fn keep_all(rows: &mut Bits, valid: &Bits, passes: bool) -> Look {
    if passes {
        rows.iter_mut().zip(valid).for_each(|(row, valid)| *row &= valid);
    } else {
        *rows = [0; CHUNK_WORDS];
    }
    Look::Decided
}

/// Asks about each open row and leaves those open that pass.
pub(super) fn keep_each(rows: &mut Bits, mut passes: impl FnMut(usize) -> bool) -> Look {
    for (at, word) in rows.iter_mut().enumerate() {
        let mut open = *word;
        while open != 0 {
            let bit = open.trailing_zeros() as usize;
            open &= open - 1;
            if !passes(at * 64 + bit) {
                *word &= !(1 << bit);
            }
        }
    }
    Look::OneByOne
}

#[inline]
pub(super) fn is_empty(rows: &Bits) -> bool {
    rows.iter().fold(0, |all, word| all | word) == 0
}

#[inline]
pub(super) fn take_away(rows: &mut Bits, others: &Bits) {
    rows.iter_mut().zip(others).for_each(|(row, other)| *row &= !other);
}

/// Sets all bits from `first` on.
pub(super) fn set_from(bits: &mut Bits, first: usize) {
    for (at, word) in bits.iter_mut().enumerate().skip(first / 64) {
        *word |= if at == first / 64 { u64::MAX << (first % 64) } else { u64::MAX };
    }
}

/// The places of the set bits of a block, in order.
pub(crate) fn ones(bits: &Bits) -> impl Iterator<Item = usize> + '_ {
    bits.iter().enumerate().flat_map(|(word, bits)| {
        std::iter::successors((*bits != 0).then_some(*bits), |rest| {
            Some(rest & (rest - 1)).filter(|rest| *rest != 0)
        })
        .map(move |rest| word * 64 + rest.trailing_zeros() as usize)
    })
}
