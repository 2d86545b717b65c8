//! Batched reads beside the single reads that they stand for, and neighbourhoods beside a plain search in the model.

use super::fixture::*;
use super::model::Model;
use super::one_value::value_told;
use crate::{
    Asked, EdgeDirection, Follow, HOPS_MAX, Neighbor, NeighborLists, NeighborOrder, NeighborQuery, OneValue,
    SharedGraph, Snapshot,
};
use kneiphof_wire::{Failure, Status, TextBlock, Value, ValuesView};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};

const DIRECTIONS: [Option<EdgeDirection>; 3] = [None, Some(EdgeDirection::Out), Some(EdgeDirection::In)];

/// Holds every batched read to its single form; the random tests call it after their changes.
pub fn check(graph: &SharedGraph, model: &Model) -> Result<(), TestCaseError> {
    let mut ids: Vec<&str> = model.nodes.iter().map(|node| node.id.as_str()).collect();
    ids.push("nobody");
    ids.extend_from_within(..ids.len().min(3));
    let asked = Asked::Ids(&ids);
    let numbers: Vec<u64> = ids.iter().map(|id| graph.find_node(id).unwrap_or(0)).collect();
    prop_assert_eq!(&graph.find_nodes(&asked, None).unwrap(), &numbers);
    let kinds = [None, Some("T"), Some("U")].map(|kind| kind.map(|kind| graph.intern(kind).unwrap() as u16));
    for direction in DIRECTIONS {
        for type_symbol in kinds {
            check_lists(graph, &ids, &numbers, Follow { direction, type_symbol })?;
        }
        check_neighborhood(graph, model, &ids, direction)?;
    }
    check_values(graph, model, &ids)
}

fn check_lists(
    graph: &SharedGraph,
    ids: &[&str],
    numbers: &[u64],
    follow: Follow,
) -> Result<(), TestCaseError> {
    let mut lists = NeighborLists::default();
    graph.neighbor_lists(&Asked::Ids(ids), follow, None, &mut lists).unwrap();
    let mut by_number = NeighborLists { offsets: vec![9; 9], ..NeighborLists::default() };
    graph.neighbor_lists(&Asked::Numbers(numbers), follow, None, &mut by_number).unwrap();
    prop_assert_eq!(&by_number, &lists);
    prop_assert_eq!(&lists.numbers[..], numbers);
    for (index, id) in ids.iter().enumerate() {
        let (start, end) = (lists.offsets[index] as usize, lists.offsets[index + 1] as usize);
        let query = NeighborQuery {
            id,
            direction: follow.direction,
            type_symbol: follow.type_symbol,
            order: NeighborOrder::Arrival,
            skip: 0,
            limit: u64::MAX,
        };
        let single = graph.neighbors(&query, None).map(|page| page.neighbors).unwrap_or_default();
        prop_assert_eq!(single.len(), end - start);
        for (hop, at) in single.iter().zip(start..end) {
            let number = |row: u32| lists.epoch << 32 | u64::from(row);
            prop_assert_eq!((hop.node, hop.edge), (number(lists.neighbors[at]), number(lists.edges[at])));
            prop_assert!(lists.direction(at).is_none_or(|direction| direction == hop.direction));
        }
    }
    Ok(())
}

/// The nodes within each number of hops, found as slowly as can be.
fn searched(
    model: &Model,
    start: &str,
    direction: Option<EdgeDirection>,
    hops: usize,
) -> Vec<HashSet<String>> {
    let mut met = HashSet::from([start.to_owned()]);
    let mut within = Vec::new();
    for _ in 0..hops {
        for id in met.clone() {
            let hops = model.neighbors(&id).into_iter();
            let wanted =
                hops.filter(|hop| !model.directed || direction.is_none_or(|wanted| wanted as u32 == hop.2));
            met.extend(wanted.map(|hop| hop.0));
        }
        within.push(met.iter().filter(|id| *id != start).cloned().collect());
    }
    within
}

