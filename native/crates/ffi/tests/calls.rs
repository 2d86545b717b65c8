//! What the calls answer when they are made as they should be, and how they say what is wrong when they are not.

mod support;

use kneiphof::*;
use kneiphof_wire::{
    Comparison, Packed, QueryBuilder, RowUse, RowView, RowsView, Status, Subject, TestSubject, Value,
    ValueRef,
};
use std::ptr::{null, null_mut};
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Acquire;
use support::*;

fn symbol(graph: u64, text: &str) -> Result<u32, Failed> {
    let mut symbol = u32::MAX;
    // SAFETY: the addresses are live and the length is the text's.
    call(|report| unsafe {
        kneiphof_graph_intern(graph, text.as_ptr(), text.len() as u64, &mut symbol, report)
    })
    .map(|_| symbol)
}

fn query(graph: u64, query: &[u8], capacity: usize) -> Result<(Vec<u64>, KneiphofPage), Failed> {
    let mut out = vec![0; capacity];
    let mut page = KneiphofPage::default();
    // SAFETY: the addresses are live and the lengths are theirs.
    call(|report| unsafe {
        let length = query.len() as u64;
        kneiphof_graph_query_nodes(
            graph,
            query.as_ptr(),
            length,
            out.as_mut_ptr(),
            capacity as u64,
            &mut page,
            null_mut(),
            report,
        )
    })
    .map(|_| {
        out.truncate(page.count as usize);
        (out, page)
    })
}

#[test]
fn a_node_comes_back_with_its_attributes() {
    let graph = open();
    let (age, name) = (symbol(graph, "age").unwrap() as u16, symbol(graph, "name").unwrap() as u16);
    let row = node_row("ada", &[(age, ValueRef::Integer(36)), (name, ValueRef::Text("Ada"))]);
    let (mut node, mut created) = (0, 9);
    // SAFETY: the addresses are live and the length is the row's.
    let upsert = |node: &mut u64, created: &mut u32| unsafe {
        kneiphof_graph_upsert_node(graph, row.as_ptr(), row.len() as u64, node, created, null_mut())
    };
    assert_eq!(upsert(&mut node, &mut created), KNEIPHOF_OK);
    assert_eq!((created, find_node(graph, "ada")), (1, Ok(node)));
    assert_eq!(upsert(&mut node, &mut created), KNEIPHOF_OK);
    assert_eq!(created, 0);
    let answer = get_node(graph, "ada", 512).unwrap();
    let row = RowView::parse(&answer, Subject::Node, RowUse::Answer, 32).unwrap();
    assert_eq!((row.number(), row.id()), (node, "ada"));
    assert_ne!(row.version(), 0);
    let slots: Vec<_> = row.slots().collect();
    assert_eq!(slots, [(age, ValueRef::Integer(36)), (name, ValueRef::Text("Ada"))]);
    close(graph).unwrap();
}

#[test]
fn too_small_a_buffer_is_told_the_need_and_the_second_try_fits() {
    let graph = open();
    add_node(graph, "ada").unwrap();
    for capacity in [0, 1, 40] {
        let failed = get_node(graph, "ada", capacity).unwrap_err();
        assert_eq!((failed.status, failed.limit), (Status::BufferTooSmall, capacity as u64));
        assert_eq!(get_node(graph, "ada", failed.number as usize).unwrap().len() as u64, failed.number);
    }
    close(graph).unwrap();
}

#[test]
fn f041_a_taken_id_is_named() {
    let graph = open();
    add_node(graph, "ada").unwrap();
    let failed = add_node(graph, "ada").unwrap_err();
    assert_eq!((failed.status, failed.value.as_str()), (Status::NodeAlreadyExists, "ada"));
    add_node(graph, "bob").unwrap();
    add_edge(graph, "ada", "bob").unwrap();
    assert_eq!(status(add_edge(graph, "ada", "bob")), Status::EdgeAlreadyExists);
    let failed = add_edge(graph, "ada", "nobody").unwrap_err();
    assert_eq!((failed.status, failed.value.as_str()), (Status::TargetNotFound, "nobody"));
    assert_eq!(status(add_edge(graph, "nobody", "ada")), Status::SourceNotFound);
    close(graph).unwrap();
}

