//! Many nodes in one call: what it answers, and what it refuses.

mod support;

use kneiphof::*;
use kneiphof_wire::{Status, ValueRef, ValuesView};
use std::ptr::{null, null_mut};
use support::*;

/// Ids as they cross: offsets and bytes.
fn block(ids: &[&str]) -> (Vec<u32>, Vec<u8>) {
    let mut offsets = vec![0];
    let mut bytes = Vec::new();
    for id in ids {
        bytes.extend_from_slice(id.as_bytes());
        offsets.push(bytes.len() as u32);
    }
    (offsets, bytes)
}

fn find(graph: u64, offsets: &[u32], bytes: &[u8]) -> Result<Vec<u64>, Failed> {
    let mut numbers = vec![u64::MAX; offsets.len() - 1];
    let count = numbers.len() as u64;
    let out = numbers.as_mut_ptr();
    // SAFETY: the addresses are live and the lengths are theirs.
    call(|report| unsafe {
        kneiphof_graph_find_nodes(graph, offsets.as_ptr(), bytes.as_ptr(), count, out, null_mut(), report)
    })
    .map(|_| numbers)
}

fn linked() -> (u64, Vec<u64>) {
    let graph = open();
    let numbers = ["a", "b", "c"].map(|id| add_node(graph, id).unwrap()).to_vec();
    add_edge(graph, "a", "b").unwrap();
    add_edge(graph, "b", "c").unwrap();
    (graph, numbers)
}

fn values(
    graph: u64,
    numbers: *const u64,
    ids: &(Vec<u32>, Vec<u8>),
    count: u64,
    keys: &[u32],
) -> Result<Vec<u8>, Failed> {
    let offsets = if numbers.is_null() { ids.0.as_ptr() } else { null() };
    bytes(4_096, |out, capacity, length, report| {
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe {
            let (keys, key_count) = (keys.as_ptr(), keys.len() as u64);
            let ids = ids.1.as_ptr();
            kneiphof_graph_node_values(
                graph,
                numbers,
                offsets,
                ids,
                count,
                keys,
                key_count,
                out,
                capacity,
                length,
                null_mut(),
                report,
            )
        }
    })
}

#[test]
fn many_ids_are_found_in_one_call() {
    let (graph, numbers) = linked();
    let (offsets, bytes) = block(&["c", "nobody", "a", ""]);
    assert_eq!(find(graph, &offsets, &bytes).unwrap(), [numbers[2], 0, numbers[0], 0]);
    assert_eq!(find(graph, &[0], &[]).unwrap(), [0u64; 0]);
    close(graph).unwrap();
}

#[test]
fn f033_ids_and_offsets_that_do_not_fit_are_refused() {
    let (graph, _) = linked();
    for offsets in [&[1, 1][..], &[0, 2, 1]] {
        assert_eq!(status(find(graph, offsets, b"ab")), Status::InvalidArgument);
    }
    let failed = find(graph, &[0, 1, 2], b"a\xFF").unwrap_err();
    assert_eq!((failed.status, failed.row), (Status::InvalidUtf8, 1));
    close(graph).unwrap();
}

#[test]
fn values_come_by_number_and_by_id_and_a_key_that_nobody_has_is_empty() {
    let (graph, numbers) = linked();
    let mut key = 0;
    // SAFETY: the addresses are live and the length is the text's.
    assert_eq!(unsafe { kneiphof_graph_intern(graph, b"x".as_ptr(), 1, &mut key, null_mut()) }, KNEIPHOF_OK);
    let row = node_row("b", &[(key as u16, ValueRef::Integer(7))]);
    // SAFETY: the addresses are live and the length is the row's.
    let upserted = unsafe {
        kneiphof_graph_upsert_node(graph, row.as_ptr(), row.len() as u64, &mut 0, null_mut(), null_mut())
    };
    assert_eq!(upserted, KNEIPHOF_OK);
    let ids = block(&["a", "b", "c"]);
    let keys = [key + 1, 0];
    for answer in [values(graph, null(), &ids, 3, &keys), values(graph, numbers.as_ptr(), &ids, 3, &keys)] {
        let answer = answer.unwrap();
        let view = ValuesView::parse(&answer).unwrap();
        let found: Vec<_> = (0..3).map(|row| view.value(0, row).unwrap()).collect();
        assert_eq!(found, [None, Some(ValueRef::Integer(7)), None]);
        assert_eq!((view.number(1).unwrap(), view.value(1, 1).unwrap()), (numbers[1], None));
    }
    assert_eq!(status(values(graph, null(), &ids, 3, &[u32::MAX])), Status::InvalidArgument);
    close(graph).unwrap();
}

