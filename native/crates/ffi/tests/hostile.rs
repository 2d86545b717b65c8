//! Nulls, lengths that lie, bytes that are no encoding: each is a status, and the graph is as it was.

mod support;

use kneiphof::*;
use kneiphof_wire::{QueryBuilder, Status};
use std::ptr::{null, null_mut};
use support::*;

type Read = fn(u64, *const u8, u64, *mut KneiphofReport) -> i32;

/// Every call that reads bytes, by address and length, on a graph.
fn readers() -> Vec<(&'static str, Read)> {
    // SAFETY: results go to live addresses or nowhere; the bytes are the caller's business.
    unsafe {
        vec![
            ("intern", |graph, bytes, length, report| {
                kneiphof_graph_intern(graph, bytes, length, &mut 0, report)
            }),
            ("add_node", |graph, bytes, length, report| {
                kneiphof_graph_add_node(graph, bytes, length, &mut 0, null_mut(), report)
            }),
            ("upsert_node", |graph, bytes, length, report| {
                kneiphof_graph_upsert_node(graph, bytes, length, &mut 0, null_mut(), report)
            }),
            ("merge_node", |graph, bytes, length, report| {
                kneiphof_graph_merge_node(graph, bytes, length, &mut 0, null_mut(), report)
            }),
            ("remove_node", |graph, bytes, length, report| {
                kneiphof_graph_remove_node(graph, bytes, length, 0, &mut 0, report)
            }),
            ("find_node", |graph, bytes, length, report| {
                kneiphof_graph_find_node(graph, bytes, length, &mut 0, report)
            }),
            ("try_find_node", |graph, bytes, length, report| {
                kneiphof_graph_try_find_node(graph, bytes, length, &mut KneiphofFound::default(), report)
            }),
            ("get_node", |graph, bytes, length, report| {
                kneiphof_graph_get_node(graph, bytes, length, null_mut(), 0, &mut 0, report)
            }),
            ("register_schema", |graph, bytes, length, report| {
                kneiphof_graph_register_schema(graph, bytes, length, &mut 0, report)
            }),
            ("text_code", |graph, bytes, length, report| {
                kneiphof_graph_text_code(graph, 0, 0, bytes, length, &mut 0, report)
            }),
            ("put_row", |graph, bytes, length, report| {
                kneiphof_graph_put_row(graph, 2, bytes, length, &mut 0, null_mut(), report)
            }),
            ("add_edge", |graph, bytes, length, report| {
                kneiphof_graph_add_edge(graph, bytes, length, &mut 0, null_mut(), report)
            }),
            ("upsert_edge", |graph, bytes, length, report| {
                kneiphof_graph_upsert_edge(graph, bytes, length, &mut 0, null_mut(), report)
            }),
            ("merge_edge", |graph, bytes, length, report| {
                kneiphof_graph_merge_edge(graph, bytes, length, &mut 0, null_mut(), report)
            }),
            ("remove_edge", |graph, bytes, length, report| {
                kneiphof_graph_remove_edge(graph, bytes, length, 0, report)
            }),
            ("find_edge", |graph, bytes, length, report| {
                kneiphof_graph_find_edge(graph, bytes, length, &mut 0, report)
            }),
            ("get_edge", |graph, bytes, length, report| {
                kneiphof_graph_get_edge(graph, bytes, length, null_mut(), 0, &mut 0, report)
            }),
            ("try_node_value", |graph, bytes, length, report| {
                let value = &mut KneiphofValue::default();
                kneiphof_graph_try_node_value(graph, bytes, length, 0, value, null_mut(), 0, report)
            }),
            ("node_value", |graph, bytes, length, report| {
                let value = &mut KneiphofValue::default();
                kneiphof_graph_node_value(graph, bytes, length, 0, value, null_mut(), 0, report)
            }),
            ("edge_value", |graph, bytes, length, report| {
                let value = &mut KneiphofValue::default();
                kneiphof_graph_edge_value(graph, bytes, length, 0, value, null_mut(), 0, report)
            }),
            ("query_nodes", |graph, bytes, length, report| {
                kneiphof_graph_query_nodes(
                    graph,
                    bytes,
                    length,
                    null_mut(),
                    0,
                    &mut KneiphofPage::default(),
                    null_mut(),
                    report,
                )
            }),
            ("declare_index", |graph, bytes, length, report| {
                kneiphof_graph_declare_index(graph, 0, bytes, length, &mut 0, null_mut(), report)
            }),
            ("drop_index", |graph, bytes, length, report| {
                kneiphof_graph_drop_index(graph, 0, bytes, length, &mut 0, report)
            }),
            ("explain", |graph, bytes, length, report| {
                kneiphof_graph_explain(graph, 0, bytes, length, null_mut(), 0, &mut 0, null_mut(), report)
            }),
            ("query_edges", |graph, bytes, length, report| {
                kneiphof_graph_query_edges(
                    graph,
                    bytes,
                    length,
                    null_mut(),
                    0,
                    &mut KneiphofPage::default(),
                    null_mut(),
                    report,
                )
            }),
            ("neighbors", |graph, bytes, length, report| {
                let page = &mut KneiphofPage::default();
                kneiphof_graph_neighbors(
                    graph,
                    bytes,
                    length,
                    2,
                    0,
                    0,
                    0,
                    null_mut(),
                    0,
                    page,
                    null_mut(),
                    report,
                )
            }),
            ("neighbor_summary", |graph, bytes, length, report| {
                kneiphof_graph_neighbor_summary(
                    graph,
                    bytes,
                    length,
                    null_mut(),
                    0,
                    &mut 0,
                    null_mut(),
                    report,
                )
            }),
            ("apply", |graph, bytes, length, report| {
                let applied = &mut KneiphofApplied::default();
                kneiphof_graph_apply(graph, bytes, length, applied, null_mut(), 0, null_mut(), report)
            }),
        ]
    }
}