#[test]
fn nodes_are_read_in_batches_with_gaps_where_none_is() {
    let graph = open();
    add_node(graph, "a").unwrap();
    add_node(graph, "c").unwrap();
    let offsets = [0_u32, 1, 2, 3];
    // SAFETY: the addresses are live and the lengths are theirs.
    let rows = bytes(1 << 10, |out, capacity, length_out, report| unsafe {
        kneiphof_graph_get_nodes(
            graph,
            offsets.as_ptr(),
            b"abc".as_ptr(),
            3,
            out,
            capacity,
            length_out,
            null_mut(),
            report,
        )
    })
    .unwrap();
    let rows = RowsView::parse(&rows, Subject::Node).unwrap();
    let ids: Vec<Option<&str>> = (0..3).map(|row| rows.row(row).unwrap().map(|row| row.id())).collect();
    assert_eq!(ids, [Some("a"), None, Some("c")]);
    close(graph).unwrap();
}

#[test]
fn f031_a_batched_read_of_nothing_needs_no_addresses() {
    let graph = open();
    // SAFETY: null is legal for what is empty; the answer's addresses are live.
    let rows = bytes(64, |out, capacity, length_out, report| unsafe {
        kneiphof_graph_get_nodes(graph, null(), null(), 0, out, capacity, length_out, null_mut(), report)
    })
    .unwrap();
    assert!(RowsView::parse(&rows, Subject::Node).unwrap().is_empty());
    close(graph).unwrap();
}

#[test]
fn an_atomic_batch_names_its_first_bad_row_and_leaves_nothing() {
    let graph = open();
    let failed = apply(graph, &nodes_batch(["a", "b", "a", ""], false), &mut []).unwrap_err();
    assert_eq!((failed.status, failed.row, failed.value.as_str()), (Status::NodeAlreadyExists, 2, "a"));
    assert_eq!(node_count(graph), Ok(0));
    close(graph).unwrap();
}

#[test]
fn a_lenient_batch_lists_its_bad_rows_and_needs_room_for_them() {
    let graph = open();
    let batch = nodes_batch(["a", "b", "a", ""], true);
    let mut errors = [KneiphofRowError::default(); 4];
    let failed = apply(graph, &batch, &mut errors[..3]).unwrap_err();
    assert_eq!((failed.status, failed.number), (Status::InvalidArgument, 3));
    assert_eq!(node_count(graph), Ok(0), "refused before the first change");
    let applied = apply(graph, &batch, &mut errors).unwrap();
    assert_eq!((applied.created, applied.rejected, node_count(graph)), (2, 2, Ok(2)));
    assert_eq!((errors[0].row, errors[0].status), (2, KNEIPHOF_NODE_ALREADY_EXISTS));
    assert_eq!((errors[1].row, errors[1].status), (3, KNEIPHOF_INVALID_ARGUMENT));
    close(graph).unwrap();
}

#[test]
fn timed_calls_tell_how_long_they_took() {
    let graph = open();
    let batch = nodes_batch(["a"], false);
    let mut applied = KneiphofApplied::default();
    // SAFETY: the addresses are live and the lengths are theirs.
    let report = call(|report| unsafe {
        kneiphof_graph_apply(
            graph,
            batch.as_ptr(),
            batch.len() as u64,
            &mut applied,
            null_mut(),
            0,
            null_mut(),
            report,
        )
    });
    assert!(report.unwrap().native_nanos > 0);
    close(graph).unwrap();
}

#[test]
fn a_query_is_answered_a_page_at_a_time() {
    let graph = open();
    let ids: Vec<String> = (0..10).map(|row| format!("n{row}")).collect();
    apply(graph, &nodes_batch(ids.iter().map(String::as_str), false), &mut []).unwrap();
    let first = QueryBuilder::new(4).test(TestSubject::Id, Comparison::Ne, &[Value::from("n0")]);
    let (numbers, page) = query(graph, &first.clone().build(), 4).unwrap();
    assert_eq!((numbers.len(), page.total), (4, 9));
    assert_eq!(find_node(graph, "n1"), Ok(numbers[0]));
    let (numbers, page) = query(graph, &first.after(page.cursor, page.revision).build(), 4).unwrap();
    assert_eq!((numbers.len(), find_node(graph, "n5")), (4, Ok(numbers[0])));
    assert_ne!(page.cursor, 0);
    let failed = query(graph, &QueryBuilder::new(4).build(), 3).unwrap_err();
    assert_eq!((failed.status, failed.number, failed.limit), (Status::BufferTooSmall, 4, 3));
    close(graph).unwrap();
}

