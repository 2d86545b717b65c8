//! The guide's table in pure Rust, attributes: 5 and 100 of them set on a node that is there.

use crate::calls::add_node;
use crate::engine::open;
use crate::maps_peer::{Maps, Value};
use crate::peer::Peer;
use criterion::{BenchmarkId, Criterion, Throughput};
use kneiphof_bench::record;
use kneiphof_graph::{SharedGraph, TextCode};
use kneiphof_wire::{
    NESTING_MAX, NodeHead, Operation, RowUse, RowView, RowWriter, SchemaRowHead, SchemaRowView, SchemaValue,
    SchemaView, Subject, ValueRef, encode_schema, encode_schema_row,
};
use std::collections::HashMap;
use std::hint::black_box;

const ID: &str = "n000000000001";
/// So many different rows follow each other, so that every write changes every value.
const ROWS: usize = 64;

pub fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("attributes");
    group.throughput(Throughput::Elements(ROWS as u64));
    for count in [5, 100] {
        let rows: Vec<Vec<Value>> =
            (0..ROWS).map(|row| (0..count).map(|key| value(row, key)).collect()).collect();
        let graph = open();
        add_node(&graph, ID);
        let names: Vec<String> = (0..count).map(|key| format!("key{key:03}")).collect();
        let keys: Vec<u16> = names.iter().map(|key| graph.intern(key).expect("a key") as u16).collect();

        let mut writer = RowWriter::new();
        let encoded: Vec<Vec<u8>> = rows
            .iter()
            .map(|row| {
                let mut out = Vec::new();
                write(&mut writer, &keys, row, &mut out);
                out
            })
            .collect();
        group.bench_function(BenchmarkId::new("row ready", count), |bench| {
            bench.iter(|| encoded.iter().for_each(|row| merge(&graph, black_box(row))));
        });
        let mut out = Vec::new();
        let mut set_all = || {
            for row in &rows {
                out.clear();
                write(&mut writer, &keys, black_box(row), &mut out);
                merge(&graph, &out);
            }
        };
        set_all();
        check(&graph, &format!("attributes/row ready/{count}"), &rows[ROWS - 1]);
        check(&graph, &format!("attributes/row written/{count}"), &rows[ROWS - 1]);
        group.bench_function(BenchmarkId::new("row written", count), |bench| bench.iter(&mut set_all));

        let schema = register(&graph, &keys, &rows[0]);
        let (generation, values) = coded(&graph, schema, &rows);
        let by_id = SchemaRowHead { schema, generation, id: ID, ..SchemaRowHead::default() };
        let node = Some(graph.find_node(ID).expect("the node is there"));
        for (name, head) in
            [("schema row", by_id), ("schema row by number", SchemaRowHead { id: "", node, ..by_id })]
        {
            let mut set_all = || {
                for row in &values {
                    out.clear();
                    encode_schema_row(&head, black_box(row), &mut out);
                    let row = SchemaRowView::parse(&out).expect("well formed");
                    graph.put_row_of_schema(Operation::Merge, &row).expect("the node is there");
                }
            };
            set_all();
            check(&graph, &format!("attributes/{name}/{count}"), &rows[ROWS - 1]);
            group.bench_function(BenchmarkId::new(name, count), |bench| bench.iter(&mut set_all));
        }

        let mut maps = Maps::empty();
        let copy =
            |row: &Vec<Value>| names.iter().cloned().zip(row.iter().cloned()).collect::<HashMap<_, _>>();
        let mut set_all = || rows.iter().for_each(|row| maps.set(ID, copy(black_box(row))));
        set_all();
        group.bench_function(BenchmarkId::new("maps", count), |bench| bench.iter(&mut set_all));
        let name = format!("attributes/maps/{count}");
        record::check(&name, "the values of the last row", maps.attributes(ID), &copy(&rows[ROWS - 1]));
    }
    group.finish();
}

/// An integer, a float, a boolean, a text, an integer, and so on.
fn value(row: usize, key: usize) -> Value {
    let number = (row * 1_000 + key) as i64;
    match key % 5 {
        1 => Value::Float(number as f64 + 0.5),
        2 => Value::Boolean(row.is_multiple_of(2)),
        3 => Value::Text(format!("category-{:02}", row % 16)),
        _ => Value::Integer(number),
    }
}

fn reference(value: &Value) -> ValueRef<'_> {
    match value {
        Value::Text(text) => ValueRef::Text(text),
        Value::Float(float) => ValueRef::Float(*float),
        Value::Integer(integer) => ValueRef::Integer(*integer),
        Value::Boolean(boolean) => ValueRef::Boolean(*boolean),
    }
}

fn write(writer: &mut RowWriter, keys: &[u16], row: &[Value], out: &mut Vec<u8>) {
    for (key, value) in keys.iter().zip(row) {
        writer.slot(*key, reference(value));
    }
    writer.finish_node(&NodeHead { id: ID, ..NodeHead::default() }, out);
}

fn register(graph: &SharedGraph, keys: &[u16], row: &[Value]) -> u32 {
    let fields: Vec<_> = keys.iter().zip(row).map(|(key, value)| (*key, reference(value).tag())).collect();
    let mut bytes = Vec::new();
    encode_schema(Subject::Node, &fields, &mut bytes);
    let schema = SchemaView::parse(&bytes).expect("well formed");
    graph.register_schema(&schema).expect("a schema")
}

/// The rows with the codes of their texts, which the graph has.
fn coded<'a>(graph: &SharedGraph, schema: u32, rows: &'a [Vec<Value>]) -> (u32, Vec<Vec<SchemaValue<'a>>>) {
    let mut of_codes = 0;
    let mut value = |(at, value): (u32, &'a Value)| match reference(value) {
        ValueRef::Text(text) => match graph.text_code(schema, at, text).expect("a schema") {
            TextCode::Code { generation, code } => {
                of_codes = generation;
                SchemaValue::Code(code)
            }
            _ => SchemaValue::Value(ValueRef::Text(text)),
        },
        value => SchemaValue::Value(value),
    };
    let values = rows.iter().map(|row| (0..).zip(row).map(&mut value).collect()).collect();
    (of_codes, values)
}

fn merge(graph: &SharedGraph, row: &[u8]) {
    let row = RowView::parse(row, Subject::Node, RowUse::Merge, NESTING_MAX).expect("well formed");
    graph.merge_node(&row).expect("the node is there");
}

fn check(graph: &SharedGraph, name: &str, expected: &[Value]) {
    let mut row = Vec::new();
    graph.get_node(ID, &mut row).expect("the node is there");
    let row = RowView::parse(&row, Subject::Node, RowUse::Answer, NESTING_MAX).expect("well formed");
    let answer: Vec<ValueRef<'_>> = row.slots().map(|(_, value)| value).collect();
    record::check(name, "the values of the last row", &answer, &expected.iter().map(reference).collect());
}