#[test]
fn lists_lie_one_behind_the_other_and_too_little_room_is_told_the_need() {
    let (graph, numbers) = linked();
    let lists = |capacity: usize, direction: u32| {
        bytes(capacity, |out, capacity, length, report| {
            // SAFETY: the addresses are live and the lengths are theirs.
            unsafe {
                let numbers = numbers.as_ptr();
                kneiphof_graph_neighbor_lists(
                    graph,
                    numbers,
                    null(),
                    null(),
                    3,
                    direction,
                    0,
                    out,
                    capacity,
                    length,
                    null_mut(),
                    report,
                )
            }
        })
    };
    let answer = lists(1_024, 0).unwrap();
    let u32_at = |at: usize| u32::from_ne_bytes(*answer[at..].first_chunk().unwrap());
    // Offsets behind head and numbers, then the neighbours.
    assert_eq!([72, 76, 80, 84].map(u32_at), [0, 1, 2, 2]);
    assert_eq!([88, 92].map(u32_at), [numbers[1] as u32, numbers[2] as u32]);
    let failed = lists(40, 0).unwrap_err();
    assert_eq!((failed.status, failed.number), (Status::BufferTooSmall, answer.len() as u64));
    assert_eq!(status(lists(1_024, 3)), Status::InvalidArgument);
    close(graph).unwrap();
}

#[test]
fn a_neighborhood_is_counted_by_hops_and_cut_at_its_capacity() {
    let (graph, numbers) = linked();
    let around = |start: &[u64], hops: u32, out: &mut [u64]| {
        let (mut within, mut page) = (vec![0; hops as usize], KneiphofPage::default());
        // SAFETY: the addresses are live and the lengths are theirs.
        call(|report| unsafe {
            kneiphof_graph_neighborhood(
                graph,
                start.as_ptr(),
                null(),
                null(),
                start.len() as u64,
                0,
                0,
                hops,
                out.as_mut_ptr(),
                out.len() as u64,
                within.as_mut_ptr(),
                &mut page,
                null_mut(),
                report,
            )
        })
        .map(|_| (within, page.count, page.total))
    };
    let mut out = [0; 2];
    assert_eq!(around(&numbers[..1], 2, &mut out).unwrap(), (vec![1, 2], 2, 2));
    assert_eq!(out, [numbers[1], numbers[2]]);
    assert_eq!(around(&numbers[..1], 2, &mut out[..1]).unwrap(), (vec![1, 2], 1, 2));
    let failed = around(&[99], 1, &mut out).unwrap_err();
    assert_eq!((failed.status, failed.number), (Status::StaleHandle, 99));
    for hops in [0, 65] {
        assert_eq!(status(around(&numbers, hops, &mut out)), Status::InvalidArgument);
    }
    close(graph).unwrap();
}

/// A read of the numbers or ids of `asked`, with a control.
type ReadMany = fn(u64, &Asked, *mut KneiphofControl) -> Result<Vec<u8>, Failed>;

struct Asked {
    numbers: Vec<u64>,
    ids: (Vec<u32>, Vec<u8>),
}

impl Asked {
    fn count(&self) -> u64 {
        self.numbers.len() as u64
    }
}

