//! Random changes around two hubs, whose lists are segments and indexes: on the engine and on the model.

use super::against_model::{Change, Step, check, run};
use super::batched_reads::Kept;
use super::fixture::{Edge, Plain, directed, edge, node, undirected};
use super::model::Model;
use crate::SharedGraph;
use kneiphof_wire::Operation;
use proptest::prelude::*;
use std::collections::VecDeque;

const LEAVES: usize = 280;

fn end() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec!["p", "q"]).prop_map(str::to_owned),
        1 => (0usize..LEAVES).prop_map(|leaf| leaf.to_string()),
    ]
}

fn own_id() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["one", "other", "p->p", "p->q"]).prop_map(str::to_owned)
}

fn change() -> impl Strategy<Value = Change> {
    let operation = prop::sample::select(vec![Operation::Add, Operation::Upsert, Operation::Merge]);
    let kind = prop::option::of(prop::sample::select(vec!["T", "U"]).prop_map(str::to_owned));
    // With an id of its own, an edge is parallel to others.
    let id = prop::option::weighted(0.3, own_id());
    let put = (operation, id, end(), end(), kind).prop_map(|(operation, id, source, target, kind)| {
        Change::PutEdge(operation, Edge { id, source, target, kind, ..Edge::default() })
    });
    let remove_own = own_id().prop_map(Change::RemoveEdge);
    let remove_edge = (end(), end(), any::<bool>()).prop_map(|(source, target, typed)| {
        Change::RemoveEdge(if typed {
            format!("{source}-[T]->{target}")
        } else {
            format!("{source}->{target}")
        })
    });
    let remove_node = prop_oneof![
        10 => (0usize..LEAVES).prop_map(|leaf| Change::RemoveNode(leaf.to_string())),
        1 => Just(Change::RemoveNode("p".to_owned())),
    ];
    let add_node = end().prop_map(|id| Change::PutNode(Operation::Add, node(&id)));
    prop_oneof![6 => put, 3 => remove_edge, 1 => remove_own, 1 => remove_node, 1 => add_node]
}

fn step() -> impl Strategy<Value = Step> {
    let changes = || prop::collection::vec(change(), 1..8);
    prop_oneof![
        6 => change().prop_map(Step::Single),
        3 => (any::<bool>(), changes()).prop_map(|(lenient, changes)| Step::Batch { lenient, changes }),
        3 => (any::<bool>(), prop::collection::vec(changes(), 1..4))
            .prop_map(|(commit, batches)| Step::Transaction { commit, batches }),
    ]
}

/// Hubs that begin with so many edges on either side, a little below the threshold or above it.
fn equal_around_hubs(
    graph: &SharedGraph,
    mut model: Model,
    joined: usize,
    steps: &[Step],
) -> Result<(), TestCaseError> {
    let ids = ["p".to_owned(), "q".to_owned()].into_iter().chain((0..LEAVES).map(|leaf| leaf.to_string()));
    for id in ids {
        graph.add(node(&id)).unwrap();
        model.put_node(Operation::Add, &node(&id)).unwrap();
    }
    for leaf in 0..joined {
        for joined in [edge("p", &leaf.to_string()), edge(&leaf.to_string(), "q")] {
            graph.join(joined.clone()).unwrap();
            model.put_edge(Operation::Add, &joined).unwrap();
        }
    }
    let mut kept = VecDeque::new();
    for (index, step) in steps.iter().enumerate() {
        run(graph, &mut model, step)?;
        if index % 5 == 0 {
            kept.push_back(Kept::of(graph, &model));
        }
        if kept.len() > 3
            && let Some(oldest) = kept.pop_front()
        {
            oldest.check()?;
        }
    }
    kept.iter().try_for_each(Kept::check)?;
    check(graph, &model)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn directed_hubs_equal_the_model(joined in 250_usize..LEAVES, steps in prop::collection::vec(step(), 1..60)) {
        equal_around_hubs(&directed(), Model { directed: true, ..Model::default() }, joined, &steps)?;
    }

    #[test]
    fn undirected_hubs_equal_the_model(joined in 250_usize..LEAVES, steps in prop::collection::vec(step(), 1..60)) {
        equal_around_hubs(&undirected(), Model::default(), joined, &steps)?;
    }
}
