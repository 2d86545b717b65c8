use super::*;
use crate::store::columns::text_hasher;
use kneiphof_kernels::HUGE_PAGE_BYTES;
use proptest::prelude::*;

fn ids() -> Ids {
    Ids::new(text_hasher(3)).unwrap()
}

#[test]
fn every_id_is_found_at_every_size_while_the_table_grows() {
    let mut ids = ids();
    for row in 0..20_000u32 {
        ids.insert(&format!("id {row}"), row).unwrap();
        if row % 997 == 0 {
            for known in (0..=row).step_by(101) {
                assert_eq!(ids.find(&format!("id {known}")), Some(known));
            }
            assert_eq!(ids.find(&format!("id {}", row + 1)), None);
        }
    }
    assert_eq!(ids.get(12_345), Some("id 12345"));
}

#[test]
fn a_batch_finds_what_single_calls_find() {
    let mut ids = ids();
    for row in 0..1_000u32 {
        ids.insert(&row.to_string(), row).unwrap();
    }
    let asked: Vec<String> = (900..1_100).map(|i: u32| i.to_string()).collect();
    let mut found = Vec::new();
    ids.find_into(asked.len(), |at| asked[at].as_bytes(), &mut found).unwrap();
    let expected: Vec<u32> = asked.iter().map(|id| ids.find(id).unwrap_or(NO_ROW)).collect();
    assert_eq!(found, expected);
    assert_eq!(found.iter().filter(|row| **row != NO_ROW).count(), 100);
}

#[test]
fn an_id_of_65_535_bytes_fits_and_a_longer_one_does_not() {
    let mut ids = ids();
    let long = "x".repeat(65_535);
    ids.insert(&long, 0).unwrap();
    assert_eq!(ids.find(&long), Some(0));
    assert_eq!(ids.insert(&"y".repeat(65_536), 1), Err(IdsFull::Arena));
    for row in 1..20 {
        ids.insert(&format!("{row}{}", &long[..60_000]), row).unwrap();
    }
    assert_eq!(ids.find(&format!("7{}", &long[..60_000])), Some(7));
}