const READS_OF_NODES: [ReadMany; 5] = [
    |graph, asked, control| {
        bytes(1 << 17, |out, capacity, length, report| {
            let (numbers, count) = (asked.numbers.as_ptr(), asked.count());
            // SAFETY: the addresses are live and the lengths are theirs.
            unsafe {
                kneiphof_graph_node_values(
                    graph,
                    numbers,
                    null(),
                    null(),
                    count,
                    &1,
                    1,
                    out,
                    capacity,
                    length,
                    control,
                    report,
                )
            }
        })
    },
    |graph, asked, control| {
        bytes(1 << 20, |out, capacity, length, report| {
            let (offsets, ids) = (asked.ids.0.as_ptr(), asked.ids.1.as_ptr());
            // SAFETY: the addresses are live and the lengths are theirs.
            unsafe {
                let count = asked.count();
                kneiphof_graph_get_nodes(graph, offsets, ids, count, out, capacity, length, control, report)
            }
        })
    },
    |graph, asked, control| {
        bytes(1 << 20, |out, capacity, length, report| {
            let (numbers, count) = (asked.numbers.as_ptr(), asked.count());
            // SAFETY: the addresses are live and the lengths are theirs.
            unsafe {
                kneiphof_graph_read_nodes(graph, numbers, count, out, capacity, length, control, report)
            }
        })
    },
    |graph, asked, control| {
        bytes(1 << 20, |out, capacity, length, report| {
            let (numbers, count) = (asked.numbers.as_ptr(), asked.count());
            // SAFETY: the addresses are live and the lengths are theirs.
            unsafe {
                kneiphof_graph_read_edges(graph, numbers, count, out, capacity, length, control, report)
            }
        })
    },
    |graph, asked, control| {
        let mut found = vec![0_u64; asked.numbers.len()];
        let (offsets, ids, out) = (asked.ids.0.as_ptr(), asked.ids.1.as_ptr(), found.as_mut_ptr());
        // SAFETY: the addresses are live and the lengths are theirs.
        call(|report| unsafe {
            kneiphof_graph_find_nodes(graph, offsets, ids, asked.count(), out, control, report)
        })
        .map(|_| found.iter().flat_map(|number| number.to_ne_bytes()).collect())
    },
];

const READS_OF_EDGES: [ReadMany; 2] = [
    |graph, asked, control| {
        bytes(1 << 17, |out, capacity, length, report| {
            let (numbers, count) = (asked.numbers.as_ptr(), asked.count());
            // SAFETY: the addresses are live and the lengths are theirs.
            unsafe {
                kneiphof_graph_neighbor_lists(
                    graph,
                    numbers,
                    null(),
                    null(),
                    count,
                    0,
                    0,
                    out,
                    capacity,
                    length,
                    control,
                    report,
                )
            }
        })
    },
    |graph, asked, control| {
        let (mut out, mut page) = ([0; 3], KneiphofPage::default());
        let (numbers, count) = (asked.numbers.as_ptr(), asked.count());
        // SAFETY: the addresses are live and the lengths are theirs.
        call(|report| unsafe {
            kneiphof_graph_neighborhood(
                graph,
                numbers,
                null(),
                null(),
                count,
                0,
                0,
                1,
                out.as_mut_ptr(),
                3,
                null_mut(),
                &mut page,
                control,
                report,
            )
        })
        .map(|_| vec![page.count as u8])
    },
];

#[test]
fn f073_reads_of_many_nodes_end_at_the_first_look_at_a_flag_that_is_set_and_count_their_steps() {
    let (graph, numbers) = linked();
    let asked: Vec<u64> = numbers.iter().copied().cycle().take(3_000).collect();
    let ids = block(&["a", "b", "c"].into_iter().cycle().take(3_000).collect::<Vec<_>>());
    let asked = Asked { numbers: asked, ids };
    // Two edges lead out of three nodes; around them is each node once, and its edges.
    let of_nodes = READS_OF_NODES.map(|read| (read, 3_000));
    let of_edges = READS_OF_EDGES.into_iter().zip([5_000, 3_000 + 3 + 2]);
    for (read, steps) in of_nodes.into_iter().chain(of_edges) {
        let mut control = KneiphofControl::default();
        assert_eq!(read(graph, &asked, &mut control).unwrap(), read(graph, &asked, null_mut()).unwrap());
        assert_eq!((control.done, control.total), (steps, steps));
        let mut cancelled = KneiphofControl { cancelled: 1, ..KneiphofControl::default() };
        let failed = read(graph, &asked, &mut cancelled).unwrap_err();
        assert_eq!(failed.status, Status::Cancelled);
        assert!(failed.number == cancelled.done && cancelled.done <= 2_048, "{}", cancelled.done);
    }
    close(graph).unwrap();
}

