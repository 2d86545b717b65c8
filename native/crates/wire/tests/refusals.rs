//! What each encoding refuses, and with which words.

use kneiphof_wire::*;

fn node_row(slots: &[(u16, ValueRef<'_>)]) -> Vec<u8> {
    let mut writer = RowWriter::new();
    for (key, value) in slots {
        writer.slot(*key, *value);
    }
    let mut out = Vec::new();
    writer.finish_node(&NodeHead { id: "ada", ..NodeHead::default() }, &mut out);
    out
}

fn refuse_row(bytes: &[u8]) -> Failure {
    RowView::parse(bytes, Subject::Node, RowUse::Write, 32).expect_err("the row is refused")
}

fn nested(depth: usize) -> Value {
    (0..depth).fold(Value::Null, |inner, _| Value::List(vec![inner]))
}

/// A batch whose only section can be damaged before it is read.
fn two_nodes() -> Vec<u8> {
    let section = SectionBuilder::new(Subject::Node, Operation::Add, 2)
        .column(Role::Id, ColumnValues::texts(["a", "é"]))
        .attribute("city", ColumnValues::Dictionary(vec![Some("Rome".into()), None]));
    BatchBuilder::new().section(section).build()
}

fn refuse_batch(bytes: &[u8]) -> Failure {
    BatchView::parse(bytes, 32).expect_err("the batch is refused")
}

fn put(bytes: &mut [u8], at: usize, word: u64) {
    bytes[at..at + 8].copy_from_slice(&word.to_le_bytes());
}

const SECTION: usize = 24;
const ID_COLUMN: usize = SECTION + 24;
const CITY_COLUMN: usize = ID_COLUMN + 48;

#[test]
fn f027_nesting_is_refused_beyond_the_limit_and_read_up_to_it() {
    let bytes = nested(32).to_packed();
    assert_eq!(Packed::parse(&bytes, 32).unwrap().to_value(), nested(32));
    let failure = Packed::parse(&nested(33).to_packed(), 32).unwrap_err();
    assert_eq!((failure.status, failure.number, failure.limit), (Status::LimitExceeded, 33, 32));
    assert_eq!(failure.detail, "nesting of a value");
}

#[test]
fn f027_nesting_ten_thousand_deep_is_refused_on_a_small_stack() {
    let mut bytes = Vec::new();
    for depth in (0..10_000_u32).rev() {
        bytes.extend_from_slice(&[7, 1, 0, 0, 0]);
        bytes.extend_from_slice(&(9 * depth + 1).to_le_bytes());
    }
    bytes.push(0);
    let thread = std::thread::Builder::new().stack_size(64 << 10);
    let refused = thread.spawn(move || Packed::parse(&bytes, u32::MAX).unwrap_err()).unwrap().join().unwrap();
    assert_eq!((refused.status, refused.limit), (Status::LimitExceeded, u64::from(NESTING_MAX)));
}

#[test]
fn a_key_that_stands_twice_in_a_map_is_named() {
    let twice =
        Value::Map(vec![("a".into(), Value::Null), ("b".into(), nested(1)), ("a".into(), Value::Null)]);
    let failure = Packed::parse(&twice.to_packed(), 32).unwrap_err();
    assert_eq!((failure.detail, failure.shown()), ("key stands twice in a map", "a"));
    let apart =
        Value::List(vec![Value::Map(vec![("a".into(), Value::Map(vec![("a".into(), Value::Null)]))]); 2]);
    assert!(Packed::parse(&apart.to_packed(), 32).is_ok());
}

#[test]
fn an_opaque_value_stands_alone_only() {
    assert!(Packed::parse(&Value::Opaque(7).to_packed(), 32).is_ok());
    assert!(Packed::parse(&Value::List(vec![Value::Opaque(7)]).to_packed(), 32).is_err());
}

#[test]
fn booleans_other_than_zero_and_one_are_refused() {
    assert!(Packed::parse(&[1, 2], 32).is_err());
    let mut row = node_row(&[(0, ValueRef::Boolean(true))]);
    put(&mut row, 48, 2);
    assert_eq!(refuse_row(&row).detail, "value of a slot");
}

#[test]
fn an_attribute_is_absent_only_in_a_merge() {
    let row = node_row(&[(0, ValueRef::Absent)]);
    assert_eq!(refuse_row(&row).detail, "tag of a slot");
    assert!(RowView::parse(&row, Subject::Node, RowUse::Merge, 32).is_ok());
}

#[test]
fn a_key_stands_once_in_a_row_in_whatever_order() {
    assert!(
        RowView::parse(
            &node_row(&[(2, ValueRef::Null), (1, ValueRef::Null)]),
            Subject::Node,
            RowUse::Write,
            32
        )
        .is_ok()
    );
    let failure = refuse_row(&node_row(&[(2, ValueRef::Null), (1, ValueRef::Null), (2, ValueRef::Null)]));
    assert_eq!((failure.detail, failure.number), ("symbol of a key that stands twice", 2));
}

#[test]
fn f009_text_that_is_not_utf8_is_refused_and_shown() {
    let mut row = node_row(&[(0, ValueRef::Text("xyz"))]);
    let at = row.len() - 3;
    assert_eq!(&row[at - 3..at + 1], b"axyz");
    row[at] = 0xff;
    let failure = refuse_row(&row);
    assert_eq!((failure.status, failure.detail), (Status::InvalidUtf8, "text of an attribute"));
    assert_eq!(failure.shown(), "xy\u{fffd}");
}

#[test]
fn f032_a_slot_cannot_point_before_the_heap_or_past_the_row() {
    for offset in [0, 40, 56, 1 << 40, u64::MAX] {
        let mut row = node_row(&[(0, ValueRef::Text("xyz"))]);
        put(&mut row, 48, offset);
        assert_eq!(refuse_row(&row).status, Status::InvalidArgument, "offset {offset}");
    }
}

#[test]
fn reserved_bytes_and_padding_must_be_zero() {
    let mut row = node_row(&[(0, ValueRef::Integer(1))]);
    *row.last_mut().unwrap() = 1;
    assert_eq!(refuse_row(&row).detail, "padding of a row");
    let mut row = node_row(&[(0, ValueRef::Integer(1))]);
    row[43] = 1;
    assert_eq!(refuse_row(&row).detail, "padding of a slot");
    let mut batch = two_nodes();
    batch[SECTION + 2] = 1;
    assert_eq!(refuse_batch(&batch).detail, "reserved bytes of a section");
}

#[test]
fn a_row_that_goes_in_has_no_number() {
    let mut row = node_row(&[]);
    put(&mut row, 0, 7);
    assert_eq!(refuse_row(&row).detail, "number of a row that goes in");
    assert!(RowView::parse(&row, Subject::Node, RowUse::Answer, 32).is_ok());
}

#[test]
fn f032_offsets_that_fall_or_end_early_are_refused() {
    let good = two_nodes();
    assert!(BatchView::parse(&good, 32).is_ok());
    let data_at =
        SECTION + u64::from_le_bytes(good[ID_COLUMN + 24..ID_COLUMN + 32].try_into().unwrap()) as usize;
    for offsets in [[0_u32, 2, 1], [0, 1, 2], [0, 1, 9], [1, 1, 3], [0, u32::MAX, 3]] {
        let mut batch = good.clone();
        for (index, offset) in offsets.iter().enumerate() {
            batch[data_at + 4 * index..data_at + 4 * index + 4].copy_from_slice(&offset.to_le_bytes());
        }
        assert_eq!(refuse_batch(&batch).status, Status::InvalidArgument, "{offsets:?}");
    }
}

#[test]
fn f009_an_offset_inside_a_character_names_the_row() {
    let mut batch = two_nodes();
    let data_at =
        SECTION + u64::from_le_bytes(batch[ID_COLUMN + 24..ID_COLUMN + 32].try_into().unwrap()) as usize;
    batch[data_at + 4..data_at + 8].copy_from_slice(&2_u32.to_le_bytes());
    let failure = refuse_batch(&batch);
    assert_eq!((failure.status, failure.row), (Status::InvalidUtf8, 0));
}

#[test]
fn f033_counts_that_overflow_are_refused() {
    for (at, word) in [
        (ID_COLUMN + 40, u64::MAX),
        (CITY_COLUMN + 40, u64::MAX),
        (CITY_COLUMN + 40, u64::MAX / 4),
        (CITY_COLUMN + 32, u64::MAX - 7),
    ] {
        let mut batch = two_nodes();
        put(&mut batch, at, word);
        assert_eq!(refuse_batch(&batch).status, Status::InvalidArgument, "{at}");
    }
    let mut batch = two_nodes();
    batch[SECTION + 4..SECTION + 8].copy_from_slice(&u32::MAX.to_le_bytes());
    refuse_batch(&batch);
    let mut batch = two_nodes();
    batch[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    refuse_batch(&batch);
}

#[test]
fn a_code_outside_the_dictionary_names_the_row_of_the_batch() {
    let first = SectionBuilder::new(Subject::Node, Operation::Add, 3)
        .column(Role::Id, ColumnValues::texts(["x", "y", "z"]));
    let second = SectionBuilder::new(Subject::Node, Operation::Add, 2)
        .column(Role::Id, ColumnValues::texts(["a", "b"]))
        .column(Role::Labels, ColumnValues::Dictionary(vec![None, Some("L".into())]));
    let mut batch = BatchBuilder::new().section(first).section(second).build();
    let codes_at = batch.len() - 24;
    assert_eq!(batch[codes_at..codes_at + 8], [0; 8]);
    batch[codes_at] = 9;
    assert!(BatchView::parse(&batch, 32).is_ok(), "a row without validity may hold any code");
    batch[codes_at + 4] = 1;
    let failure = refuse_batch(&batch);
    assert_eq!((failure.detail, failure.row), ("code of a column", 4));
}

#[test]
fn the_columns_of_a_section_must_fit_its_subject() {
    let section = |subject, operation| SectionBuilder::new(subject, operation, 1);
    let id = || ColumnValues::texts(["a"]);
    let refused = [
        section(Subject::Node, Operation::Add),
        section(Subject::Node, Operation::Add).column(Role::Id, id()).column(Role::Id, id()),
        section(Subject::Node, Operation::Add).column(Role::Id, id()).column(Role::Source, id()),
        section(Subject::Node, Operation::Add).column(Role::Id, ColumnValues::Text(vec![None])),
        section(Subject::Node, Operation::Add)
            .column(Role::Id, id())
            .attribute("k", id())
            .attribute("k", id()),
        section(Subject::Node, Operation::Remove).column(Role::Id, id()).attribute("k", id()),
        section(Subject::Node, Operation::Add)
            .column(Role::Id, ColumnValues::Dictionary(vec![Some("a".into())])),
        section(Subject::Edge, Operation::Add).column(Role::Source, id()),
        section(Subject::Edge, Operation::Remove).column(Role::Source, id()).column(Role::Target, id()),
        section(Subject::Edge, Operation::Add)
            .column(Role::Source, id())
            .column(Role::Target, id())
            .column(Role::Type, id()),
    ];
    for section in refused {
        assert_eq!(
            refuse_batch(&BatchBuilder::new().section(section.clone()).build()).status,
            Status::InvalidArgument,
            "{section:?}"
        );
    }
}

#[test]
fn f031_an_empty_batch_is_legal_and_an_empty_section_is_not() {
    assert_eq!(BatchView::parse(&BatchBuilder::new().build(), 32).unwrap().rows(), 0);
    let empty =
        SectionBuilder::new(Subject::Node, Operation::Add, 0).column(Role::Id, ColumnValues::Text(vec![]));
    assert_eq!(refuse_batch(&BatchBuilder::new().section(empty).build()).detail, "rows of a section");
}

#[test]
fn a_test_has_the_operands_its_comparison_needs() {
    let one = Value::Integer(1);
    for (comparison, operands) in [(Comparison::Exists, 1), (Comparison::Eq, 0), (Comparison::Eq, 2)] {
        let query = QueryBuilder::new(1).attribute("k", comparison, &vec![one.clone(); operands]).build();
        assert_eq!(QueryView::parse(&query).unwrap_err().detail, "number of operands of a test");
    }
    assert!(QueryView::parse(&QueryBuilder::new(1).attribute("k", Comparison::In, &[]).build()).is_ok());
}

#[test]
fn f053_a_program_has_at_most_256_instructions() {
    let program = |count| (0..count).fold(QueryBuilder::new(1), |query, _| query.not()).build();
    assert!(QueryView::parse(&program(256)).is_ok());
    let failure = QueryView::parse(&program(257)).unwrap_err();
    assert_eq!((failure.status, failure.number, failure.limit), (Status::LimitExceeded, 257, 256));
}
