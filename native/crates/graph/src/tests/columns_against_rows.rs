//! A section written as columns leaves the graph that its rows leave when each comes alone: same answers, same failures.

use super::fixture::{Plain, StoredEdge, StoredNode, directed, node, node_section, undirected};
use crate::{Applied, RowError, SharedGraph, Zone};
use kneiphof_wire::{
    BatchBuilder, BatchView, ColumnValues, Failure, Operation, Role, SectionBuilder, Subject, Value,
};
use proptest::prelude::*;
use std::collections::HashMap;

/// Nodes that are there from the start.
const KNOWN: usize = 24;
const KEYS: [&str; 5] = ["k", "l", "m", "n", "bad\u{1}key"];

/// Rows of one subject; what a row has in a column is a small number, or nothing.
#[derive(Clone, Debug)]
struct Rows {
    subject: Subject,
    operation: Operation,
    lenient: bool,
    ends_are_coded: bool,
    /// Key and layout of each attribute column.
    attributes: Vec<(usize, u8)>,
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    id: usize,
    own_id: Option<usize>,
    ends: [usize; 2],
    name: Option<u8>,
    cells: [Option<u8>; KEYS.len()],
}

fn rows() -> impl Strategy<Value = Rows> {
    let cell = || prop::option::weighted(0.8, any::<u8>());
    let end = || prop_oneof![60 => 0..KNOWN, 1 => Just(KNOWN + 7)];
    let row = move |has_ids: bool| {
        let own_id = prop::option::weighted(0.3, 0usize..40);
        let seldom = prop::option::weighted(0.01, any::<u8>());
        let cells = [cell(), cell(), cell(), cell(), seldom];
        let id = prop_oneof![80 => 0usize..4_000, 1 => Just(4_001usize)];
        (id, own_id, [end(), end()], cell(), cells).prop_map(move |(id, own_id, ends, name, cells)| Row {
            id,
            own_id: own_id.filter(|_| has_ids),
            ends,
            name,
            cells,
        })
    };
    let subject = prop::sample::select(vec![Subject::Node, Subject::Edge]);
    let operation =
        prop::sample::select(vec![Operation::Add, Operation::Add, Operation::Upsert, Operation::Merge]);
    let attributes = prop::sample::subsequence((0..KEYS.len()).collect::<Vec<_>>(), 0..KEYS.len())
        .prop_flat_map(|keys| {
            let layouts = prop::collection::vec(0u8..8, keys.len());
            layouts.prop_map(move |layouts| keys.iter().copied().zip(layouts).collect::<Vec<_>>())
        });
    let rows =
        prop::bool::weighted(0.15).prop_flat_map(move |has_ids| prop::collection::vec(row(has_ids), 1..80));
    (subject, operation, any::<bool>(), any::<bool>(), attributes, rows).prop_map(
        |(subject, operation, lenient, ends_are_coded, attributes, rows)| Rows {
            subject,
            operation,
            lenient,
            ends_are_coded,
            attributes,
            rows,
        },
    )
}

fn node_id(number: usize) -> String {
    match number {
        4_001 => "control\u{2}".to_owned(),
        number => format!("n{number}"),
    }
}

fn values(layout: u8, cells: impl Iterator<Item = Option<u8>>) -> ColumnValues {
    let text = |cell: u8| if cell < 40 { format!("a longer text {cell}") } else { format!("{}", cell % 4) };
    match layout {
        0 => ColumnValues::Boolean(cells.map(|cell| cell.map(|cell| cell % 2 == 0)).collect()),
        1 => ColumnValues::Integer(cells.map(|cell| cell.map(|cell| i64::from(cell) - 99)).collect()),
        2 => ColumnValues::floats(
            cells.map(|cell| cell.map(|cell| if cell == 0 { f64::NAN } else { f64::from(cell) / 3.0 })),
        ),
        3 => ColumnValues::Instant(cells.map(|cell| cell.map(i64::from)).collect()),
        4 => ColumnValues::Text(cells.map(|cell| cell.map(text)).collect()),
        5 => ColumnValues::Bytes(
            cells.map(|cell| cell.map(|cell| vec![cell; usize::from(cell % 5)])).collect(),
        ),
        6 => ColumnValues::Dictionary(cells.map(|cell| cell.map(text)).collect()),
        _ => ColumnValues::Value(cells.map(|cell| cell.map(value)).collect()),
    }
}

fn value(cell: u8) -> Value {
    match cell % 4 {
        0 => Value::Null,
        1 => Value::Integer(i64::from(cell)),
        2 => Value::Opaque(u64::from(cell)),
        _ => Value::List(vec![Value::Boolean(true)]),
    }
}

impl Rows {
    fn section(&self, rows: &[Row]) -> SectionBuilder {
        let names = rows.iter().map(|row| row.name.map(|name| format!("N{}", name % 3)));
        let mut section = SectionBuilder::new(self.subject, self.operation, rows.len());
        section = match self.subject {
            Subject::Node => section
                .column(Role::Id, ColumnValues::texts(rows.iter().map(|row| node_id(row.id))))
                .column(Role::Labels, ColumnValues::Dictionary(names.collect())),
            Subject::Edge => {
                let ends = |end: usize| rows.iter().map(move |row| node_id(row.ends[end]));
                let column = |end: usize| match self.ends_are_coded {
                    true => ColumnValues::Dictionary(ends(end).map(Some).collect()),
                    false => ColumnValues::texts(ends(end)),
                };
                let own_ids = rows.iter().map(|row| row.own_id.map(|id| format!("e{id}")));
                section
                    .column(Role::Source, column(0))
                    .column(Role::Target, column(1))
                    .column(Role::Id, ColumnValues::Text(own_ids.collect()))
                    .column(Role::Type, ColumnValues::Dictionary(names.collect()))
            }
        };
        for (key, layout) in &self.attributes {
            section = section.attribute(KEYS[*key], values(*layout, rows.iter().map(|row| row.cells[*key])));
        }
        section
    }
}