fn check_neighborhood(
    graph: &SharedGraph,
    model: &Model,
    ids: &[&str],
    direction: Option<EdgeDirection>,
) -> Result<(), TestCaseError> {
    let follow = Follow { direction, type_symbol: None };
    let names: HashMap<u64, &str> =
        model.nodes.iter().map(|node| (graph.find_node(&node.id).unwrap(), node.id.as_str())).collect();
    for id in ids.iter().take(5).filter(|id| **id != "nobody") {
        let expected = searched(model, id, direction, 3);
        let found = graph.neighborhood(&Asked::Ids(&[id]), 3, follow, usize::MAX).unwrap();
        let sizes: Vec<u64> = expected.iter().map(|nodes| nodes.len() as u64).collect();
        prop_assert_eq!(&found.within, &sizes);
        for (nodes, size) in expected.iter().zip(&sizes) {
            let nearest: HashSet<String> =
                found.numbers[..*size as usize].iter().map(|number| names[number].to_owned()).collect();
            prop_assert_eq!(&nearest, nodes);
        }
        let cut = graph.neighborhood(&Asked::Ids(&[id]), 3, follow, 2).unwrap();
        prop_assert_eq!(&cut.numbers[..], &found.numbers[..found.numbers.len().min(2)]);
        prop_assert_eq!((cut.within, cut.revision), (found.within, found.revision));
    }
    Ok(())
}

/// What a model says of the neighbours of every node, for a snapshot that is looked at later.
#[derive(Debug)]
pub struct Kept {
    snapshot: Snapshot,
    nodes: Vec<(u64, Vec<Neighbor>)>,
}

impl Kept {
    pub fn of(graph: &SharedGraph, model: &Model) -> Kept {
        let all = |id: &str| {
            let order = NeighborOrder::Arrival;
            let (direction, type_symbol) = (None, None);
            let query = NeighborQuery { id, direction, type_symbol, order, skip: 0, limit: u64::MAX };
            graph.neighbors(&query, None).unwrap().neighbors
        };
        let nodes = model.nodes.iter().map(|node| (graph.find_node(&node.id).unwrap(), all(&node.id)));
        Kept { nodes: nodes.collect(), snapshot: graph.snapshot().unwrap() }
    }

    /// Whatever has happened to the graph, the snapshot shows what was.
    pub fn check(&self) -> Result<(), TestCaseError> {
        for (node, neighbors) in &self.nodes {
            prop_assert_eq!(&self.snapshot.neighbors(*node, Follow::default()).unwrap(), neighbors);
            let near: HashSet<u64> =
                neighbors.iter().map(|hop| hop.node).filter(|other| other != node).collect();
            let found = self.snapshot.neighborhood(&[*node], 1, Follow::default(), usize::MAX).unwrap();
            prop_assert_eq!(found.numbers.into_iter().collect::<HashSet<_>>(), near);
        }
        Ok(())
    }
}

fn check_values(graph: &SharedGraph, model: &Model, ids: &[&str]) -> Result<(), TestCaseError> {
    let keys: Vec<Option<u16>> =
        model.keys.iter().map(|key| Some(graph.intern(key).unwrap() as u16)).chain([None]).collect();
    let answer = graph.node_values(&Asked::Ids(ids), &keys, None, Vec::new()).unwrap();
    let values = ValuesView::parse(&answer).unwrap();
    for (row, id) in ids.iter().enumerate() {
        prop_assert_eq!(values.number(row).unwrap(), graph.find_node(id).unwrap_or(0));
        let node = model.nodes.iter().find(|node| node.id == *id);
        for (column, key) in model.keys.iter().enumerate() {
            let expected =
                node.and_then(|node| node.attributes.get(key)).filter(|value| **value != Value::Null);
            let found = values.value(column, row).unwrap().map(value_of);
            prop_assert_eq!(found.as_ref(), expected);
        }
        prop_assert_eq!(values.value(model.keys.len(), row).unwrap(), None);
        for (key, symbol) in model.keys.iter().zip(&keys) {
            let expected = node.and_then(|node| node.attributes.get(key)).cloned();
            let one = |found: OneValue<'_>| Ok((found.number, found.revision, value_told(found)));
            let known = Ok((values.number(row).unwrap(), graph.revision(), expected));
            prop_assert_eq!(&graph.node_value(id, *symbol, one), &known);
            prop_assert_eq!(&graph.try_node_value(id, *symbol, one), &known);
        }
    }
    Ok(())
}

fn joined(graph: &SharedGraph, edges: &[(&str, &str)]) {
    for id in ["a", "b", "c", "d", "e"] {
        graph.add(node(id)).unwrap();
    }
    for (index, (source, target)) in edges.iter().enumerate() {
        graph.join(edge(source, target).id(&index.to_string())).unwrap();
    }
}