#[test]
fn a_filter_is_explained_as_a_map() {
    let graph = open();
    add_node(graph, "a").unwrap();
    let query = QueryBuilder::new(4).test(TestSubject::Id, Comparison::Eq, &[Value::from("a")]).build();
    let (mut out, mut length) = ([0; 1_024], 0);
    let mut explain = |subject| {
        // SAFETY: the addresses are live and the lengths are theirs.
        call(|report| unsafe {
            let (capacity, query_length) = (out.len() as u64, query.len() as u64);
            let (query, out) = (query.as_ptr(), out.as_mut_ptr());
            kneiphof_graph_explain(
                graph,
                subject,
                query,
                query_length,
                out,
                capacity,
                &mut length,
                null_mut(),
                report,
            )
        })
    };
    assert_eq!(explain(2).unwrap_err().status, Status::InvalidArgument);
    explain(1).unwrap();
    explain(0).unwrap();
    let Value::Map(entries) = Packed::parse(&out[..length as usize], 32).unwrap().to_value() else {
        panic!("a map")
    };
    assert_eq!(entries[1], ("passed".to_owned(), Value::Integer(1)));
    close(graph).unwrap();
}

#[test]
fn f035_a_page_is_written_to_a_misaligned_address_too() {
    let graph = open();
    add_node(graph, "a").unwrap();
    let query = QueryBuilder::new(4).build();
    let mut buffer = [0_u8; 41];
    let mut page = KneiphofPage::default();
    let odd = (buffer.as_ptr().align_offset(8) + 1) % 8;
    let address = buffer[odd..].as_mut_ptr();
    assert_ne!(address as usize % 8, 0);
    // SAFETY: at least four numbers have room behind the address, and the other addresses are live.
    let status = unsafe {
        let length = query.len() as u64;
        kneiphof_graph_query_nodes(
            graph,
            query.as_ptr(),
            length,
            address.cast(),
            4,
            &mut page,
            null_mut(),
            null_mut(),
        )
    };
    // SAFETY: a number was written there.
    let number = unsafe { address.cast::<u64>().read_unaligned() };
    assert_eq!((status, page.count, Ok(number)), (KNEIPHOF_OK, 1, find_node(graph, "a")));
    close(graph).unwrap();
}

#[test]
fn neighbours_are_answered_with_their_edges_and_counted() {
    let graph = open();
    for id in ["a", "b", "c"] {
        add_node(graph, id).unwrap();
    }
    let (out_edge, in_edge) = (add_edge(graph, "a", "b").unwrap(), add_edge(graph, "c", "a").unwrap());
    let mut neighbors = [KneiphofNeighbor::default(); 4];
    let mut page = KneiphofPage::default();
    let mut ask = |direction, type_symbol, order| {
        // SAFETY: the addresses are live and the lengths are theirs.
        call(|report| unsafe {
            let (id, out) = (c"a".as_ptr().cast(), neighbors.as_mut_ptr());
            kneiphof_graph_neighbors(
                graph,
                id,
                1,
                direction,
                type_symbol,
                order,
                0,
                out,
                4,
                &mut page,
                null_mut(),
                report,
            )
        })
        .map(|_| (neighbors[..page.count as usize].to_vec(), page.total))
    };
    let both = ask(2, 0, 0).unwrap();
    assert_eq!(both.1, 2);
    let found: Vec<(u64, u32)> = both.0.iter().map(|neighbor| (neighbor.edge, neighbor.direction)).collect();
    assert!(found.contains(&(out_edge, 0)) && found.contains(&(in_edge, 1)), "{found:?}");
    assert_eq!(ask(1, 0, 1).unwrap().0.len(), 1);
    assert_eq!(ask(3, 0, 0).unwrap_err().detail, "direction of neighbors");
    assert_eq!(ask(0, 70_000, 0).unwrap_err().detail, "type of neighbors");
    assert_eq!(ask(0, 0, 2).unwrap_err().detail, "order of neighbors");

    let mut counts = [KneiphofNeighborCount::default(); 2];
    let mut count = 0;
    let mut summary = |capacity| {
        // SAFETY: the addresses are live and the lengths are theirs.
        call(|report| unsafe {
            let id = c"a".as_ptr().cast();
            kneiphof_graph_neighbor_summary(
                graph,
                id,
                1,
                counts.as_mut_ptr(),
                capacity,
                &mut count,
                null_mut(),
                report,
            )
        })
    };
    assert_eq!(summary(1).unwrap_err().number, 2);
    summary(2).unwrap();
    assert_eq!((count, counts[0].count, counts[1].count), (2, 1, 1));
    close(graph).unwrap();
}

