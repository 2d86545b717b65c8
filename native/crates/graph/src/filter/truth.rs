//! The result of a test for a block of rows: true, unknown, or neither, which is false.

use crate::chunked::CHUNK_WORDS;

pub(super) type Bits = [u64; CHUNK_WORDS];

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Truth {
    pub truth: Bits,
    /// Never set where `truth` is.
    pub unknown: Bits,
}

impl Truth {
    pub const TRUE: Truth = Truth { truth: [u64::MAX; CHUNK_WORDS], unknown: [0; CHUNK_WORDS] };
    pub const FALSE: Truth = Truth { truth: [0; CHUNK_WORDS], unknown: [0; CHUNK_WORDS] };
    pub const UNKNOWN: Truth = Truth { truth: [0; CHUNK_WORDS], unknown: [u64::MAX; CHUNK_WORDS] };

    /// Two-valued: nothing is unknown.
    pub fn known(truth: Bits) -> Self {
        Truth { truth, unknown: [0; CHUNK_WORDS] }
    }

    /// The same for every row that has a value, unknown for the others.
    pub fn constant(answer: Option<bool>, valid: &Bits) -> Self {
        match answer {
            Some(answer) => {
                Truth::where_valid(if answer { [u64::MAX; CHUNK_WORDS] } else { [0; CHUNK_WORDS] }, valid)
            }
            None => Truth::UNKNOWN,
        }
    }

    /// As told for rows that have a value, unknown for the others.
    pub fn where_valid(mut truth: Bits, valid: &Bits) -> Self {
        let mut unknown = [0; CHUNK_WORDS];
        for word in 0..CHUNK_WORDS {
            truth[word] &= valid[word];
            unknown[word] = !valid[word];
        }
        Truth { truth, unknown }
    }

    pub fn and(&mut self, other: &Truth) {
        for word in 0..CHUNK_WORDS {
            let possible =
                (self.truth[word] | self.unknown[word]) & (other.truth[word] | other.unknown[word]);
            self.truth[word] &= other.truth[word];
            self.unknown[word] = possible & !self.truth[word];
        }
    }

    pub fn or(&mut self, other: &Truth) {
        for word in 0..CHUNK_WORDS {
            self.truth[word] |= other.truth[word];
            self.unknown[word] = (self.unknown[word] | other.unknown[word]) & !self.truth[word];
        }
    }

    pub fn not(&mut self) {
        for word in 0..CHUNK_WORDS {
            self.truth[word] = !(self.truth[word] | self.unknown[word]);
        }
    }

    /// What is told about one row of the block.
    pub fn set(&mut self, at: usize, answer: Option<bool>) {
        let (word, bit) = (at / 64, 1 << (at % 64));
        match answer {
            Some(true) => self.truth[word] |= bit,
            Some(false) => {}
            None => self.unknown[word] |= bit,
        }
    }
}

/// The places of the set bits of a block, in order.
pub(super) fn ones(bits: &Bits) -> impl Iterator<Item = usize> + '_ {
    bits.iter().enumerate().flat_map(|(word, bits)| {
        std::iter::successors((*bits != 0).then_some(*bits), |rest| {
            Some(rest & (rest - 1)).filter(|rest| *rest != 0)
        })
        .map(move |rest| word * 64 + rest.trailing_zeros() as usize)
    })
}

/// Whether the bit of a number is set in a bitmap of any length.
#[inline]
pub(super) fn has_bit(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

/// A bitmap of the answers, in order.
pub(super) fn bitmap(answers: impl Iterator<Item = bool>) -> Vec<u64> {
    let mut bits = Vec::new();
    for (at, answer) in answers.enumerate() {
        if at % 64 == 0 {
            bits.push(0);
        }
        if let Some(word) = bits.last_mut() {
            *word |= u64::from(answer) << (at % 64);
        }
    }
    bits
}