fn around(
    graph: &SharedGraph,
    ids: &[&str],
    hops: u32,
    direction: Option<EdgeDirection>,
) -> (String, Vec<u64>) {
    let found = graph
        .neighborhood(&Asked::Ids(ids), hops, Follow { direction, type_symbol: None }, usize::MAX)
        .unwrap();
    let name = |number: &u64| {
        let id = ["a", "b", "c", "d", "e"].into_iter().find(|id| graph.find_node(id) == Ok(*number));
        id.unwrap_or_default()
    };
    (found.numbers.iter().map(name).collect(), found.within)
}

#[test]
fn a_neighborhood_tells_each_node_once_in_the_order_it_was_met() {
    // Parallel edges, a self-loop, and a way back to the start.
    let edges =
        [("a", "c"), ("a", "b"), ("a", "c"), ("a", "a"), ("c", "d"), ("b", "d"), ("d", "a"), ("d", "e")];
    let graph = directed();
    joined(&graph, &edges);
    let out = Some(EdgeDirection::Out);
    assert_eq!(around(&graph, &["a"], 1, out), ("cb".to_owned(), vec![2]));
    assert_eq!(around(&graph, &["a"], 2, out), ("cbd".to_owned(), vec![2, 3]));
    assert_eq!(around(&graph, &["a"], 4, out), ("cbde".to_owned(), vec![2, 3, 4, 4]));
    assert_eq!(around(&graph, &["a"], 2, Some(EdgeDirection::In)), ("dcb".to_owned(), vec![1, 3]));
    assert_eq!(around(&graph, &["a"], 1, None), ("cbd".to_owned(), vec![3]));
    assert_eq!(around(&graph, &["b", "c", "b"], 1, out), ("d".to_owned(), vec![1]));
    assert_eq!(around(&graph, &[], 2, out), (String::new(), vec![0, 0]));

    let graph = undirected();
    joined(&graph, &edges);
    for direction in DIRECTIONS {
        assert_eq!(around(&graph, &["a"], 2, direction), ("cbde".to_owned(), vec![3, 4]));
    }
}

#[test]
fn a_neighborhood_follows_edges_of_one_type_only() {
    let graph = directed();
    joined(&graph, &[]);
    graph.join(edge("a", "b").kind("T")).unwrap();
    graph.join(edge("b", "c").kind("U")).unwrap();
    graph.join(edge("b", "d").kind("T")).unwrap();
    let follow = Follow { direction: None, type_symbol: Some(graph.intern("T").unwrap() as u16) };
    let found = graph.neighborhood(&Asked::Ids(&["a"]), 2, follow, 9).unwrap();
    let expected: Vec<u64> = ["b", "d"].iter().map(|id| graph.find_node(id).unwrap()).collect();
    assert_eq!(found.numbers, expected);
}

#[test]
fn what_a_neighborhood_cannot_begin_at_is_named() {
    let graph = directed();
    joined(&graph, &[]);
    let ask = |asked: Asked<'_>, hops| graph.neighborhood(&asked, hops, Follow::default(), 9);
    let failure = ask(Asked::Ids(&["a", "nobody"]), 1).unwrap_err();
    assert_eq!((failure.status, failure.shown()), (Status::NodeNotFound, "nobody"));
    let failure = ask(Asked::Numbers(&[77]), 1).unwrap_err();
    assert_eq!((failure.status, failure.number), (Status::StaleHandle, 77));
    for hops in [0, HOPS_MAX + 1] {
        assert_eq!(ask(Asked::Ids(&["a"]), hops).unwrap_err().status, Status::InvalidArgument);
    }
}

#[test]
fn ids_that_lie_one_behind_the_other_are_found_as_single_ones_are() {
    let graph = directed();
    let ids: Vec<String> = (0..100).map(|index| format!("node {index}")).collect();
    ids.iter().for_each(|id| {
        graph.add(node(id)).unwrap();
    });
    let wanted: Vec<&str> = ids.iter().rev().map(|id| &id[..]).chain(["node 1000", ""]).collect();
    let mut offsets = vec![0u32.to_ne_bytes()];
    let mut end = 0;
    for id in &wanted {
        end += id.len() as u32;
        offsets.push(end.to_ne_bytes());
    }
    let bytes = wanted.concat();
    let texts = TextBlock::parse(&offsets, bytes.as_bytes(), "id of a node").unwrap();
    let single: Result<Vec<u64>, Failure> = wanted.iter().map(|id| graph.find_node(id).or(Ok(0))).collect();
    assert_eq!(graph.find_nodes(&Asked::Texts(texts), None), single);
}
