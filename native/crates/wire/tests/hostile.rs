//! Whatever bytes come in, a view is made or a failure is told: nothing panics, nothing is read outside the buffer.

use kneiphof_wire::*;
use proptest::prelude::*;

/// Makes every view from the bytes and reads all of what it offers.
fn read_everything(bytes: &[u8]) {
    if let Ok(packed) = Packed::parse(bytes, 32) {
        packed.to_value();
    }
    let damaged = Packed::trusted(bytes);
    damaged.value();
    damaged.items().count();
    damaged.entries().count();
    for subject in [Subject::Node, Subject::Edge] {
        for row_use in [RowUse::Write, RowUse::Merge, RowUse::Answer] {
            if let Ok(row) = RowView::parse(bytes, subject, row_use, 32) {
                row.slots().for_each(|(_, value)| read_value(value));
                row.labels().count();
            }
        }
        if let Ok(rows) = RowsView::parse(bytes, subject) {
            (0..rows.len()).for_each(|index| drop(rows.row(index)));
        }
    }
    if let Ok(batch) = BatchView::parse(bytes, 32) {
        for section in batch.sections() {
            for column in section.columns() {
                for row in 0..section.rows() {
                    column.value(row).into_iter().for_each(read_value);
                    column.text(row);
                }
            }
        }
    }
    if let Ok(schema) = SchemaView::parse(bytes) {
        schema.fields().count();
    }
    if let Ok(row) = SchemaRowView::parse(bytes) {
        row.labels().count();
        for fields in [&FIELDS[..], &FIELDS[..1], &[]] {
            let _ = row.check(fields);
        }
        for at in 0..8 {
            let _ = FIELDS.map(|(_, tag)| row.value(at, tag));
        }
    }
    if let Ok(query) = QueryView::parse(bytes) {
        for instruction in &query.program {
            if let Instruction::Test(test) = instruction {
                test.operands().for_each(|operand| drop(operand.to_value()));
            }
        }
    }
}

fn read_value(value: ValueRef<'_>) {
    if let ValueRef::List(packed) | ValueRef::Map(packed) = value {
        packed.to_value();
    }
}

fn a_value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        any::<i64>().prop_map(Value::Integer),
        any::<u64>().prop_map(|bits| Value::Float(f64::from_bits(bits))),
        ".{0,12}".prop_map(Value::Text),
        prop::collection::vec(any::<u8>(), 0..12).prop_map(Value::Bytes),
        any::<i64>().prop_map(Value::Instant),
    ];
    scalar.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map(".{0,4}", inner, 0..4)
                .prop_map(|entries| Value::Map(entries.into_iter().collect())),
        ]
    })
}

fn a_batch() -> impl Strategy<Value = Vec<u8>> {
    (1_usize..20)
        .prop_flat_map(|rows| {
            (
                prop::collection::vec(".{0,9}", rows),
                prop::collection::vec(prop::option::of(a_value()), rows),
                prop::collection::vec(prop::option::of("[ab]"), rows),
                prop::collection::vec(prop::option::of(any::<bool>()), rows),
                prop::collection::vec(prop::option::of(any::<u64>()), rows),
            )
        })
        .prop_map(|(ids, values, labels, flags, floats)| {
            let nodes = SectionBuilder::new(Subject::Node, Operation::Merge, ids.len())
                .column(Role::Id, ColumnValues::texts(ids))
                .column(Role::Labels, ColumnValues::Dictionary(labels))
                .attribute("value", ColumnValues::Value(values))
                .attribute("flag", ColumnValues::Boolean(flags))
                .attribute("float", ColumnValues::Float(floats));
            BatchBuilder::new().section(nodes).build()
        })
}

fn a_row() -> impl Strategy<Value = Vec<u8>> {
    (".{1,9}", prop::collection::vec((any::<u16>(), a_value()), 0..8)).prop_map(|(id, slots)| {
        let mut writer = RowWriter::new();
        for (key, value) in &slots {
            let packed = value.to_packed();
            writer.slot(*key, Packed::trusted(&packed).value());
        }
        let mut out = Vec::new();
        writer.finish_node(&NodeHead { id: &id, labels: &[1, 2], ..NodeHead::default() }, &mut out);
        out
    })
}

