//! One writer and several readers at once: what a snapshot shows is the graph after one of the writer's changes, whole, and one
//! that lies between the moment when it was asked for and the moment when it came.
//!
//! There is one writer at a time and every change counts the revision up, so the order of the changes is known, and a history
//! of reads is linearizable just when each read shows the model at its revision and no revision lies outside its call.

use super::against_model::{Step, run, step};
use super::fixture::{directed, undirected, value_of};
use super::model::{Model, ModelEdge};
use crate::read::topology::Follow;
use crate::store::chunked::CHUNK_ROWS;
use crate::{SharedGraph, Snapshot};
use kneiphof_wire::{Subject, Value};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};

const READERS: usize = 3;
const EVERYTHING: Follow = Follow { direction: None, type_symbol: None };

type Attributes = BTreeMap<String, Value>;

/// Neighbour, edge and direction of each edge at a node.
type Hops = Vec<(String, String, u32)>;

/// All that a snapshot shows, with names for numbers.
#[derive(Debug, PartialEq)]
struct Content {
    /// Id, labels, attributes.
    nodes: Vec<(String, Vec<String>, Attributes, Hops)>,
    /// Id, source, target, type, attributes.
    edges: Vec<(String, String, String, Option<String>, Attributes)>,
}

impl Content {
    fn of_model(model: &Model) -> Content {
        let nodes = model.nodes.iter().map(|node| {
            (node.id.clone(), node.labels.clone(), node.attributes.clone(), model.neighbors(&node.id))
        });
        let edge = |edge: &ModelEdge| {
            let ends = (edge.source.clone(), edge.target.clone());
            (edge.effective_id(), ends.0, ends.1, edge.kind.clone(), edge.attributes.clone())
        };
        Content { nodes: nodes.collect(), edges: model.edges.iter().map(edge).collect() }
    }

    fn of_snapshot(snapshot: &Snapshot) -> Content {
        let node = |row: u32| {
            let code = snapshot.label_codes(row as usize / CHUNK_ROWS).get(row as usize % CHUNK_ROWS);
            let labels = snapshot.labels_of_set(code.copied().unwrap_or(0)).iter();
            let name = |symbol: &u16| snapshot.symbol_name(*symbol).unwrap().to_owned();
            let around = snapshot.neighbors(snapshot.number(row), EVERYTHING).unwrap();
            let neighbors = around.iter().map(|hop| {
                let (node, edge) =
                    (snapshot.node_id(hop.node as u32), snapshot.edge_id(hop.edge as u32).unwrap());
                (node.to_owned(), edge.into_owned(), hop.direction as u32)
            });
            let attributes = attributes(snapshot, Subject::Node, row);
            (snapshot.node_id(row).to_owned(), labels.map(name).collect(), attributes, neighbors.collect())
        };
        let edge = |row: u32| {
            let (source, target) = snapshot.endpoints(row);
            let name = |node: u32| snapshot.node_id(node).to_owned();
            let kind = snapshot.edge_types(row as usize / CHUNK_ROWS).get(row as usize % CHUNK_ROWS);
            let kind = kind.and_then(|kind| kind.checked_sub(1)).and_then(|kind| snapshot.symbol_name(kind));
            let attributes = attributes(snapshot, Subject::Edge, row);
            let id = snapshot.edge_id(row).unwrap().into_owned();
            (id, name(source), name(target), kind.map(str::to_owned), attributes)
        };
        Content {
            nodes: live(snapshot, Subject::Node).map(node).collect(),
            edges: live(snapshot, Subject::Edge).map(edge).collect(),
        }
    }
}

fn live(snapshot: &Snapshot, subject: Subject) -> impl Iterator<Item = u32> + '_ {
    (0..snapshot.rows(subject)).filter(move |row| {
        let (chunk, at) = (*row as usize / CHUNK_ROWS, *row as usize % CHUNK_ROWS);
        snapshot.live(subject, chunk)[at / 64] >> (at % 64) & 1 == 1
    })
}

fn attributes(snapshot: &Snapshot, subject: Subject, row: u32) -> Attributes {
    let cells = snapshot.columns(subject).filter_map(|column| {
        let key = snapshot.symbol_name(column.key()).unwrap().to_owned();
        column.value(row).map(|value| (key, value_of(value)))
    });
    cells.collect()
}

/// A snapshot as a reader got it, and the revisions before it asked and after it had it.
struct Read {
    asked: u64,
    shown: u64,
    got: u64,
    content: Content,
}

fn read(graph: &SharedGraph) -> Read {
    let asked = graph.revision();
    let snapshot = graph.snapshot().unwrap();
    let got = graph.revision();
    // The writer goes on meanwhile: what is shown must not.
    let content = Content::of_snapshot(&snapshot);
    assert_eq!(content, Content::of_snapshot(&snapshot), "a snapshot does not change");
    Read { asked, shown: snapshot.revision(), got, content }
}

fn linearizable(graph: &SharedGraph, mut model: Model, steps: &[Step]) -> Result<(), TestCaseError> {
    let stop = AtomicBool::new(false);
    let mut history = HashMap::from([(graph.revision(), Content::of_model(&model))]);
    let (outcome, reads) = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|_| {
                scope.spawn(|| {
                    let mut reads = vec![read(graph)];
                    while !stop.load(Ordering::Relaxed) {
                        reads.push(read(graph));
                    }
                    reads
                })
            })
            .collect();
        let outcome: Result<(), TestCaseError> = steps.iter().try_for_each(|step| {
            run(graph, &mut model, step)?;
            history.insert(graph.revision(), Content::of_model(&model));
            Ok(())
        });
        stop.store(true, Ordering::Relaxed);
        (outcome, readers.into_iter().map(|reader| reader.join().unwrap()).collect::<Vec<_>>())
    });
    outcome?;
    for read in reads.iter().flatten() {
        prop_assert!(read.asked <= read.shown && read.shown <= read.got, "a revision outside of its call");
        prop_assert_eq!(Some(&read.content), history.get(&read.shown), "revision {}", read.shown);
    }
    prop_assert!(reads.iter().all(|reads| reads.is_sorted_by_key(|read| read.shown)), "time went back");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_snapshot_beside_a_writer_shows_the_model_at_its_revision(
        is_directed in any::<bool>(),
        steps in prop::collection::vec(step(), 20..80),
    ) {
        let graph = if is_directed { directed() } else { undirected() };
        linearizable(&graph, Model { directed: is_directed, ..Model::default() }, &steps)?;
    }
}
