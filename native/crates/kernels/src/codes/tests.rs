use super::*;
use proptest::prelude::*;

/// Every length from 0 to 130 at every start from 0 to 66, so that loads lie across lines: every level against one code at a time.
fn agrees<C: Copy + Into<u32>>(
    codes: &[C],
    members: &[u32],
    scan: impl Fn(Level, &[C], &CodeSet, &mut [u64]),
) -> Result<(), TestCaseError> {
    let set = CodeSet::new(members.iter().copied()).unwrap();
    for length in 0..=130 {
        let codes = &codes[length % 67..length % 67 + length];
        let mut expected = [0; 4];
        for (at, code) in codes.iter().enumerate() {
            let code = (*code).into();
            expected[at / 64] |= u64::from(members.contains(&code)) << (at % 64);
        }
        for level in Level::all() {
            let mut bits = [u64::MAX; 4];
            scan(level, codes, &set, &mut bits);
            prop_assert_eq!(bits, expected, "{:?} {} {:?}", level, length, members);
        }
    }
    Ok(())
}

fn members(codes: impl Strategy<Value = u32>) -> impl Strategy<Value = Vec<u32>> {
    prop_oneof![prop::collection::vec(codes, 0..300), prop::collection::vec(0_u32..4, 0..3)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn every_level_finds_codes_of_one_byte_alike(
        codes in prop::collection::vec(prop_oneof![any::<u8>(), 0_u8..4], 200), members in members(0_u32..300)
    ) {
        agrees(&codes, &members, among_u8)?;
    }

    #[test]
    fn every_level_finds_codes_of_two_bytes_alike(
        codes in prop::collection::vec(prop_oneof![0_u16..400, any::<u16>(), 0_u16..4], 200), members in members(0_u32..500)
    ) {
        agrees(&codes, &members, among_u16)?;
    }

    #[test]
    fn every_level_finds_codes_of_four_bytes_alike(
        codes in prop::collection::vec(prop_oneof![0_u32..400, any::<u32>(), 0_u32..4], 200), members in members(0_u32..70_000)
    ) {
        agrees(&codes, &members, among_u32)?;
    }
}

#[test]
fn a_code_that_does_not_fit_the_width_is_found_nowhere() {
    let set = CodeSet::of(256 + 7);
    let mut bits = [u64::MAX];
    among_u8(Level::best(), &[7; 64], &set, &mut bits);
    assert_eq!(bits, [0]);
    assert_eq!((set.len(), set.has(7), set.has(263)), (1, false, true));
}

#[test]
fn a_set_counts_each_code_once() {
    let set = CodeSet::new([5, 5, 70_000]).unwrap();
    assert_eq!(
        (set.len(), set.has(5), set.has(70_000), set.has(6), set.has(70_001)),
        (2, true, true, false, false)
    );
}

#[test]
#[should_panic(expected = "one bit a code")]
fn too_few_bits_are_refused() {
    among_u8(Level::best(), &[0; 65], &CodeSet::of(1), &mut [0]);
}