/// Every type that a schema may have.
const FIELDS: [SchemaField; 5] =
    [(4, Tag::Text), (2, Tag::Integer), (9, Tag::Boolean), (1, Tag::Float), (0, Tag::Instant)];

fn schema_values() -> impl Strategy<Value = Vec<Option<Value>>> {
    let or_none = |value: BoxedStrategy<Value>| {
        prop_oneof![Just(None), Just(Some(Value::Null)), value.prop_map(Some)].boxed()
    };
    vec![
        or_none(".{0,12}".prop_map(Value::Text).boxed()),
        or_none(any::<i64>().prop_map(Value::Integer).boxed()),
        or_none(any::<bool>().prop_map(Value::Boolean).boxed()),
        or_none(any::<u64>().prop_map(|bits| Value::Float(f64::from_bits(bits))).boxed()),
        or_none(any::<i64>().prop_map(Value::Instant).boxed()),
    ]
}

fn told(packed: Option<&[u8]>) -> SchemaValue<'_> {
    packed.map_or(SchemaValue::Missing, |packed| SchemaValue::Value(Packed::trusted(packed).value()))
}

fn schema_row(name: &SchemaRowHead<'_>, values: &[Option<Value>]) -> Vec<u8> {
    let packed: Vec<_> = values.iter().map(|value| value.as_ref().map(Value::to_packed)).collect();
    let values: Vec<_> = packed.iter().map(|packed| told(packed.as_deref())).collect();
    let labels: &[u16] = if name.ends.is_none() { &[1, 2] } else { &[] };
    let head = SchemaRowHead { schema: 3, labels, ..*name };
    let mut out = Vec::new();
    encode_schema_row(&head, &values, &mut out);
    out
}

/// Source and target by their ids or by their numbers, and the type of an edge; or none for a node.
type MaybeEdge = Option<(Result<[String; 2], [u64; 2]>, Option<u16>)>;

fn an_edge() -> impl Strategy<Value = MaybeEdge> {
    let ids = prop::array::uniform2(".{0,9}").prop_map(Ok);
    let numbers = any::<[u64; 2]>().prop_map(Err);
    prop::option::of((prop_oneof![ids, numbers], prop::option::of(0..u16::MAX)))
}

fn ends(edge: &MaybeEdge) -> Option<SchemaRowEnds<'_>> {
    let (ends, type_symbol) = edge.as_ref()?;
    let names = match ends {
        Ok(ids) => EndNames::Ids(ids.each_ref().map(String::as_str)),
        Err(numbers) => EndNames::Numbers(*numbers),
    };
    Some(SchemaRowEnds { names, type_symbol: *type_symbol })
}

/// A node, which may go by its number, or an edge.
fn named<'a>(id: &'a str, number: Option<u64>, edge: &'a MaybeEdge) -> SchemaRowHead<'a> {
    let node = if edge.is_none() { number } else { None };
    SchemaRowHead { id, node, ends: ends(edge), ..SchemaRowHead::default() }
}

fn a_schema_row() -> impl Strategy<Value = Vec<u8>> {
    (".{1,9}", prop::option::of(any::<u64>()), an_edge(), schema_values())
        .prop_map(|(id, number, edge, values)| schema_row(&named(&id, number, &edge), &values))
}

fn a_schema() -> impl Strategy<Value = Vec<u8>> {
    (0..=FIELDS.len(), any::<bool>()).prop_map(|(count, edge)| {
        let mut out = Vec::new();
        encode_schema(if edge { Subject::Edge } else { Subject::Node }, &FIELDS[..count], &mut out);
        out
    })
}

fn a_query() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(a_value(), 0..4).prop_map(|operands| {
        QueryBuilder::new(10)
            .attribute("key", Comparison::In, &operands)
            .test(TestSubject::Id, Comparison::Eq, &[Value::from("x")])
            .and(2)
            .build()
    })
}

