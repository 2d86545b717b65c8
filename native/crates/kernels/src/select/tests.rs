use super::*;
use proptest::prelude::*;

fn word() -> impl Strategy<Value = u64> {
    prop_oneof![
        Just(0),
        Just(u64::MAX),
        any::<u64>(),
        any::<u64>().prop_map(|word| word & 0x8000_0040_0000_0001)
    ]
}

proptest! {
    #[test]
    fn every_level_numbers_the_set_bits_in_order_as_far_as_there_is_room(
        bits in prop::collection::vec(word(), 0..40), first in 0_u64..1 << 40, room in 0_usize..200, start in 0_usize..9
    ) {
        let expected: Vec<u64> = (0..bits.len() * 64)
            .filter(|at| bits[at / 64] >> (at % 64) & 1 == 1)
            .map(|at| first + at as u64)
            .collect();
        for level in Level::all() {
            for room in [room, expected.len(), expected.len() + 64] {
                // A guard behind the room: nothing may be written there.
                let mut out = vec![7; start + room + 1];
                let written = numbers(level, &bits, first, &mut out[start..start + room]);
                prop_assert_eq!(written, expected.len().min(room));
                prop_assert_eq!(&out[start..start + written], &expected[..written], "{:?}", level);
                prop_assert_eq!(out[start + room], 7);
            }
        }
    }
}
