use super::*;
use proptest::prelude::*;
use std::cmp::Ordering;

const ALL: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Less,
    Comparison::LessOrEqual,
    Comparison::Greater,
    Comparison::GreaterOrEqual,
];

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(f64::NAN),
        Just(-f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(0.0),
        Just(-0.0),
        Just(f64::from_bits(1)),
        (-4_i32..4).prop_map(f64::from),
        any::<f64>(),
    ]
}

fn integer() -> impl Strategy<Value = i64> {
    prop_oneof![-3_i64..3, Just(i64::MIN), Just(i64::MAX), any::<i64>()]
}

fn holds(comparison: Comparison, ordering: Ordering) -> bool {
    match comparison {
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::LessOrEqual => ordering.is_le(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterOrEqual => ordering.is_ge(),
    }
}

/// Every length from 0 to 130 at every start from 0 to 8, so that loads lie across lines: every level against one value at a time.
fn agrees<T: Copy>(
    values: &[T],
    scan: impl Fn(Level, &[T], Comparison, &mut [u64]),
    order: impl Fn(T) -> Ordering,
) -> Result<(), TestCaseError> {
    for length in 0..=130 {
        let values = &values[length % 9..length % 9 + length];
        for comparison in ALL {
            let mut expected = [0; 4];
            for (at, value) in values.iter().enumerate() {
                expected[at / 64] |= u64::from(holds(comparison, order(*value))) << (at % 64);
            }
            for level in Level::all() {
                let mut bits = [u64::MAX; 4];
                scan(level, values, comparison, &mut bits);
                prop_assert_eq!(bits, expected, "{:?} {:?} {}", level, comparison, length);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_level_scans_integers_of_every_length_and_start_alike(
        values in prop::collection::vec(integer(), 140), x in integer()
    ) {
        agrees(&values, |level, values, comparison, bits| integers(level, values, &mut Ahead::default(), comparison, x, bits), |v| v.cmp(&x))?;
    }

    #[test]
    fn every_level_orders_nan_above_every_number(values in prop::collection::vec(float(), 140), x in float()) {
        agrees(&values, |level, values, comparison, bits| floats(level, values, &mut Ahead::default(), comparison, x, bits), |v| {
            v.partial_cmp(&x).unwrap_or_else(|| v.is_nan().cmp(&x.is_nan()))
        })?;
    }
}

#[test]
#[should_panic(expected = "one bit a value")]
fn too_few_bits_are_refused() {
    integers(Level::best(), &[0; 65], &mut Ahead::default(), Comparison::Equal, 0, &mut [0]);
}