#[test]
fn f035_nodes_that_are_named_twice_or_not_at_all_are_refused() {
    let (graph, numbers) = linked();
    let (offsets, ids) = block(&["a"]);
    for (by_number, by_id) in [(null(), null()), (numbers.as_ptr(), offsets.as_ptr())] {
        let refused = bytes(1_024, |out, capacity, length, report| {
            // SAFETY: the addresses are live or null and the lengths are theirs.
            unsafe {
                let ids = ids.as_ptr();
                kneiphof_graph_neighbor_lists(
                    graph,
                    by_number,
                    by_id,
                    ids,
                    1,
                    0,
                    0,
                    out,
                    capacity,
                    length,
                    null_mut(),
                    report,
                )
            }
        });
        assert_eq!(status(refused), Status::InvalidArgument);
    }
    close(graph).unwrap();
}

#[test]
fn rows_of_a_snapshot_stay_where_they_were_told_while_the_graph_changes() {
    let (graph, _) = linked();
    let (mut snapshot, mut csr) = (KneiphofSnapshot::default(), KneiphofCsr::default());
    // SAFETY: the addresses are live.
    unsafe {
        assert_eq!(kneiphof_snapshot_open(graph, &mut snapshot, null_mut()), KNEIPHOF_OK);
        assert_eq!(
            kneiphof_snapshot_csr(snapshot.snapshot, 0, 0, &mut csr, null_mut(), null_mut()),
            KNEIPHOF_OK
        );
        assert_eq!(csr.edges, 0, "nobody has asked for them");
        assert_eq!(
            kneiphof_snapshot_csr(snapshot.snapshot, 0, 1, &mut csr, null_mut(), null_mut()),
            KNEIPHOF_OK
        );
    }
    add_edge(graph, "c", "a").unwrap();
    close(graph).unwrap();
    assert_eq!((csr.nodes, csr.entries), (3, 2));
    // SAFETY: the snapshot is open, and told that so many numbers lie there.
    let [offsets, targets, edges] = unsafe {
        [(csr.offsets, 4), (csr.targets, 2), (csr.edges, 2)].map(|(address, length)| {
            std::slice::from_raw_parts(std::ptr::with_exposed_provenance::<u32>(address as usize), length)
        })
    };
    assert_eq!((offsets, targets, edges), (&[0, 1, 2, 2][..], &[1, 2][..], &[0, 1][..]));
    // SAFETY: the addresses are live or null.
    unsafe {
        assert_eq!(
            kneiphof_snapshot_csr(snapshot.snapshot, 3, 0, &mut csr, null_mut(), null_mut()),
            Status::InvalidArgument.code()
        );
        assert_eq!(
            kneiphof_snapshot_csr(snapshot.snapshot, 0, 2, &mut csr, null_mut(), null_mut()),
            Status::InvalidArgument.code()
        );
        assert_eq!(
            kneiphof_snapshot_csr(snapshot.snapshot, 0, 0, null_mut(), null_mut(), null_mut()),
            Status::InvalidArgument.code()
        );
        assert_eq!(kneiphof_snapshot_close(snapshot.snapshot, null_mut()), KNEIPHOF_OK);
        assert_eq!(
            kneiphof_snapshot_csr(snapshot.snapshot, 0, 0, &mut csr, null_mut(), null_mut()),
            Status::StaleHandle.code()
        );
    }
}