#[test]
fn a_layout_places_nodes_and_refuses_stale_ones() {
    let graph = open();
    let nodes = [add_node(graph, "a").unwrap(), add_node(graph, "b").unwrap()];
    add_edge(graph, "a", "b").unwrap();
    let mut xy = [f32::NAN; 4];
    let mut control = KneiphofControl::default();
    let control = &raw mut control;
    // SAFETY: the addresses are live and the lengths are theirs.
    let layout = move |nodes: &[u64; 2], xy: &mut [f32; 4]| unsafe {
        call(|report| {
            kneiphof_graph_layout(graph, nodes.as_ptr(), 2, 7, 50, xy.as_mut_ptr(), control, report)
        })
    };
    layout(&nodes, &mut xy).unwrap();
    assert!(xy.iter().all(|number| number.is_finite()));
    assert!(((xy[0] - xy[2]).hypot(xy[1] - xy[3]) - 80.0).abs() < 0.1, "{xy:?}");
    let before = xy;
    let failed = layout(&[nodes[0], nodes[1] + 100], &mut xy).unwrap_err();
    assert_eq!((failed.status, failed.number), (Status::StaleHandle, nodes[1] + 100));
    assert_eq!(xy, before);
    // SAFETY: the control is live, and nobody else looks at it between the calls.
    unsafe { assert!((*control).done > 0 && (*control).done <= (*control).total) };
    // SAFETY: as above.
    unsafe { (*control).cancelled = 1 };
    assert_eq!(layout(&nodes, &mut xy).unwrap_err().status, Status::Cancelled);
    assert_eq!(xy, before);
    close(graph).unwrap();
}

#[test]
fn edges_between_nodes_are_found_and_counted() {
    let graph = open();
    let nodes: Vec<u64> = ["a", "b", "c"].iter().map(|id| add_node(graph, id).unwrap()).collect();
    let edge = add_edge(graph, "a", "b").unwrap();
    add_edge(graph, "b", "c").unwrap();
    let mut edges = [0; 1];
    let mut page = KneiphofPage::default();
    for (count, total) in [(2, 1), (3, 2)] {
        // SAFETY: the addresses are live and the lengths are theirs.
        call(|report| unsafe {
            let out = edges.as_mut_ptr();
            kneiphof_graph_edges_between(graph, nodes.as_ptr(), count, out, 1, &mut page, null_mut(), report)
        })
        .unwrap();
        assert_eq!((edges[0], page.count, page.total), (edge, 1, total));
    }
    close(graph).unwrap();
}

#[test]
fn symbols_and_the_description_are_packed_values() {
    let graph = open();
    for (number, text) in ["Person", "age"].iter().enumerate() {
        assert_eq!(symbol(graph, text), Ok(number as u32));
        assert_eq!(symbol(graph, text), Ok(number as u32), "asked again");
    }
    // SAFETY: the addresses are live and the lengths are theirs.
    let symbols = bytes(256, |out, capacity, length_out, report| unsafe {
        kneiphof_graph_symbols(graph, 1, out, capacity, length_out, report)
    });
    assert_eq!(
        Packed::parse(&symbols.unwrap(), 1).unwrap().to_value(),
        Value::List(vec![Value::from("age")])
    );
    // SAFETY: the addresses are live and the lengths are theirs.
    let description = bytes(4_096, |out, capacity, length_out, report| unsafe {
        kneiphof_graph_describe(graph, out, capacity, length_out, report)
    })
    .unwrap();
    let description = Packed::parse(&description, 32).unwrap();
    assert_eq!(
        description.entries().next().map(|(key, value)| (key, value.value())),
        Some(("directed", ValueRef::Boolean(true)))
    );
    close(graph).unwrap();
}

