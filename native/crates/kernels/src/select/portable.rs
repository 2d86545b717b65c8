//! Without instructions of a kind of its own.

/// Numbers are written eight at a time as long as there is room for a whole word: a word with nine bits writes sixteen, of
/// which the next word overwrites seven. That saves the branch that nobody can predict, where the bits of a word end.
#[inline(always)]
pub(super) fn numbers(bits: &[u64], first: u64, out: &mut [u64]) -> usize {
    let mut written = 0;
    for (at, word) in bits.iter().enumerate() {
        let first = first + at as u64 * 64;
        match out[written..].first_chunk_mut::<64>() {
            Some(room) => written += whole(*word, first, room),
            None => written += bounded(*word, first, &mut out[written..]),
        }
    }
    written
}

#[inline(always)]
fn whole(mut word: u64, first: u64, room: &mut [u64; 64]) -> usize {
    let count = word.count_ones() as usize;
    for eight in room.as_chunks_mut::<8>().0.iter_mut().take(count.div_ceil(8)) {
        for number in eight {
            *number = first.wrapping_add(u64::from(word.trailing_zeros()));
            word &= word.wrapping_sub(1);
        }
    }
    count
}

#[inline(always)]
pub(super) fn bounded(mut word: u64, first: u64, room: &mut [u64]) -> usize {
    let mut count = 0;
    for number in room {
        if word == 0 {
            break;
        }
        *number = first + u64::from(word.trailing_zeros());
        word &= word - 1;
        count += 1;
    }
    count
}
