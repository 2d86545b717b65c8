//! The places of a word's bits as bytes in one instruction, then eight numbers at a time.

use super::portable::bounded;
use core::arch::x86_64::*;

/// 0, 1, 2, … 63.
static PLACES: [u8; 64] = {
    let mut places = [0; 64];
    let mut at = 0;
    while at < 64 {
        places[at] = at as u8;
        at += 1;
    }
    places
};

/// # Safety
/// The machine has AVX-512 F, BW and VBMI2.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
pub(super) fn numbers(bits: &[u64], first: u64, out: &mut [u64]) -> usize {
    // SAFETY: 64 bytes lie there, and the load needs no alignment.
    let places = unsafe { _mm512_loadu_epi8(PLACES.as_ptr().cast()) };
    let mut written = 0;
    for (at, word) in bits.iter().enumerate() {
        let first = first + at as u64 * 64;
        let Some(room) = out[written..].first_chunk_mut::<64>() else {
            written += bounded(*word, first, &mut out[written..]);
            continue;
        };
        let count = word.count_ones() as usize;
        let mut packed = [0_u8; 64];
        // SAFETY: `packed` has room for 64 bytes, and the store needs no alignment.
        unsafe {
            _mm512_storeu_epi8(packed.as_mut_ptr().cast(), _mm512_maskz_compress_epi8(*word, places));
        }
        let base = _mm512_set1_epi64(first.cast_signed());
        let eights = room.as_chunks_mut::<8>().0.iter_mut().zip(packed.as_chunks::<8>().0);
        for (numbers, places) in eights.take(count.div_ceil(8)) {
            // SAFETY: `places` holds eight bytes and `numbers` has room for eight numbers of eight; nothing needs alignment.
            unsafe {
                let places = _mm512_cvtepu8_epi64(_mm_loadu_si64(places.as_ptr()));
                _mm512_storeu_epi64(numbers.as_mut_ptr().cast(), _mm512_add_epi64(places, base));
            }
        }
        written += count;
    }
    written
}
