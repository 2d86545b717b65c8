//! Columns are read where they lie: the same values, in order of arrival, as long as the snapshot is open.

mod support;

use kneiphof::*;
use kneiphof_wire::{Status, ValueRef};
use std::ptr::{null, null_mut, with_exposed_provenance};
use support::*;

fn open_snapshot(graph: u64) -> Result<KneiphofSnapshot, Failed> {
    let mut snapshot = KneiphofSnapshot::default();
    // SAFETY: the address is live.
    call(|report| unsafe { kneiphof_snapshot_open(graph, &mut snapshot, report) }).map(|_| snapshot)
}

fn close_snapshot(snapshot: u64) -> Result<(), Failed> {
    // SAFETY: the tests read no address after this.
    call(|report| unsafe { kneiphof_snapshot_close(snapshot, report) }).map(|_| ())
}

fn column(snapshot: u64, subject: u32, key: &str, capacity: usize) -> Result<Vec<KneiphofChunk>, Failed> {
    let mut chunks = vec![KneiphofChunk::default(); capacity];
    let mut count = 0;
    // SAFETY: the addresses are live and the lengths are theirs.
    call(|report| unsafe {
        let (out, capacity) = (chunks.as_mut_ptr(), capacity as u64);
        let key_length = key.len() as u64;
        kneiphof_snapshot_column(
            snapshot,
            subject,
            key.as_ptr(),
            key_length,
            out,
            capacity,
            &mut count,
            report,
        )
    })?;
    chunks.truncate(count as usize);
    Ok(chunks)
}