#[test]
fn f035_null_with_a_length_is_refused_by_every_call() {
    let graph = open();
    for (name, read) in readers() {
        for length in [1, 8, 1 << 40, u64::MAX] {
            let failed = call(|report| read(graph, null(), length, report)).unwrap_err();
            assert_eq!(failed.status, Status::InvalidArgument, "{name} {length}");
            assert!(!failed.detail.is_empty(), "{name} says which argument");
        }
    }
    close(graph).unwrap();
}

#[test]
fn f001_f035_null_without_a_length_is_empty_input_to_every_call() {
    let graph = open();
    for (name, read) in readers() {
        let status = status(call(|report| read(graph, null(), 0, report)));
        let expected = [Status::InvalidArgument, Status::NodeNotFound, Status::EdgeNotFound];
        // To some calls, a miss is an answer.
        let answers = ["try_find_node", "drop_index", "try_node_value", "node_value", "edge_value"];
        assert!(expected.contains(&status) || answers.contains(&name), "{name}: {status:?}");
    }
    close(graph).unwrap();
}

#[test]
fn f033_lengths_beyond_memory_are_refused_before_anything_is_read() {
    let graph = open();
    let byte = 7_u8;
    for (name, read) in readers() {
        let failed = call(|report| read(graph, &byte, u64::MAX, report)).unwrap_err();
        assert_eq!(failed.status, Status::InvalidArgument, "{name}");
    }
    close(graph).unwrap();
}

#[test]
fn f008_f009_bytes_that_are_no_text_and_no_encoding_are_refused_by_every_call() {
    let graph = open();
    let noise: Vec<u8> = (0..255_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8 | 0x80).collect();
    for (name, read) in readers() {
        for length in 1..noise.len() {
            let failed = call(|report| read(graph, noise.as_ptr(), length as u64, report)).unwrap_err();
            assert!(
                matches!(failed.status, Status::InvalidArgument | Status::InvalidUtf8),
                "{name} {length}: {failed:?}"
            );
        }
    }
    assert_eq!(node_count(graph), Ok(0));
    close(graph).unwrap();
}

#[test]
fn f035_results_without_an_address_are_refused_before_anything_changes() {
    let mut control = KneiphofControl::default();
    let graph = open();
    let row = node_row("a", &[]);
    let batch = nodes_batch(["a"], false);
    let query = QueryBuilder::new(10).build();
    let (row_length, batch_length, query_length) = (row.len() as u64, batch.len() as u64, query.len() as u64);
    // SAFETY: the inputs are live and the lengths are theirs; null results are what is tested.
    let outcomes = unsafe {
        [
            kneiphof_graph_open(&options(), null_mut(), null_mut()),
            kneiphof_graph_open(null(), &mut 0, null_mut()),
            kneiphof_graph_counts(graph, null_mut(), null_mut()),
            kneiphof_graph_describe(graph, null_mut(), 0, null_mut(), null_mut()),
            kneiphof_graph_memory(graph, null_mut(), 0, null_mut(), null_mut()),
            kneiphof_graph_intern(graph, c"a".as_ptr().cast(), 1, null_mut(), null_mut()),
            kneiphof_graph_add_node(graph, row.as_ptr(), row_length, null_mut(), null_mut(), null_mut()),
            kneiphof_graph_apply(
                graph,
                batch.as_ptr(),
                batch_length,
                null_mut(),
                null_mut(),
                0,
                null_mut(),
                null_mut(),
            ),
            kneiphof_graph_query_nodes(
                graph,
                query.as_ptr(),
                query_length,
                null_mut(),
                0,
                null_mut(),
                null_mut(),
                null_mut(),
            ),
            kneiphof_graph_read_nodes(graph, null(), 0, null_mut(), 0, null_mut(), null_mut(), null_mut()),
            kneiphof_graph_read_nodes(graph, null(), 3, null_mut(), 0, &mut 0, null_mut(), null_mut()),
            kneiphof_graph_edges_between(
                graph,
                null(),
                1,
                null_mut(),
                0,
                &mut KneiphofPage::default(),
                null_mut(),
                null_mut(),
            ),
            kneiphof_graph_layout(graph, null(), 1, 0, 1, null_mut(), null_mut(), null_mut()),
            kneiphof_graph_layout(graph, null(), u64::MAX, 0, 1, null_mut(), null_mut(), null_mut()),
            kneiphof_graph_layout(
                graph,
                null(),
                0,
                0,
                1,
                null_mut(),
                (&raw mut control).wrapping_byte_add(1),
                null_mut(),
            ),
            kneiphof_transaction_begin(graph, null_mut(), null_mut()),
            kneiphof_abi_manifest(null_mut(), &mut 0, null_mut()),
        ]
    };
    assert_eq!(outcomes, [KNEIPHOF_INVALID_ARGUMENT; 17]);
    assert_eq!(node_count(graph), Ok(0));
    assert_eq!(status(begin(graph).map(rollback)), Status::Ok, "no transaction was left open");
    close(graph).unwrap();
}

