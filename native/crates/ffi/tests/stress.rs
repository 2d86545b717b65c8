//! Many graphs, and graphs closed while they are used.

mod support;

use kneiphof_wire::Status;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use support::*;

#[test]
fn f084_graphs_are_opened_and_closed_without_end() {
    for _ in 0..5_000 {
        let graph = open();
        close(graph).unwrap();
    }
}

#[test]
fn f062_a_graph_is_closed_under_the_feet_of_its_readers_and_writers() {
    for _ in 0..20 {
        // Patient: on a busy machine a writer may wait long for its turn.
        let graph = open_with(&kneiphof::KneiphofGraphOptions { lock_millis: 60_000, ..options() }).unwrap();
        let started = AtomicU64::new(0);
        std::thread::scope(|scope| {
            for writer in 0..2 {
                let started = &started;
                scope.spawn(move || {
                    for row in 0.. {
                        started.fetch_add(1, SeqCst);
                        let outcome = status(add_node(graph, &format!("{writer}-{row}")));
                        if outcome != Status::Ok {
                            // Stale, when another test has taken the slot meanwhile.
                            assert!(
                                matches!(outcome, Status::GraphClosed | Status::StaleHandle),
                                "{outcome:?}"
                            );
                            return;
                        }
                    }
                });
            }
            scope.spawn(|| while node_count(graph).is_ok() {});
            while started.load(SeqCst) < 50 {
                std::thread::yield_now();
            }
            close(graph).unwrap();
        });
    }
}
