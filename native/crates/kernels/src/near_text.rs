//! A short text copied to where its words can be read as they were not written.
//!
//! ```text
//! written by the caller, a moment ago       | word 0          | word 1        |      stores that are still under way
//! read by a hash, a comparison              | word 0          |
//!                                                 | last 8 bytes    |                needs both stores: waits until they are done
//! ```
//! A processor hands a load what a store under way writes, where that is one store. A load of two waits for both to leave the
//! pipeline, and so for all that came before them: the cache lines of the look-up before. The copy is written by one store of 16 bytes.

/// Room for the copy of a text of up to 16 bytes.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(16))]
pub struct NearText([u8; NearText::BYTES]);

impl NearText {
    pub const BYTES: usize = 16;

    /// The bytes, or the copy of them where they are few enough. They are read in pieces that no word of eight, counted from their
    /// beginning, cuts.
    #[inline(always)]
    pub fn copy_of<'a>(&'a mut self, bytes: &'a [u8]) -> &'a [u8] {
        if bytes.len() > Self::BYTES {
            return bytes;
        }
        let (first, rest) = bytes.split_at(bytes.len().min(8));
        self.store(word(first), word(rest));
        &self.0[..bytes.len()]
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    fn store(&mut self, low: u64, high: u64) {
        use core::arch::x86_64::{_mm_set_epi64x, _mm_store_si128};
        // SAFETY: SSE2 is part of the architecture; the address is that of 16 bytes which are aligned and borrowed to be written.
        unsafe {
            _mm_store_si128(
                self.0.as_mut_ptr().cast(),
                _mm_set_epi64x(high.cast_signed(), low.cast_signed()),
            );
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    #[inline(always)]
    fn store(&mut self, low: u64, high: u64) {
        self.0 = ((u128::from(high) << 64) | u128::from(low)).to_le_bytes();
    }
}

/// Up to eight bytes, the first one lowest.
#[inline(always)]
fn word(bytes: &[u8]) -> u64 {
    if let Some(word) = bytes.first_chunk() {
        return u64::from_le_bytes(*word);
    }
    let (mut word, mut rest, mut bits) = (0, bytes, 0);
    if let Some((four, after)) = rest.split_first_chunk() {
        (word, rest, bits) = (u64::from(u32::from_le_bytes(*four)), after, 32);
    }
    if let Some((two, after)) = rest.split_first_chunk() {
        word |= u64::from(u16::from_le_bytes(*two)) << bits;
        (rest, bits) = (after, bits + 16);
    }
    match rest.first() {
        Some(last) => word | u64::from(*last) << bits,
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_what_it_was_made_of_and_a_long_text_is_no_copy() {
        let text: Vec<u8> = (1..=40).collect();
        for length in 0..=text.len() {
            let mut near = NearText([0xFF; NearText::BYTES]);
            let bytes = &text[..length];
            let copy = near.copy_of(bytes);
            assert_eq!(copy, bytes);
            assert_eq!(copy.as_ptr() == bytes.as_ptr(), length > NearText::BYTES, "{length}");
        }
    }
}