#[derive(Clone, Debug)]
enum Op {
    Insert(u16),
    Hide(u16),
    HideAndShow(u16),
    InsertAndUndo(u16),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        5 => (0u16..600).prop_map(Op::Insert),
        3 => (0u16..600).prop_map(Op::Hide),
        1 => (0u16..600).prop_map(Op::HideAndShow),
        1 => (0u16..600).prop_map(Op::InsertAndUndo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn ids_equal_a_map_under_inserting_hiding_and_undoing(ops in prop::collection::vec(op(), 1..2_000)) {
        let mut ids = ids();
        let mut map = std::collections::HashMap::new();
        let mut next = 0u32;
        for op in ops {
            match op {
                Op::Insert(key) if !map.contains_key(&key) => {
                    ids.insert(&key.to_string(), next).unwrap();
                    map.insert(key, next);
                    next += 1;
                }
                Op::InsertAndUndo(key) if !map.contains_key(&key) => {
                    ids.insert(&key.to_string(), next).unwrap();
                    ids.uninsert(next);
                }
                Op::Hide(key) => {
                    if let Some(row) = map.remove(&key) {
                        ids.hide(row);
                    }
                }
                Op::HideAndShow(key) => {
                    if let Some(row) = map.get(&key) {
                        ids.hide(*row);
                        assert_eq!(ids.find(&key.to_string()), None);
                        ids.unhide(*row);
                    }
                }
                _ => {}
            }
            prop_assert_eq!(ids.len(), map.len());
        }
        for key in 0..600u16 {
            let id = key.to_string();
            prop_assert_eq!(ids.find(&id), map.get(&key).copied());
            prop_assert_eq!(ids.find_and_ask(&id, |_| ()), map.get(&key).copied());
        }
    }
}

#[test]
fn what_the_row_of_an_id_leads_to_is_asked_for_before_the_row_is_known() {
    let mut ids = ids();
    (0..5_000).for_each(|row| ids.insert(&format!("id {row:05}"), row).unwrap());
    let mut near = 0;
    for row in 0..5_000 {
        let mut asked = None;
        assert_eq!(ids.find_and_ask(&format!("id {row:05}"), |likely| asked = Some(likely)), Some(row));
        near += u32::from(asked.is_some_and(|likely| likely.abs_diff(row) < 8));
    }
    // The rest stand outside of their buckets.
    assert!(near > 4_500, "{near} of 5,000");
    assert_eq!(ids.find_and_ask("nobody", |_| ()), None);
}

#[test]
#[cfg(target_os = "linux")]
fn all_ids_are_found_and_can_be_hidden_while_the_table_they_leave_goes_back_piece_by_piece() {
    const IDS: u32 = 355_000;
    let mut ids = ids();
    (0..IDS).for_each(|row| ids.insert(&row.to_string(), row).unwrap());
    // 8 MiB of the new table, and the rest of the 4 MiB of the old one.
    assert_eq!(ids.dictionary_bytes(), 10 << 20);
    (0..IDS).step_by(5).for_each(|row| ids.hide(row));
    for row in 0..IDS {
        assert_eq!(ids.find(&row.to_string()), (row % 5 != 0).then_some(row));
    }
    (0..IDS).step_by(5).for_each(|row| ids.unhide(row));
    assert!((0..IDS).all(|row| ids.find(&row.to_string()) == Some(row)));
    assert_eq!((ids.dictionary_bytes(), ids.find("no id")), (8 << 20, None));
}

#[test]
fn entries_spilled_over_the_border_of_a_piece_are_found_until_they_are_moved_and_after() {
    // 2^16 buckets of 64 bytes: the first piece of 2 MiB ends behind the bucket where these entries have their home.
    let (border, crowd) = (1_u64 << 15, 20);
    let crowded = |number: u64| ((border - 1) << 16 | number) << 32;
    let (mut dictionary, mut arena) = (Dictionary::with_capacity(300_000).unwrap(), Arena::default());
    for number in 0..crowd {
        let record = arena.push(number as u32, b"id").unwrap();
        dictionary.insert(crowded(number), record).unwrap();
    }
    for number in 0..352_400_u32 {
        dictionary.insert(u64::from(number.wrapping_mul(0x9E37_79B1)) << 32, 0).unwrap();
        if number > 352_000 {
            let all = (0..crowd).all(|number| dictionary.find(crowded(number), b"id", &arena).is_some());
            assert!(all, "after {number} others");
        }
    }
}

#[test]
fn b1_no_insert_takes_more_than_a_bounded_number_of_steps_on_the_way_to_ten_million_ids() {
    const IDS: u32 = 10_000_000;
    let id = |row: u32, text: &mut [u8; 9]| {
        let mut rest = row;
        for digit in text[1..].iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
    };
    let (mut ids, mut text) = (ids(), *b"n00000000");
    let (mut before, mut most) = (0, 0);
    let (mut held, mut most_given_back) = (0_usize, 0);
    for row in 0..IDS {
        id(row, &mut text);
        ids.insert(std::str::from_utf8(&text).unwrap(), row).unwrap();
        let after = ids.steps();
        most = most.max(after - before);
        before = after;
        let bytes = ids.dictionary_bytes();
        most_given_back = most_given_back.max(held.saturating_sub(bytes));
        held = bytes;
    }
    assert!(ids.dictionary_bytes() > 100 << 20, "the table has grown {} bytes large", ids.dictionary_bytes());
    assert!((1..=200).contains(&most), "{most} buckets looked at by one insert");
    let at_most = 2 * HUGE_PAGE_BYTES;
    assert!((1..=at_most).contains(&most_given_back), "{most_given_back} bytes given back by one insert");
    assert!(before < u64::from(IDS) * 4, "{before} buckets looked at by all");
    id(IDS - 1, &mut text);
    assert_eq!(ids.find(std::str::from_utf8(&text).unwrap()), Some(IDS - 1));
}
