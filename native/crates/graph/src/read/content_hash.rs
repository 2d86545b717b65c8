//! A hash of content that stays the same between releases, on every machine.

/// Words without a pattern: the first digits of π behind the point.
const START: u64 = 0x243f_6a88_85a3_08d3;
const STEP: u64 = 0x1319_8a2e_0370_7345;
const LENGTH: u64 = 0xa409_3822_299f_31d1;

/// Takes words and parts one after the other, without keeping or copying them: 16 bytes a multiplication, whose upper and
/// lower half are folded together (Wang Yi, wyhash). Not for keys that somebody chooses in order to make tables slow.
#[derive(Clone, Copy)]
pub(crate) struct ContentHash(u64);

impl ContentHash {
    pub fn new() -> Self {
        ContentHash(START)
    }

    #[inline]
    pub fn word(&mut self, word: u64) {
        self.pair(word, 0);
    }

    /// The length counts, too: two parts are not the same as one of both together. Answers the length.
    #[inline]
    pub fn part(&mut self, bytes: &[u8]) -> u64 {
        let len = bytes.len() as u64;
        self.0 = self.0.wrapping_add(len.wrapping_mul(LENGTH));
        let mut rest = bytes;
        while rest.len() > 16
            && let Some((pair, after)) = rest.split_first_chunk::<16>()
        {
            let both = u128::from_le_bytes(*pair);
            self.pair(both as u64, (both >> 64) as u64);
            rest = after;
        }
        // Two words that overlap, where there are not enough bytes for both.
        if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
            self.pair(u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        } else if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
            self.pair(u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into());
        } else if let [first, .., last] = rest {
            self.pair(u64::from(*first) | u64::from(rest[rest.len() / 2]) << 8, (*last).into());
        } else {
            self.word(rest.first().copied().map_or(0, u64::from));
        }
        len
    }

    /// Two words at once.
    #[inline]
    pub fn pair(&mut self, one: u64, other: u64) {
        let product = u128::from(self.0 ^ one) * u128::from(STEP ^ other);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }

    #[inline]
    pub fn finish(mut self) -> u64 {
        self.word(LENGTH);
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn hash(parts: &[&[u8]]) -> u64 {
        let mut content = ContentHash::new();
        for part in parts {
            content.part(part);
        }
        content.finish()
    }

    #[test]
    fn the_hash_stays_the_same_between_releases() {
        let bytes: Vec<u8> = (0..40).collect();
        for (length, expected) in [
            (0, 0x1402_b3d3_fba9_6e19),
            (1, 0x5f49_d680_a92d_52be),
            (3, 0x844d_9ccf_5b92_a3db),
            (7, 0x1ae1_561b_f141_320f),
            (15, 0x7ef2_b513_2bd0_9f9c),
            (40, 0xfa17_53d2_1828_443c),
        ] {
            assert_eq!(hash(&[&bytes[..length]]), expected, "{length} bytes");
        }
    }

    #[test]
    fn no_bit_no_length_and_no_border_of_a_part_is_without_weight() {
        let bytes: Vec<u8> = (0..70_u8).map(|at| at.wrapping_mul(37)).collect();
        let mut seen = HashSet::new();
        for len in 0..=bytes.len() {
            assert!(seen.insert(hash(&[&bytes[..len]])));
            assert!(seen.insert(hash(&[&vec![0; len + 100]])));
            for border in 0..=len {
                assert!(seen.insert(hash(&[&bytes[..border], &bytes[border..len]])));
            }
            for bit in 0..8 * len {
                let mut other = bytes[..len].to_vec();
                other[bit / 8] ^= 1 << (bit % 8);
                assert!(seen.insert(hash(&[&other])), "bit {bit} of {len} bytes");
            }
        }
    }

    #[test]
    fn half_of_the_hash_turns_with_each_bit_of_a_word() {
        let hash = |word: u64| {
            let mut content = ContentHash::new();
            content.word(word);
            content.finish()
        };
        for bit in 0..64 {
            let turned: u32 = (0..1_000).map(|word| (hash(word) ^ hash(word ^ 1 << bit)).count_ones()).sum();
            assert!((30_000..34_000).contains(&turned), "bit {bit} turns {turned} of 64,000");
        }
    }
}