fn texts_of(text: KneiphofText) -> String {
    // SAFETY: the tests ask while the snapshot is open, so so many bytes of text lie there.
    let bytes = unsafe {
        std::slice::from_raw_parts(with_exposed_provenance::<u8>(text.address as usize), text.length as usize)
    };
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The first `count` values at an address that a snapshot told.
fn values<T: Copy>(address: u64, count: u32) -> Vec<T> {
    // SAFETY: as above; the snapshot told how many values lie there.
    unsafe { std::slice::from_raw_parts(with_exposed_provenance::<T>(address as usize), count as usize) }
        .to_vec()
}

fn intern(graph: u64, key: &str) -> u16 {
    let mut symbol = 0;
    // SAFETY: the addresses are live and the length is the text's.
    call(|report| unsafe {
        kneiphof_graph_intern(graph, key.as_ptr(), key.len() as u64, &mut symbol, report)
    })
    .unwrap();
    symbol as u16
}

fn put(graph: u64, id: &str, slots: &[(u16, ValueRef<'_>)]) {
    let row = node_row(id, slots);
    let mut node = 0;
    // SAFETY: the addresses are live and the length is the row's.
    call(|report| unsafe {
        kneiphof_graph_upsert_node(graph, row.as_ptr(), row.len() as u64, &mut node, null_mut(), report)
    })
    .unwrap();
}

#[test]
fn values_stay_the_same_while_the_graph_changes_and_even_closes() {
    let graph = open();
    let (x, name) = (intern(graph, "x"), intern(graph, "name"));
    for i in 0..5_000_i64 {
        let text = if i % 2 == 0 { "even" } else { "odd" };
        put(graph, &format!("n{i}"), &[(x, ValueRef::Integer(i)), (name, ValueRef::Text(text))]);
    }
    let opened = open_snapshot(graph).unwrap();
    let snapshot = opened.snapshot;
    assert_eq!((opened.node_rows, opened.edge_rows, opened.chunk_rows), (5_000, 0, 2_048));
    let chunks = column(snapshot, 0, "x", 3).unwrap();
    for i in 0..5_000_i64 {
        put(graph, &format!("n{i}"), &[(x, ValueRef::Float(0.5))]);
    }
    close(graph).unwrap();
    let read: Vec<i64> = chunks.iter().flat_map(|chunk| values::<i64>(chunk.values, chunk.rows)).collect();
    assert_eq!(read, (0..5_000).collect::<Vec<i64>>());
    assert!(chunks.iter().all(|chunk| chunk.kind == 2 && chunk.nulls == 0));

    let codes = column(snapshot, 0, "name", 3).unwrap();
    assert!(codes.iter().all(|chunk| chunk.kind == 6));
    let mut texts = [KneiphofText::default(); 2];
    let mut count = 0;
    // SAFETY: the addresses are live and the lengths are theirs.
    call(|report| unsafe {
        kneiphof_snapshot_texts(snapshot, 0, b"name".as_ptr(), 4, texts.as_mut_ptr(), 2, &mut count, report)
    })
    .unwrap();
    assert_eq!(texts.map(texts_of), ["even", "odd"]);
    let mut ids = [KneiphofText::default(); 2_048];
    // SAFETY: the addresses are live and the lengths are theirs.
    call(|report| unsafe { kneiphof_snapshot_ids(snapshot, 2, ids.as_mut_ptr(), 2_048, &mut count, report) })
        .unwrap();
    assert_eq!((count, texts_of(ids[0]), texts_of(ids[903])), (904, "n4096".into(), "n4999".into()));
    let ids_of = |rows: &[u64]| {
        let mut ids = [KneiphofText::default(); 3];
        // SAFETY: the addresses are live and the lengths are theirs.
        call(|report| unsafe {
            kneiphof_snapshot_ids_of(snapshot, rows.as_ptr(), rows.len() as u64, ids.as_mut_ptr(), report)
        })
        .map(|_| ids[..rows.len()].iter().map(|id| texts_of(*id)).collect::<Vec<String>>())
    };
    assert_eq!(ids_of(&[4_999, 0, 7]), Ok(vec!["n4999".into(), "n0".into(), "n7".into()]));
    assert_eq!(ids_of(&[]), Ok(vec![]));
    assert_eq!(status(ids_of(&[5_000])), Status::InvalidArgument);
    close_snapshot(snapshot).unwrap();
}

#[test]
fn missing_values_and_nulls_and_removed_rows_have_their_bits() {
    let graph = open();
    let x = intern(graph, "x");
    put(graph, "a", &[(x, ValueRef::Float(1.5))]);
    put(graph, "b", &[]);
    put(graph, "c", &[(x, ValueRef::Null)]);
    put(graph, "d", &[(x, ValueRef::Float(f64::NAN))]);
    let mut removed = 0;
    // SAFETY: the addresses are live and the length is the text's.
    call(|report| unsafe { kneiphof_graph_remove_node(graph, b"a".as_ptr(), 1, 0, &mut removed, report) })
        .unwrap();
    let snapshot = open_snapshot(graph).unwrap().snapshot;
    let chunk = column(snapshot, 0, "x", 1).unwrap()[0];
    assert_eq!((chunk.kind, chunk.rows), (3, 4));
    assert_eq!(values::<u64>(chunk.valid, 1)[0] & 0b1010, 0b1000);
    assert_eq!(values::<u64>(chunk.nulls, 1)[0], 0b100);
    assert_eq!(values::<u64>(chunk.live, 32)[0], 0b1110);
    close_snapshot(snapshot).unwrap();
    close(graph).unwrap();
}

#[test]
fn values_of_several_types_keep_their_types() {
    let graph = open();
    let (mixed, bytes) = (intern(graph, "mixed"), intern(graph, "bytes"));
    put(graph, "a", &[(mixed, ValueRef::Integer(7)), (bytes, ValueRef::Bytes(b"\x01\x02"))]);
    put(graph, "b", &[(mixed, ValueRef::Float(7.0)), (bytes, ValueRef::Bytes(b"\xff"))]);
    put(graph, "c", &[(mixed, ValueRef::Text("seven"))]);
    let snapshot = open_snapshot(graph).unwrap().snapshot;
    let chunk = column(snapshot, 0, "mixed", 1).unwrap()[0];
    assert_eq!((chunk.kind, chunk.rows), (13, 3));
    assert_eq!(values::<u8>(chunk.tags, 3), [2, 3, 4]);
    let words = values::<u64>(chunk.values, 3);
    assert_eq!((words[0], words[1]), (7, 7.0_f64.to_bits()));
    let heap = values::<u8>(chunk.heap, chunk.heap_length as u32);
    assert_eq!(&heap[(words[2] >> 24) as usize..][..(words[2] & 0xFF_FFFF) as usize], b"seven");
    let chunk = column(snapshot, 0, "bytes", 1).unwrap()[0];
    assert_eq!((chunk.kind, chunk.rows), (10, 2));
    assert_eq!(values::<u8>(chunk.heap, chunk.heap_length as u32), [1, 2, 0xFF]);
    close_snapshot(snapshot).unwrap();
    close(graph).unwrap();
}

#[test]
fn a_key_that_nobody_has_has_no_values_and_an_empty_graph_no_chunks() {
    let graph = open();
    let empty = open_snapshot(graph).unwrap();
    assert_eq!(column(empty.snapshot, 0, "x", 0).unwrap(), []);
    add_node(graph, "a").unwrap();
    add_edge(graph, "a", "a").unwrap();
    let opened = open_snapshot(graph).unwrap();
    for subject in [0, 1] {
        let chunk = column(opened.snapshot, subject, "x", 1).unwrap()[0];
        assert_eq!((chunk.kind, chunk.rows, chunk.values, chunk.nulls), (0, 0, 0, 0));
        assert_eq!(values::<u64>(chunk.valid, 32), [0; 32]);
        assert_eq!(values::<u64>(chunk.live, 32)[0], 1);
    }
    assert_eq!(opened.revision, empty.revision + 2);
    close_snapshot(empty.snapshot).unwrap();
    close_snapshot(opened.snapshot).unwrap();
    close(graph).unwrap();
}

#[test]
fn f060_f061_a_closed_snapshot_is_a_stale_handle() {
    let graph = open();
    let snapshot = open_snapshot(graph).unwrap().snapshot;
    close_snapshot(snapshot).unwrap();
    assert_eq!(status(close_snapshot(snapshot)), Status::StaleHandle);
    assert_eq!(column(snapshot, 0, "x", 0).unwrap_err().detail, "snapshot");
    close(graph).unwrap();
    assert_eq!(status(open_snapshot(graph)), Status::GraphClosed);
    assert_eq!(status(close_snapshot(0)), Status::StaleHandle);
}

#[test]
fn f035_nulls_and_numbers_that_name_nothing_are_refused() {
    let graph = open();
    add_node(graph, "a").unwrap();
    let snapshot = open_snapshot(graph).unwrap().snapshot;
    assert_eq!(column(snapshot, 2, "x", 1).unwrap_err().number, 2);
    let short = column(snapshot, 0, "x", 0).unwrap_err();
    assert_eq!((short.status, short.number), (Status::BufferTooSmall, 1));
    let mut count = 0;
    let mut id = KneiphofText::default();
    // SAFETY: null addresses are refused before they are used, the others are live.
    unsafe {
        let invalid = |outcome| assert_eq!(status(outcome), Status::InvalidArgument);
        invalid(call(|report| kneiphof_snapshot_open(graph, null_mut(), report)));
        let none = null_mut();
        invalid(call(|report| kneiphof_snapshot_column(snapshot, 0, null(), 1, none, 0, &mut count, report)));
        let none = null_mut();
        invalid(call(|report| kneiphof_snapshot_column(snapshot, 0, null(), 0, none, 1, &mut count, report)));
        let none = null_mut();
        invalid(call(|report| kneiphof_snapshot_texts(snapshot, 7, null(), 0, none, 0, &mut count, report)));
        invalid(call(|report| kneiphof_snapshot_ids(snapshot, 1, &mut id, 1, &mut count, report)));
        invalid(call(|report| kneiphof_snapshot_ids(snapshot, 0, &mut id, 1, null_mut(), report)));
    }
    close_snapshot(snapshot).unwrap();
    close(graph).unwrap();
}