/// What a batch did; who is to blame for what it did not.
type Outcome = Result<(Applied, Vec<(u32, Failure, u8, u32)>), Failure>;

fn told(errors: Vec<RowError>, row: usize) -> Vec<(u32, Failure, u8, u32)> {
    errors
        .into_iter()
        .map(|error| {
            let at = error.row + row as u32;
            (at, Failure { row: u64::from(at), ..error.failure }, error.role, error.column)
        })
        .collect()
}

fn as_columns(graph: &SharedGraph, rows: &Rows) -> Outcome {
    let batch = BatchBuilder::new().lenient(rows.lenient).section(rows.section(&rows.rows));
    let (applied, errors) = graph.batch(batch)?;
    Ok((Applied { revision: 0, ..applied }, told(errors, 0)))
}

fn one_by_one(graph: &SharedGraph, rows: &Rows) -> Outcome {
    let (mut sum, mut errors) = (Applied::default(), Vec::new());
    let mut transaction = graph.begin().unwrap();
    for (index, row) in rows.rows.iter().enumerate() {
        let batch =
            BatchBuilder::new().lenient(rows.lenient).section(rows.section(std::slice::from_ref(row)));
        let (bytes, mut bad) = (batch.build(), Vec::new());
        let applied = transaction
            .apply(&BatchView::parse(&bytes, 32).unwrap(), &mut bad, None)
            .map_err(|failure| Failure { row: index as u64, ..failure })?;
        sum.created += applied.created;
        sum.updated += applied.updated;
        sum.rejected += applied.rejected;
        errors.extend(told(bad, index));
    }
    transaction.commit().unwrap();
    Ok((sum, errors))
}

fn content(graph: &SharedGraph) -> (Vec<StoredNode>, Vec<StoredEdge>) {
    let snapshot = graph.snapshot().unwrap();
    let live = |subject| {
        (0..snapshot.rows(subject)).filter(move |row| {
            let (chunk, at) = crate::store::chunked::place(*row);
            graph.snapshot().unwrap().live(subject, chunk)[at / 64] >> (at % 64) & 1 == 1
        })
    };
    let nodes = live(Subject::Node).map(|row| graph.node(snapshot.node_id(row)).unwrap());
    let edges = live(Subject::Edge).map(|row| graph.edge(&snapshot.edge_id(row).unwrap()).unwrap());
    (nodes.collect(), edges.collect())
}

/// The range of a chunk holds every number of the chunk.
fn zones_hold(graph: &SharedGraph) {
    let snapshot = graph.snapshot().unwrap();
    for subject in [Subject::Node, Subject::Edge] {
        for column in snapshot.columns(subject) {
            for row in 0..snapshot.rows(subject) {
                let zone = column.zone(crate::store::chunked::place(row).0);
                let holds = match (zone, column.value(row).map(super::fixture::value_of)) {
                    (
                        Some(Zone::Integers { least, greatest }),
                        Some(Value::Integer(x) | Value::Instant(x)),
                    ) => (least..=greatest).contains(&x),
                    (Some(Zone::Floats { has_nan, .. }), Some(Value::Float(x))) if x.is_nan() => has_nan,
                    (Some(Zone::Floats { least, greatest, .. }), Some(Value::Float(x))) => {
                        (least..=greatest).contains(&x)
                    }
                    _ => true,
                };
                assert!(holds, "row {row}: {zone:?}");
            }
        }
    }
}

fn prepared(is_directed: bool, filling: usize) -> SharedGraph {
    let graph = if is_directed { directed() } else { undirected() };
    let nodes: Vec<_> = (0..KNOWN).map(|number| node(&node_id(number))).collect();
    graph.batch(BatchBuilder::new().section(node_section(Operation::Add, &nodes))).unwrap();
    let filling: Vec<_> = (0..filling).map(|number| node(&format!("filling {number}"))).collect();
    if !filling.is_empty() {
        graph.batch(BatchBuilder::new().section(node_section(Operation::Add, &filling))).unwrap();
    }
    graph
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn f031_rows_as_columns_and_one_by_one_make_the_same_graph(
        is_directed in any::<bool>(),
        // Some runs go over the end of a chunk.
        filling in prop::sample::select(vec![0, 0, 0, 2_000]),
        sections in prop::collection::vec(rows(), 1..5),
    ) {
        let columns = prepared(is_directed, filling);
        let single = prepared(is_directed, filling);
        for rows in &sections {
            prop_assert_eq!(as_columns(&columns, rows), one_by_one(&single, rows));
        }
        let (nodes, edges) = content(&columns);
        prop_assert_eq!((&nodes, &edges), (&content(&single).0, &content(&single).1));
        zones_hold(&columns);
        // Every edge stands in the lists of its ends.
        let mut degrees: HashMap<&str, u32> = HashMap::new();
        for edge in &edges {
            *degrees.entry(&edge.source).or_default() += 1;
            *degrees.entry(&edge.target).or_default() += 1;
        }
        for node in &nodes {
            let degree = degrees.get(node.id.as_str()).copied().unwrap_or(0);
            prop_assert_eq!(node.out_degree + node.in_degree, degree);
        }
    }
}
