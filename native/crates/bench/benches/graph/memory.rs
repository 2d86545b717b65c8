//! Bytes for each node or edge: what the engine counts, and by how much a process grows that holds the graph.

use crate::bench_graph;
use crate::engine::{Engine, apply, encode, open};
use crate::maps_peer::Maps;
use crate::peer::Peer;
use crate::petgraph_peer::Petgraph;
use kneiphof_bench::{BenchGraph, record};
use std::hint::black_box;
use std::process::Command;

/// Tells a process of this program to build one peer and to print how it grew.
const PEER: &str = "KNEIPHOF_BENCH_PEER";
const PAGE_BYTES: f64 = 4_096.0;

pub fn measure(graph: &BenchGraph) {
    let size = graph.nodes();
    let engine = open();
    apply(&engine, &encode(graph));
    let live = engine.counts().bytes as f64 / graph.elements() as f64;
    record::fact(&format!("memory/engine counted/{size}"), live);
    let program = std::env::current_exe().expect("a program has a path");
    for peer in [Engine::NAME, Petgraph::NAME, Maps::NAME] {
        let measured = Command::new(&program).env(PEER, peer).env(record::NODES, size.to_string()).output();
        let printed = measured.expect("a program can be started again").stdout;
        // A platform that does not tell its pages prints nothing.
        if let Ok(grown) = String::from_utf8_lossy(&printed).trim().parse::<f64>() {
            record::fact(&format!("memory/{peer} resident/{size}"), grown / graph.elements() as f64);
        }
    }
}

/// Whether this process was started to measure a peer.
pub fn measured_peer() -> bool {
    let Ok(peer) = std::env::var(PEER) else { return false };
    let graph = bench_graph(record::sizes()[0]);
    let grown = match peer.as_str() {
        Engine::NAME => growth_of(|| Engine::load(&graph)),
        Petgraph::NAME => growth_of(|| Petgraph::load(&graph)),
        _ => growth_of(|| Maps::load(&graph)),
    };
    if let Some(grown) = grown {
        println!("{grown}");
    }
    true
}

fn growth_of<T>(build: impl FnOnce() -> T) -> Option<f64> {
    let before = resident_bytes()?;
    let built = black_box(build());
    let after = resident_bytes()?;
    drop(built);
    Some(after - before)
}

fn resident_bytes() -> Option<f64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split(' ').nth(1)?.parse::<f64>().ok()? * PAGE_BYTES)
}