#[test]
fn f032_offsets_of_ids_that_fall_or_begin_late_are_refused() {
    let graph = open();
    for offsets in [[1_u32, 2, 3], [0, 2, 1], [0, u32::MAX, 2]] {
        // SAFETY: the ids have three bytes, as many as the offsets can reach before they are refused.
        let outcome = bytes(64, |out, capacity, length_out, report| unsafe {
            kneiphof_graph_get_nodes(
                graph,
                offsets.as_ptr(),
                b"abc".as_ptr(),
                2,
                out,
                capacity,
                length_out,
                null_mut(),
                report,
            )
        });
        assert_eq!(outcome.unwrap_err().detail, "offsets of ids", "{offsets:?}");
    }
    // SAFETY: the counts are refused before anything is read.
    let outcome = bytes(64, |out, capacity, length_out, report| unsafe {
        kneiphof_graph_get_nodes(
            graph,
            [0].as_ptr(),
            null(),
            u64::MAX,
            out,
            capacity,
            length_out,
            null_mut(),
            report,
        )
    });
    assert_eq!(outcome.unwrap_err().detail, "number of nodes");
    close(graph).unwrap();
}

#[test]
fn f006_f009_an_id_that_is_not_unicode_names_its_row() {
    let graph = open();
    let offsets = [0_u32, 1, 4];
    // SAFETY: the addresses are live and the lengths are theirs.
    let failed = bytes(64, |out, capacity, length_out, report| unsafe {
        let ids = b"a\xed\xa0\x80";
        kneiphof_graph_get_nodes(
            graph,
            offsets.as_ptr(),
            ids.as_ptr(),
            2,
            out,
            capacity,
            length_out,
            null_mut(),
            report,
        )
    })
    .unwrap_err();
    assert_eq!((failed.status, failed.row, failed.detail.as_str()), (Status::InvalidUtf8, 1, "id of a node"));
    close(graph).unwrap();
}

#[test]
fn f035_misaligned_addresses_are_legal_everywhere() {
    let graph = open();
    let mut memory = vec![0_u64; 128];
    let base = memory.as_mut_ptr().cast::<u8>();
    let row = node_row("a", &[]);
    // SAFETY: all addresses lie inside the memory, apart from each other.
    unsafe {
        let (row_at, node_out, report) = (base.add(1), base.add(203).cast::<u64>(), base.add(301));
        std::ptr::copy_nonoverlapping(row.as_ptr(), row_at, row.len());
        let length = row.len() as u64;
        let added = kneiphof_graph_add_node(graph, row_at, length, node_out, null_mut(), report.cast());
        assert_eq!(added, KNEIPHOF_OK);
        let (out, page) = (base.add(403).cast::<u64>(), base.add(501).cast::<KneiphofPage>());
        let between = kneiphof_graph_edges_between(graph, node_out, 1, out, 1, page, null_mut(), null_mut());
        assert_eq!((between, page.read_unaligned().count), (KNEIPHOF_OK, 0));
        let read =
            kneiphof_graph_read_nodes(graph, node_out, 1, base.add(601), 400, out, null_mut(), null_mut());
        assert_eq!(read, KNEIPHOF_OK);
    }
    close(graph).unwrap();
}

#[test]
fn f004_f005_ids_that_break_the_rules_are_told_which() {
    let graph = open();
    let long = "x".repeat(1_025);
    let failed = add_node(graph, &long).unwrap_err();
    assert_eq!((failed.status, failed.number, failed.limit), (Status::LimitExceeded, 1_025, 1_024));
    for id in ["", "a\u{0}b", "a\nb", "\u{7f}"] {
        assert_eq!(status(add_node(graph, id)), Status::InvalidArgument, "{id:?}");
    }
    assert_eq!(node_count(graph), Ok(0));
    close(graph).unwrap();
}
