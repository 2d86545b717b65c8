//! One attribute in one call: what it writes where, and what it refuses.

mod support;

use kneiphof::*;
use kneiphof_wire::{Status, Tag, ValueRef};
use std::ptr::null_mut;
use support::*;

type Ask = unsafe extern "C" fn(
    u64,
    *const u8,
    u64,
    u32,
    *mut KneiphofValue,
    *mut u8,
    u64,
    *mut KneiphofReport,
) -> i32;

fn intern(graph: u64, key: &str) -> u32 {
    let mut symbol = 0;
    // SAFETY: the addresses are live and the length is the text's.
    call(|report| unsafe {
        kneiphof_graph_intern(graph, key.as_ptr(), key.len() as u64, &mut symbol, report)
    })
    .unwrap();
    symbol
}

fn add_node_with(graph: u64, id: &str, slots: &[(u16, ValueRef<'_>)]) {
    let row = node_row(id, slots);
    // SAFETY: the addresses are live and the length is the row's.
    call(|report| unsafe {
        kneiphof_graph_add_node(graph, row.as_ptr(), row.len() as u64, &mut 0, null_mut(), report)
    })
    .unwrap();
}

fn ask(ask: Ask, graph: u64, id: &str, key: u32, room: &mut [u8]) -> Result<KneiphofValue, Failed> {
    let mut value = KneiphofValue::default();
    let (out, capacity) = (room.as_mut_ptr(), room.len() as u64);
    // SAFETY: the addresses are live and the lengths are theirs.
    call(|report| unsafe { ask(graph, id.as_ptr(), id.len() as u64, key, &mut value, out, capacity, report) })
        .map(|_| value)
}

#[test]
fn a_number_comes_as_a_word_and_a_text_as_bytes() {
    let graph = open();
    let (float, text) = (intern(graph, "float"), intern(graph, "text"));
    let values = [(float as u16, ValueRef::Float(2.5)), (text as u16, ValueRef::Text("ä"))];
    add_node_with(graph, "a", &values);
    let number = find_node(graph, "a").unwrap();
    for way in [kneiphof_graph_try_node_value, kneiphof_graph_node_value] {
        let mut room = [0; 4];
        let found = ask(way, graph, "a", float + 1, &mut room).unwrap();
        assert_eq!((found.number, found.word, found.tag), (number, 2.5_f64.to_bits(), Tag::Float as u32));
        let found = ask(way, graph, "a", text + 1, &mut room).unwrap();
        assert_eq!((found.tag, found.length, found.word), (Tag::Text as u32, 2, 0));
        assert_eq!(&room[..2], "ä".as_bytes());
        let absent = ask(way, graph, "a", 0, &mut room).unwrap();
        assert_eq!((absent.number, absent.tag), (number, Tag::Absent as u32));
        let nobody = ask(way, graph, "b", float + 1, &mut room).unwrap();
        assert_eq!((nobody.number, nobody.tag, nobody.revision), (0, Tag::Absent as u32, found.revision));
        let failed = ask(way, graph, "a", text + 1, &mut room[..1]).unwrap_err();
        assert_eq!((failed.status, failed.number, failed.limit), (Status::BufferTooSmall, 2, 1));
        assert_eq!(status(ask(way, graph, "a", 1 << 17, &mut room)), Status::InvalidArgument);
    }
    close(graph).unwrap();
}

#[test]
fn the_short_call_never_waits_and_reads_nothing_long() {
    let graph = open();
    let key = intern(graph, "bytes");
    let long = vec![7; 5_000];
    add_node_with(graph, "a", &[(key as u16, ValueRef::Bytes(&long))]);
    let mut room = vec![0; 6_000];
    let refused = ask(kneiphof_graph_try_node_value, graph, "a", key + 1, &mut room).unwrap_err();
    assert_eq!((refused.status, refused.number), (Status::BufferTooSmall, 5_000));
    assert_eq!(ask(kneiphof_graph_node_value, graph, "a", key + 1, &mut room).unwrap().length, 5_000);
    assert_eq!(room[..5_000], long);
    let transaction = begin(graph).unwrap();
    let busy = ask(kneiphof_graph_try_node_value, graph, "a", key + 1, &mut room);
    assert_eq!(status(busy), Status::Busy);
    rollback(transaction).unwrap();
    close(graph).unwrap();
}

#[test]
fn an_edge_without_the_attribute_has_a_number_and_no_value() {
    let graph = open();
    let key = intern(graph, "weight");
    add_node(graph, "a").unwrap();
    let edge = add_edge(graph, "a", "a").unwrap();
    let found = ask(kneiphof_graph_edge_value, graph, "a->a", key + 1, &mut []).unwrap();
    assert_eq!((found.number, found.tag), (edge, Tag::Absent as u32));
    let nobody = ask(kneiphof_graph_edge_value, graph, "a->b", key + 1, &mut []).unwrap();
    assert_eq!((nobody.number, nobody.tag), (0, Tag::Absent as u32));
    close(graph).unwrap();
}
