use super::*;
use kneiphof_wire::Tag;

fn column() -> (Columns, TextHasher) {
    let mut columns = Columns::default();
    columns.create(4, 1).unwrap();
    (columns, text_hasher(9))
}

#[test]
fn integers_lie_in_a_slice_with_validity_and_a_zone() {
    let (mut columns, hasher) = column();
    for row in 0..3_000u32 {
        if row % 3 != 0 {
            columns.set(4, row, ValueRef::Integer(i64::from(row)), &hasher).unwrap();
        }
    }
    let column = columns.get(4).unwrap();
    let ChunkValues::Integers(values) = column.values(1) else { panic!("integers") };
    assert_eq!((values.len(), values[101]), (3_000 - 2_048, 2_149));
    assert_eq!(column.valid(0)[0] & 0b1111, 0b0110);
    assert_eq!(column.zone(1), Some(Zone::Integers { least: 2_048, greatest: 2_999 }));
    assert_eq!(column.value(3), None);
}

#[test]
fn texts_are_coded_as_narrow_as_they_can_be_and_widen_with_the_dictionary() {
    let (mut columns, hasher) = column();
    for row in 0..2_000u32 {
        columns.set(4, row, ValueRef::Text(&format!("t{}", row % 300)), &hasher).unwrap();
    }
    let column = columns.get(4).unwrap();
    let ChunkValues::Codes(TextCodes::U16(codes)) = column.values(0) else { panic!("u16 codes") };
    assert_eq!(column.text_of_code(u32::from(codes[299])), Some("t299"));
    assert_eq!((column.code_count(), column.value(1_999)), (300, Some(ValueRef::Text("t199"))));
    let (mut columns, hasher) = column_of(200);
    assert!(matches!(columns.get(4).unwrap().values(0), ChunkValues::Codes(TextCodes::U8(_))));
    columns.set(4, 0, ValueRef::Integer(1), &hasher).unwrap();
    assert!(matches!(columns.get(4).unwrap().values(0), ChunkValues::Tagged(_)));
    assert_eq!(columns.get(4).unwrap().value(1), Some(ValueRef::Text("1")));
}

fn column_of(texts: u32) -> (Columns, TextHasher) {
    let (mut columns, hasher) = column();
    for row in 0..texts {
        columns.set(4, row, ValueRef::Text(&row.to_string()), &hasher).unwrap();
    }
    (columns, hasher)
}

#[test]
fn texts_that_are_mostly_distinct_stop_being_coded() {
    let (columns, _) = column_of(10_000);
    let column = columns.get(4).unwrap();
    assert!(column.code_count() <= 2_048, "{} codes", column.code_count());
    assert!(matches!(column.values(4), ChunkValues::Plain(Tag::Text)));
    assert_eq!(column.value(9_999), Some(ValueRef::Text("9999")));
}

#[test]
fn replaced_texts_do_not_pile_up() {
    let (mut columns, hasher) = column();
    let long = "x".repeat(1_000);
    for round in 0..10_000u32 {
        columns.set(4, round % 10, ValueRef::Bytes(long.as_bytes()), &hasher).unwrap();
        columns.tidy(4, round % 10).unwrap();
    }
    assert!(columns.bytes() < 100_000, "{} bytes for 10 values of 1,000", columns.bytes());
}

#[test]
fn a_row_that_lost_all_its_values_frees_the_type_of_its_chunk() {
    let (mut columns, hasher) = column();
    columns.set(4, 0, ValueRef::Integer(1), &hasher).unwrap();
    columns.clear(4, 0).unwrap();
    columns.set(4, 0, ValueRef::Float(f64::NAN), &hasher).unwrap();
    let column = columns.get(4).unwrap();
    assert!(matches!(column.values(0), ChunkValues::Floats(_)));
    let Some(Zone::Floats { has_nan, .. }) = column.zone(0) else { panic!("a zone") };
    assert!(has_nan);
}

#[test]
fn a_null_is_kept_beside_the_values_and_has_no_type() {
    let (mut columns, hasher) = column();
    columns.set(4, 0, ValueRef::Null, &hasher).unwrap();
    columns.set(4, 1, ValueRef::Boolean(true), &hasher).unwrap();
    let column = columns.get(4).unwrap();
    assert_eq!((column.value(0), column.value(1)), (Some(ValueRef::Null), Some(ValueRef::Boolean(true))));
    assert_eq!(column.nulls(0).unwrap()[0], 1);
    assert!(matches!(column.values(0), ChunkValues::Booleans(_)));
}

#[test]
fn numbers_in_order_take_what_the_same_numbers_in_any_order_take_also_beside_a_snapshot() {
    let ((mut rising, hasher), (mut falling, _)) = (column(), column());
    let mut snapshots = Vec::new();
    for row in 0..2_048u32 {
        rising.set(4, row, ValueRef::Float(f64::from(row)), &hasher).unwrap();
        falling.set(4, 2_047 - row, ValueRef::Float(f64::from(2_047 - row)), &hasher).unwrap();
        if row % 500 == 7 {
            snapshots.push((row, rising.snapshot().unwrap()));
        }
    }
    assert_eq!(rising.bytes(), falling.bytes());
    let (rising, falling) = (rising.get(4).unwrap(), falling.get(4).unwrap());
    assert_eq!((rising.valid(0), rising.zone(0)), (falling.valid(0), falling.zone(0)));
    for (row, snapshot) in snapshots {
        let column = snapshot.get(4).unwrap();
        assert_eq!((column.value(row), column.value(row + 1)), (Some(ValueRef::Float(f64::from(row))), None));
    }
}
