//! Calls that take a control: one that is cancelled ends them, wherever it lies badly they refuse it.

mod support;

use kneiphof::*;
use kneiphof_wire::{QueryBuilder, Status};
use std::ptr::{null_mut, without_provenance_mut};
use support::*;

type Controlled = (&'static str, fn(&Case, *mut KneiphofControl, *mut KneiphofReport) -> i32);

/// What the calls are about.
struct Case {
    graph: u64,
    transaction: u64,
    snapshot: u64,
    nodes: Vec<u64>,
    batch: Vec<u8>,
    query: Vec<u8>,
}

/// Those that this ABI has besides the reads of many nodes, on a graph whose nodes have an edge each.
fn controlled() -> Vec<Controlled> {
    // SAFETY: the addresses are live and the lengths are theirs; the control is the caller's business.
    unsafe {
        vec![
            ("compact", |case, control, report| kneiphof_graph_compact(case.graph, control, report)),
            ("declare_index", |case, control, report| {
                kneiphof_graph_declare_index(case.graph, 0, b"key".as_ptr(), 3, &mut 0, control, report)
            }),
            ("apply", |case, control, report| {
                let (batch, length) = (case.batch.as_ptr(), case.batch.len() as u64);
                let applied = &mut KneiphofApplied::default();
                kneiphof_graph_apply(case.graph, batch, length, applied, null_mut(), 0, control, report)
            }),
            ("explain", |case, control, report| {
                let (query, length) = (case.query.as_ptr(), case.query.len() as u64);
                kneiphof_graph_explain(case.graph, 0, query, length, null_mut(), 0, &mut 0, control, report)
            }),
            ("query_nodes", |case, control, report| {
                let (query, length) = (case.query.as_ptr(), case.query.len() as u64);
                let page = &mut KneiphofPage::default();
                let mut out = [0_u64; 2];
                kneiphof_graph_query_nodes(
                    case.graph,
                    query,
                    length,
                    out.as_mut_ptr(),
                    1,
                    page,
                    control,
                    report,
                )
            }),
            ("query_nodes to where numbers lie badly", |case, control, report| {
                let (query, length) = (case.query.as_ptr(), case.query.len() as u64);
                let page = &mut KneiphofPage::default();
                let mut out = [0_u64; 2];
                let odd = out.as_mut_ptr().byte_add(1);
                kneiphof_graph_query_nodes(case.graph, query, length, odd, 1, page, control, report)
            }),
            ("neighbors", |case, control, report| {
                let (id, page) = (b"a".as_ptr(), &mut KneiphofPage::default());
                let mut out = [KneiphofNeighbor::default(); 1];
                let out = out.as_mut_ptr();
                kneiphof_graph_neighbors(case.graph, id, 1, 2, 0, 0, 0, out, 1, page, control, report)
            }),
            ("neighbor_summary", |case, control, report| {
                let mut out = [KneiphofNeighborCount::default(); 1];
                let out = out.as_mut_ptr();
                kneiphof_graph_neighbor_summary(case.graph, b"a".as_ptr(), 1, out, 1, &mut 0, control, report)
            }),
            ("edges_between", |case, control, report| {
                let (nodes, count) = (case.nodes.as_ptr(), case.nodes.len() as u64);
                let page = &mut KneiphofPage::default();
                kneiphof_graph_edges_between(case.graph, nodes, count, &mut 0, 1, page, control, report)
            }),
            ("snapshot_csr", |case, control, report| {
                kneiphof_snapshot_csr(case.snapshot, 0, 1, &mut KneiphofCsr::default(), control, report)
            }),
        ]
    }
}

fn case() -> Case {
    let graph = open();
    let nodes = ["a", "b"].map(|id| add_node(graph, id).unwrap()).to_vec();
    add_edge(graph, "a", "b").unwrap();
    let mut snapshot = KneiphofSnapshot::default();
    // SAFETY: the addresses are live.
    call(|report| unsafe { kneiphof_snapshot_open(graph, &mut snapshot, report) }).unwrap();
    let batch = nodes_batch(["c"], false);
    let query = QueryBuilder::new(1).build();
    Case { graph, transaction: 0, snapshot: snapshot.snapshot, nodes, batch, query }
}

fn transaction_apply(case: &Case, control: *mut KneiphofControl, report: *mut KneiphofReport) -> i32 {
    let (batch, length) = (case.batch.as_ptr(), case.batch.len() as u64);
    let applied = &mut KneiphofApplied::default();
    // SAFETY: the addresses are live and the lengths are theirs; the control is the caller's business.
    unsafe {
        kneiphof_transaction_apply(case.transaction, batch, length, applied, null_mut(), 0, control, report)
    }
}

#[test]
fn f073_a_control_that_is_cancelled_ends_the_call_and_the_next_one_is_answered() {
    let case = case();
    for (name, controlled) in controlled() {
        let mut cancelled = KneiphofControl { cancelled: 1, ..KneiphofControl::default() };
        let failed = call(|report| controlled(&case, &mut cancelled, report)).unwrap_err();
        assert_eq!((failed.status, failed.number), (Status::Cancelled, cancelled.done), "{name}");
        assert_eq!(node_count(case.graph), Ok(2), "{name} has changed nothing");
    }
    for (name, controlled) in controlled() {
        let mut control = KneiphofControl::default();
        let outcome = status(call(|report| controlled(&case, &mut control, report)));
        // An explanation finds no room.
        assert!(matches!(outcome, Status::Ok | Status::BufferTooSmall), "{name}: {outcome:?}");
        assert!(control.done > 0 && control.done == control.total, "{name} tells its steps: {control:?}");
    }
    close(case.graph).unwrap();
}

#[test]
fn f073_a_batch_of_a_transaction_is_cancelled_alone() {
    let mut case = case();
    // SAFETY: the addresses are live.
    call(|report| unsafe { kneiphof_transaction_begin(case.graph, &mut case.transaction, report) }).unwrap();
    let mut cancelled = KneiphofControl { cancelled: 1, ..KneiphofControl::default() };
    let failed = call(|report| transaction_apply(&case, &mut cancelled, report)).unwrap_err();
    assert_eq!(failed.status, Status::Cancelled);
    call(|report| transaction_apply(&case, null_mut(), report)).unwrap();
    // SAFETY: the addresses are live.
    call(|report| unsafe { kneiphof_transaction_commit(case.transaction, &mut 0, report) }).unwrap();
    assert_eq!(node_count(case.graph), Ok(3));
    close(case.graph).unwrap();
}

#[test]
fn f035_a_control_that_is_not_aligned_is_refused() {
    let case = case();
    for (name, controlled) in controlled() {
        let odd = without_provenance_mut(4_097);
        let failed = call(|report| controlled(&case, odd, report)).unwrap_err();
        assert_eq!(failed.status, Status::InvalidArgument, "{name}");
        assert_eq!(failed.detail, "alignment of the address of a control", "{name}");
    }
    close(case.graph).unwrap();
}
