//! Spans are told while somebody asks for them, and a panic tells where it came from. One test at a time: the switch is the
//! process's.

mod support;

use kneiphof::*;
use kneiphof_wire::Status;
use std::ptr::null_mut;
use std::sync::{Mutex, PoisonError};
use support::*;

static TURN: Mutex<()> = Mutex::new(());

fn switch(on: u32) -> Result<(), Failed> {
    // SAFETY: the report is live.
    call(|report| unsafe { kneiphof_trace_switch(on, report) }).map(|_| ())
}

fn read(capacity: usize) -> String {
    // SAFETY: the addresses are live and the lengths are theirs.
    let bytes = bytes(capacity, |out, capacity, length_out, report| unsafe {
        kneiphof_trace_read(out, capacity, length_out, report)
    });
    String::from_utf8(bytes.unwrap()).unwrap()
}

#[test]
fn spans_of_crossings_and_of_the_engine_are_kept_while_tracing_is_on_and_only_then() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let graph = open();
    let nodes = [add_node(graph, "before").unwrap()];
    assert_eq!(read(1 << 16), "");
    assert_eq!(switch(2).unwrap_err().status, Status::InvalidArgument);
    for _ in 0..2 {
        switch(1).unwrap();
        add_node(graph, "b").unwrap_or_default();
        assert_eq!(status(add_node(graph, "before")), Status::NodeAlreadyExists);
        let mut xy = [f32::NAN; 2];
        // SAFETY: the addresses are live and the lengths are theirs.
        call(|report| unsafe {
            kneiphof_graph_layout(graph, nodes.as_ptr(), 1, 7, 5, xy.as_mut_ptr(), null_mut(), report)
        })
        .unwrap();
        switch(0).unwrap();
        find_node(graph, "before").unwrap();
        let lines = read(1 << 16);
        let spans: Vec<&str> = lines.lines().map(|line| line.split_once('\t').unwrap().1).collect();
        assert!(spans.contains(&"0\tcrossing\tfunction=\"kneiphof_graph_add_node\" status=5"), "{lines}");
        let inner = spans.iter().position(|span| *span == "1\tlayout\tnodes=1 iterations=5").unwrap();
        assert_eq!(spans[inner + 1], "0\tcrossing\tfunction=\"kneiphof_graph_layout\" status=0");
        assert!(!lines.contains("find_node"), "{lines}");
        assert_eq!(read(1 << 16), "");
    }
    close(graph).unwrap();
}

#[test]
fn f077_a_panic_tells_function_file_and_line() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let graph = open();
    let frames = || {
        // SAFETY: the addresses are live and the lengths are theirs.
        bytes(1 << 20, |out, capacity, length_out, report| unsafe {
            kneiphof_last_panic(out, capacity, length_out, report)
        })
    };
    assert_eq!(frames().unwrap(), b"");
    // SAFETY: a null report is legal.
    assert_eq!(unsafe { kneiphof_graph_panic(graph, null_mut()) }, Status::NativePanic.code());
    let text = String::from_utf8(frames().unwrap()).unwrap();
    assert!(text.contains("plant_panic") && text.contains("shared_graph.rs:"), "{text}");
    assert_eq!(frames().unwrap(), b"");
    close(graph).unwrap();
}