fn an_encoding() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        a_value().prop_map(|value| value.to_packed()),
        a_row(),
        a_batch(),
        a_query(),
        a_schema_row(),
        a_schema()
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn f009_f032_f033_arbitrary_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        read_everything(&bytes);
    }

    #[test]
    fn f032_a_damaged_encoding_is_read_or_refused_without_a_panic(
        mut bytes in an_encoding(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        boundary in prop::option::of((any::<prop::sample::Index>(), any::<bool>())),
    ) {
        for (index, byte) in damage {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((index, most)) = boundary {
            let at = index.index(bytes.len());
            bytes[at..].iter_mut().take(8).for_each(|byte| *byte = if most { 0xff } else { 0 });
        }
        read_everything(&bytes);
    }

    #[test]
    fn f032_a_cut_encoding_is_refused(bytes in prop_oneof![a_row(), a_batch(), a_query(), a_schema_row(), a_schema()], cut in any::<prop::sample::Index>()) {
        let cut = &bytes[..cut.index(bytes.len())];
        prop_assert!(RowView::parse(cut, Subject::Node, RowUse::Merge, 32).is_err());
        prop_assert!(BatchView::parse(cut, 32).is_err());
        prop_assert!(QueryView::parse(cut).is_err());
        prop_assert!(SchemaView::parse(cut).is_err());
        prop_assert!(SchemaRowView::parse(cut).is_err());
        read_everything(cut);
    }

    #[test]
    fn f035_an_encoding_is_read_the_same_at_every_alignment(bytes in a_batch(), shift in 0_usize..8) {
        let mut moved = vec![0; shift];
        moved.extend_from_slice(&bytes);
        let (here, there) = (BatchView::parse(&bytes, 32), BatchView::parse(&moved[shift..], 32));
        prop_assert_eq!(format!("{here:?}"), format!("{there:?}"));
    }

    #[test]
    fn f020_f023_s1_a_row_of_a_schema_comes_back_as_it_was(
        id in ".{1,9}",
        number in prop::option::of(any::<u64>()),
        edge in an_edge(),
        values in schema_values(),
    ) {
        let name = named(&id, number, &edge);
        let bytes = schema_row(&name, &values);
        let row = SchemaRowView::parse(&bytes).unwrap();
        prop_assert_eq!(row.check(&FIELDS), Ok(()));
        let own = name.node.map_or(NodeName::Id(&id), NodeName::Number);
        prop_assert_eq!((row.name(), row.schema(), row.ends()), (own, 3, name.ends));
        prop_assert_eq!(row.labels().collect::<Vec<_>>(), if edge.is_none() { vec![1, 2] } else { vec![] });
        for (at, (value, (_, tag))) in values.iter().zip(FIELDS).enumerate() {
            let packed = value.as_ref().map(Value::to_packed);
            prop_assert_eq!(row.value(at, tag), told(packed.as_deref()));
        }
    }

    #[test]
    fn f020_f023_s1_a_packed_value_comes_back_as_it_was(value in a_value()) {
        let bytes = value.to_packed();
        prop_assert_eq!(Packed::parse(&bytes, 32).unwrap().to_value(), value);
    }

    #[test]
    fn a_column_of_values_comes_back_as_it_was(values in prop::collection::vec(prop::option::of(a_value()), 1..20)) {
        let ids = (0..values.len()).map(|row| row.to_string());
        let section = SectionBuilder::new(Subject::Node, Operation::Add, values.len())
            .column(Role::Id, ColumnValues::texts(ids))
            .attribute("value", ColumnValues::Value(values.clone()));
        let bytes = BatchBuilder::new().section(section).build();
        let batch = BatchView::parse(&bytes, 32).unwrap();
        let column = batch.sections()[0].attributes().next().unwrap();
        for (row, expected) in values.iter().enumerate() {
            let packed = expected.as_ref().map(Value::to_packed);
            prop_assert_eq!(column.value(row), packed.as_ref().map(|packed| Packed::trusted(packed).value()));
        }
    }
}