#[test]
fn memory_is_told_by_structure_and_column_with_the_open_snapshots() {
    let graph = open();
    let key = symbol(graph, "age").unwrap() as u16;
    let row = node_row("a", &[(key, ValueRef::Integer(7))]);
    // SAFETY: the addresses are live and the lengths are theirs.
    unsafe {
        let length = row.len() as u64;
        assert_eq!(
            kneiphof_graph_add_node(graph, row.as_ptr(), length, &mut 0, null_mut(), null_mut()),
            KNEIPHOF_OK
        );
    }
    // SAFETY: the addresses are live and the lengths are theirs.
    let memory = bytes(8_192, |out, capacity, length_out, report| unsafe {
        kneiphof_graph_memory(graph, out, capacity, length_out, report)
    });
    let Value::Map(entries) = Packed::parse(&memory.unwrap(), 32).unwrap().to_value() else {
        panic!("memory is a map");
    };
    let (Value::List(parts), Value::Map(snapshots)) = (&entries[0].1, &entries[1].1) else {
        panic!("a list of parts and a map of snapshots");
    };
    let sum: i64 = parts.iter().map(|part| integer(part, "bytes")).sum();
    let mut counts = KneiphofCounts::default();
    // SAFETY: the address is live.
    assert_eq!(unsafe { kneiphof_graph_counts(graph, &mut counts, null_mut()) }, KNEIPHOF_OK);
    assert_eq!(sum as u64, counts.bytes);
    assert!(parts.iter().any(|part| matches!(part, Value::Map(part) if part[1].1 == Value::from("age"))));
    assert_eq!(snapshots[0], ("open".to_owned(), Value::Integer(0)));
    close(graph).unwrap();
}

fn integer(map: &Value, key: &str) -> i64 {
    let Value::Map(entries) = map else { panic!("{map:?} is no map") };
    match entries.iter().find(|(name, _)| name == key) {
        Some((_, Value::Integer(number))) => *number,
        other => panic!("{key} is {other:?}"),
    }
}

#[test]
fn opaque_handles_are_drained_once_their_node_is_gone() {
    let graph = open();
    let key = symbol(graph, "object").unwrap() as u16;
    let row = node_row("a", &[(key, ValueRef::Opaque(4_711))]);
    let (mut node, mut removed) = (0, 0);
    let mut handles = [0; 4];
    let mut count = 9;
    // SAFETY: the addresses are live and the lengths are theirs.
    unsafe {
        let length = row.len() as u64;
        let added = kneiphof_graph_add_node(graph, row.as_ptr(), length, &mut node, null_mut(), null_mut());
        assert_eq!(added, KNEIPHOF_OK);
        let gone = kneiphof_graph_remove_node(graph, c"a".as_ptr().cast(), 1, 0, &mut removed, null_mut());
        assert_eq!(gone, KNEIPHOF_OK);
        assert_eq!(
            kneiphof_graph_drain_released(graph, handles.as_mut_ptr(), 4, null_mut(), null_mut()),
            KNEIPHOF_INVALID_ARGUMENT
        );
        assert_eq!(
            kneiphof_graph_drain_released(graph, handles.as_mut_ptr(), 4, &mut count, null_mut()),
            KNEIPHOF_OK
        );
    }
    assert_eq!((count, handles[0]), (1, 4_711));
    close(graph).unwrap();
}

#[test]
fn an_answer_about_an_id_tells_the_revision_it_holds_for() {
    let graph = open();
    let found = || {
        let mut found = KneiphofFound::default();
        // SAFETY: the text and the answer are live.
        call(|report| unsafe { kneiphof_graph_try_find_node(graph, "a".as_ptr(), 1, &mut found, report) })
            .map(|_| found)
    };
    let revision = || {
        let mut place = 0;
        // SAFETY: the answer is live.
        call(|report| unsafe { kneiphof_graph_revision_place(graph, &mut place, report) })?;
        // SAFETY: the engine says that a u64 stands there, and it is only written by atomic stores.
        let revision = unsafe { AtomicU64::from_ptr(std::ptr::with_exposed_provenance_mut(place as usize)) };
        Ok(revision.load(Acquire))
    };
    let before = found().unwrap();
    assert_eq!((before.node, Ok(before.revision)), (0, revision()));
    add_node(graph, "a").unwrap();
    let after = found().unwrap();
    assert_eq!((Ok(after.node), Ok(after.revision)), (find_node(graph, "a"), revision()));
    assert!(after.revision > before.revision);
    let transaction = begin(graph).unwrap();
    assert_eq!(status(found()), Status::Busy, "it never waits");
    rollback(transaction).unwrap();
    close(graph).unwrap();
    assert_eq!((status(found()), status(revision())), (Status::GraphClosed, Status::GraphClosed));
}
