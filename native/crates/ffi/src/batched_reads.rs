//! Reads of many nodes in one crossing.
//!
//! The nodes are named by their numbers or by their ids: of `numbers` and `offsets` one is null. The ids lie one behind the
//! other; `offsets` holds where each begins and, last, where the last one ends.

use crate::boundary::timed_boundary;
use crate::graph::with_graph;
use crate::memory::{self, Mutable, Readable, required, write, write_each, write_slice};
use crate::queries::{direction_of, type_of};
use crate::rows::Answer;
use crate::types::{KneiphofControl, KneiphofPage, KneiphofReport};
use kneiphof_graph::{Around, Asked, Follow, NeighborLists};
use kneiphof_wire::{Failure, Lists, TextBlock};
use std::cell::RefCell;

/// The nodes of a call, as they came in.
pub(crate) struct Nodes {
    pub numbers: *const u64,
    pub offsets: *const u32,
    pub bytes: *const u8,
    pub count: u64,
}

impl Nodes {
    /// Works on the nodes.
    ///
    /// # Safety
    /// `numbers` is null or valid for reads of `count` numbers, `offsets` is null or valid for reads of `count` + 1 numbers, `bytes`
    /// is null or valid for reads of as many bytes as the last offset says.
    pub unsafe fn with<R>(self, work: impl FnOnce(Asked<'_>) -> Result<R, Failure>) -> Result<R, Failure> {
        const COUNT: &str = "number of nodes";
        if self.count >= u64::from(u32::MAX) {
            return Err(Failure::malformed(COUNT, self.count));
        }
        if self.count == 0 {
            return work(Asked::Numbers(&[]));
        }
        if self.numbers.is_null() == self.offsets.is_null() {
            return Err(Failure::invalid("nodes of a call", "named by numbers and ids, or by neither"));
        }
        if self.offsets.is_null() {
            let numbers = Readable { address: self.numbers, count: self.count, what: COUNT };
            // SAFETY: the caller's duty.
            return work(Asked::Numbers(&unsafe { memory::numbers(numbers) }?));
        }
        let offsets = Readable { address: self.offsets, count: self.count + 1, what: "offsets of ids" };
        // SAFETY: the caller's duty.
        let offsets = unsafe { memory::bytes(offsets) }?.as_chunks().0;
        let length = offsets.last().map_or(0, |end| u64::from(u32::from_ne_bytes(*end)));
        let bytes = Readable { address: self.bytes, count: length, what: "bytes of ids" };
        // SAFETY: the caller's duty.
        let bytes = unsafe { memory::bytes(bytes) }?;
        work(Asked::Texts(TextBlock::parse(offsets, bytes, "id of a node")?))
    }
}

/// The numbers of the nodes with these ids, 0 for each that is not there. The ids lie one behind the other; `offsets` holds where
/// each begins and, last, where the last one ends. `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
///
/// # Safety
/// `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for reads of as many bytes as the last one says; `out` is null or
/// valid for writes of `count` numbers, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_find_nodes(
    graph: u64,
    offsets: *const u32,
    bytes: *const u8,
    count: u64,
    out: *mut u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        let nodes = Nodes { numbers: std::ptr::null(), offsets, bytes, count };
        let find = |asked: Asked<'_>| with_graph(graph, |graph| graph.find_nodes(&asked, control));
        // SAFETY: the caller's duty.
        let numbers = unsafe { nodes.with(find) }?;
        let out = Mutable { address: out, capacity: count, what: "address of the numbers" };
        // SAFETY: the caller's duty.
        unsafe { write_slice(out, &numbers) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// Selected attributes of many nodes as typed columns, in the order of the nodes and of the keys; a node that is not there has the
/// number 0 and no values. The nodes are named by `numbers` or, when that is null, by ids as in kneiphof_graph_find_nodes. A key
/// is its symbol + 1; 0 stands for a key that no node has. `control`, unless it is null, can end the call, which then answers CANCELLED.
/// Timed.
///
/// # Safety
/// `numbers` is null or valid for reads of `count` numbers, `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for
/// reads of as many bytes as the last one says, `keys` is null or valid for reads of `key_count` numbers; `out` is null or valid
/// for writes of `capacity` bytes, `length_out` for that of one u64, `control` for atomic reads and writes of one control, `report` for
/// the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_node_values(
    graph: u64,
    numbers: *const u64,
    offsets: *const u32,
    bytes: *const u8,
    count: u64,
    keys: *const u32,
    key_count: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        let keys = Readable { address: keys, count: key_count, what: "symbols of keys" };
        // SAFETY: the caller's duty.
        let symbols = unsafe { memory::bytes(keys) }?.as_chunks().0;
        let mut keys = memory::with_room(symbols.len())?;
        for symbol in symbols {
            keys.push(type_of(u32::from_ne_bytes(*symbol), "symbol of a key")?);
        }
        let nodes = Nodes { numbers, offsets, bytes, count };
        let answer = Answer { out, capacity, length_out };
        // SAFETY: the caller's duty.
        unsafe {
            answer.write(|room| {
                let values = |asked: Asked<'_>| {
                    with_graph(graph, |graph| graph.node_values(&asked, &keys, control, std::mem::take(room)))
                };
                *room = nodes.with(values)?;
                Ok(())
            })
        }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// The neighbours of many nodes and the edges that lead there, a list for each node in the order in which its edges arrived; a node that
/// is not there has the number 0 and an empty list. The nodes are named as in kneiphof_graph_node_values. `direction`: 0 out, 1 in,
/// 2 both. `type_symbol`: symbol of the type + 1, 0 for any. `control`, unless it is null, can end the call, which then answers CANCELLED.
/// Timed.
///
/// # Safety
/// `numbers` is null or valid for reads of `count` numbers, `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for
/// reads of as many bytes as the last one says; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one
/// u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_neighbor_lists(
    graph: u64,
    numbers: *const u64,
    offsets: *const u32,
    bytes: *const u8,
    count: u64,
    direction: u32,
    type_symbol: u32,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    /// Lists that grew beyond this are given back.
    const KEPT_BYTES: usize = 2 << 20;
    thread_local! {
        static LISTS: RefCell<NeighborLists> = RefCell::default();
    }
    let work = || {
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        let follow = follow_of(direction, type_symbol)?;
        let nodes = Nodes { numbers, offsets, bytes, count };
        let answer = Answer { out, capacity, length_out };
        LISTS.with_borrow_mut(|lists| {
            let read = |asked: Asked<'_>| {
                with_graph(graph, |graph| graph.neighbor_lists(&asked, follow, control, lists))
            };
            // SAFETY: the caller's duty.
            let outcome = unsafe { nodes.with(read) };
            // SAFETY: the caller's duty.
            let outcome = outcome.and_then(|()| unsafe { answer.write(|out| encode(lists, out)) });
            if lists.bytes() > KEPT_BYTES {
                *lists = NeighborLists::default();
            }
            outcome
        })
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

fn encode(lists: &NeighborLists, out: &mut Vec<u8>) -> Result<(), Failure> {
    let NeighborLists { numbers, offsets, neighbors, edges, directions, epoch, revision } = lists;
    let (epoch, revision) = (*epoch, *revision);
    Lists { numbers, offsets, neighbors, edges, directions, epoch, revision }.encode(out)
}

fn follow_of(direction: u32, type_symbol: u32) -> Result<Follow, Failure> {
    let type_symbol = type_of(type_symbol, "type of neighbors")?;
    Ok(Follow { direction: direction_of(direction)?, type_symbol })
}

/// The distinct nodes within 1 to 64 hops of some nodes, without those, at most `capacity` of them, the nearest first; `total` tells how many
/// there are. The nodes are named as in kneiphof_graph_node_values; one that is not there is NODE_NOT_FOUND or STALE_HANDLE. `direction`
/// and `type_symbol` as in kneiphof_graph_neighbor_lists. `within_out` is told for each number of hops how many nodes lie within it.
/// `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
///
/// # Safety
/// `numbers` is null or valid for reads of `count` numbers, `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for
/// reads of as many bytes as the last one says; `out` is null or valid for writes of `capacity` numbers, `within_out` for those of `hops`
/// numbers, `page_out` for that of one page, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_neighborhood(
    graph: u64,
    numbers: *const u64,
    offsets: *const u32,
    bytes: *const u8,
    count: u64,
    direction: u32,
    type_symbol: u32,
    hops: u32,
    out: *mut u64,
    capacity: u64,
    within_out: *mut u64,
    page_out: *mut KneiphofPage,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    const PAGE: &str = "address of a page";
    let work = || {
        required(page_out, PAGE)?;
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        let out = Mutable { address: out, capacity, what: "address of the numbers" };
        memory::check_room(out, usize::from(capacity > 0))?;
        let follow = follow_of(direction, type_symbol)?;
        let within_out =
            Mutable { address: within_out, capacity: u64::from(hops), what: "address of the counts" };
        let nodes = Nodes { numbers, offsets, bytes, count };
        let tell = |found: Around<'_>| {
            let numbers = found.numbers(usize::try_from(capacity).unwrap_or(usize::MAX));
            let (count, total, revision) = (numbers.len() as u64, found.total(), found.revision);
            // SAFETY: the caller's duty.
            unsafe {
                if !within_out.address.is_null() {
                    write_slice(within_out, &found.within)?;
                }
                write_each(out, numbers)?;
                write(page_out, KneiphofPage { count, total, cursor: 0, revision }, PAGE)
            }
        };
        let search =
            |asked: Asked<'_>| with_graph(graph, |graph| graph.within(&asked, hops, follow, control, tell));
        // SAFETY: the caller's duty.
        unsafe { nodes.with(search) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}
