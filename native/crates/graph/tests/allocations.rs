//! How often single calls ask for memory, counted: only where a structure grows, which it does by doubling or by whole chunks.

// The fixture of the unit tests, of which this program uses a part.
#[expect(dead_code)]
#[path = "../src/tests/fixture.rs"]
mod fixture;

use fixture::{Plain, directed, edge, node};
use kneiphof_graph::{Applied, Environment, GraphOptions, RowError, SharedGraph, Written};
use kneiphof_wire::{NESTING_MAX, RowUse, RowView, Subject};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

fn count() {
    ALLOCATIONS.set(ALLOCATIONS.get() + 1);
}

// SAFETY: memory comes from and goes to the system's allocator, with the layouts that come in.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller's duty.
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: the caller's duty.
        unsafe { System.realloc(memory, layout, size) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the caller's duty.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const ROWS: u32 = 20_000;

/// Allocations of a call for each row, and how many calls asked for any.
fn counted(rows: &[Vec<u8>], subject: Subject, put: impl Fn(&RowView<'_>)) -> (u64, usize) {
    let (mut all, mut calls) = (0, 0);
    for row in rows {
        let row = RowView::parse(row, subject, RowUse::Write, NESTING_MAX).unwrap();
        let before = ALLOCATIONS.get();
        put(&row);
        let asked = ALLOCATIONS.get() - before;
        all += asked;
        calls += usize::from(asked > 0);
    }
    (all, calls)
}

#[test]
fn b1_a_single_insert_asks_for_no_memory_but_where_a_structure_grows() {
    let graph = directed();
    let nodes: Vec<_> = (0..ROWS)
        .map(|at| {
            let made = node(&format!("n{at:012}")).with("value", f64::from(at));
            graph.node_row(&made.with("status", if at % 2 == 0 { "active" } else { "inactive" })).unwrap()
        })
        .collect();
    let (all, calls) = counted(&nodes, Subject::Node, |row| {
        graph.add_node(row).unwrap();
    });
    assert!(all > 0, "allocations are counted");
    assert!(calls < ROWS as usize / 50, "{all} allocations in {calls} of {ROWS} calls");

    let id = |at: u32| format!("n{:012}", at.wrapping_mul(2_654_435_761) % ROWS);
    let edges: Vec<_> = (0..ROWS)
        .map(|at| graph.edge_row(&edge(&format!("n{at:012}"), &id(at)).with("weight", 0.5)).unwrap())
        .collect();
    let (all, calls) = counted(&edges, Subject::Edge, |row| {
        graph.add_edge(row).unwrap();
    });
    assert!(calls < ROWS as usize / 50, "{all} allocations in {calls} of {ROWS} calls");
    assert_eq!((graph.node_count(), graph.counts().edges), (u64::from(ROWS), u64::from(ROWS)));
}
