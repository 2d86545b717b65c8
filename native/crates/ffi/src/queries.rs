//! Filters, neighbours, edges between nodes, layout.

use crate::boundary::{answer_bytes, timed_boundary};
use crate::graph::with_graph;
use crate::memory::{self, Mutable, Readable, required, write, write_each, write_slice};
use crate::rows::Id;
use crate::types::{KneiphofControl, KneiphofNeighbor, KneiphofNeighborCount, KneiphofPage, KneiphofReport};
use kneiphof_graph::{Control, EdgeDirection, NeighborOrder, NeighborQuery, NumberPage};
use kneiphof_wire::{Failure, QueryView, Subject};

const PAGE: &str = "address of a page";

/// Runs a query and writes its page of numbers, straight to where they are wanted.
///
/// # Safety
/// `query` is null or valid for reads of its count, `out` for writes of its capacity, `page_out` for that of one page; `control` is null
/// or valid for atomic reads and writes of one control.
unsafe fn query(
    graph: u64,
    subject: Subject,
    query: Readable<u8>,
    out: Mutable<u64>,
    page_out: *mut KneiphofPage,
    control: *mut KneiphofControl,
) -> Result<(), Failure> {
    required(page_out, PAGE)?;
    // SAFETY: the caller's duty.
    let control = unsafe { memory::control(control) }?;
    // SAFETY: the caller's duty.
    let query = QueryView::parse(unsafe { memory::bytes(query) }?)?;
    let mut numbers: Vec<u64> = Vec::new();
    let head = with_graph(graph, |graph| {
        graph.query_into(subject, &query, control, |count| {
            if out.address.is_aligned() {
                // SAFETY: the caller's duty; the address is aligned.
                return unsafe { memory::room(out, count) };
            }
            numbers = memory::with_room(count)?;
            numbers.resize(count, 0);
            Ok(&mut numbers[..])
        })
    })?;
    if !out.address.is_aligned() {
        // SAFETY: the caller's duty.
        unsafe { write_slice(out, &numbers) }?;
    }
    let summary =
        KneiphofPage { count: head.count, total: head.total, cursor: head.cursor, revision: head.revision };
    // SAFETY: the caller's duty.
    unsafe { write(page_out, summary, PAGE) }
}

/// # Safety
/// `out` is null or valid for writes of its capacity, `page_out` for that of one page.
unsafe fn write_page(
    page: &NumberPage,
    out: Mutable<u64>,
    page_out: *mut KneiphofPage,
) -> Result<(), Failure> {
    let summary = KneiphofPage {
        count: page.numbers.len() as u64,
        total: page.total,
        cursor: page.cursor,
        revision: page.revision,
    };
    // SAFETY: the caller's duty.
    unsafe {
        write_slice(out, &page.numbers)?;
        write(page_out, summary, PAGE)
    }
}

/// The nodes that pass a filter, a page at a time. What lies behind the numbers of the page at `out` is undefined afterwards.
/// `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
///
/// # Safety
/// `query` is null or valid for reads of `length` bytes; `out` is null or valid for writes of `capacity` numbers, `page_out` for that of one
/// page, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_query_nodes(
    graph: u64,
    query: *const u8,
    length: u64,
    out: *mut u64,
    capacity: u64,
    page_out: *mut KneiphofPage,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let input = Readable { address: query, count: length, what: "address of a query" };
    let out = Mutable { address: out, capacity, what: "address of the numbers" };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { self::query(graph, Subject::Node, input, out, page_out, control) };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// The edges that pass a filter, a page at a time. Timed.
///
/// # Safety
/// As kneiphof_graph_query_nodes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_query_edges(
    graph: u64,
    query: *const u8,
    length: u64,
    out: *mut u64,
    capacity: u64,
    page_out: *mut KneiphofPage,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let input = Readable { address: query, count: length, what: "address of a query" };
    let out = Mutable { address: out, capacity, what: "address of the numbers" };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { self::query(graph, Subject::Edge, input, out, page_out, control) };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// What the filter of a query does: its steps in the order in which they run, what each reads, and how many rows and chunks
/// passed it, as a packed MAP. Runs the filter; order and page of the query do not matter. `subject`: 0 nodes, 1 edges. `control`,
/// unless it is null, can end the call, which then answers CANCELLED. Timed.
///
/// # Safety
/// `query` is null or valid for reads of `length` bytes; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of
/// one u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_explain(
    graph: u64,
    subject: u32,
    query: *const u8,
    length: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let subject = match subject {
            0 => Subject::Node,
            1 => Subject::Edge,
            _ => return Err(Failure::malformed("subject of a filter", u64::from(subject))),
        };
        let input = Readable { address: query, count: length, what: "address of a query" };
        // SAFETY: the caller's duty.
        let query = QueryView::parse(unsafe { memory::bytes(input) }?)?;
        let out = Mutable { address: out, capacity, what: "address of the explanation" };
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        let explain =
            |bytes: &mut Vec<u8>| with_graph(graph, |graph| graph.explain(subject, &query, control, bytes));
        // SAFETY: the caller's duty.
        unsafe { answer_bytes(out, length_out, explain) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// 0 out, 1 in, 2 both.
pub(crate) fn direction_of(direction: u32) -> Result<Option<EdgeDirection>, Failure> {
    match direction {
        0 => Ok(Some(EdgeDirection::Out)),
        1 => Ok(Some(EdgeDirection::In)),
        2 => Ok(None),
        _ => Err(Failure::malformed("direction of neighbors", u64::from(direction))),
    }
}

/// Symbol + 1, 0 for none.
#[inline(always)]
pub(crate) fn type_of(word: u32, what: &'static str) -> Result<Option<u16>, Failure> {
    match word.checked_sub(1).map(u16::try_from) {
        None => Ok(None),
        Some(Ok(symbol)) => Ok(Some(symbol)),
        Some(Err(_)) => Err(Failure::malformed(what, u64::from(word))),
    }
}

/// The neighbours of a node and the edges that lead there, at most `capacity` of them. `direction`: 0 out, 1 in, 2 both; in an
/// undirected graph it does not matter. `type_symbol`: symbol of the type + 1, 0 for any. `order`: 0 arrival, 1 degree, descending.
/// `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
///
/// # Safety
/// `id` is null or valid for reads of `id_length` bytes; `out` is null or valid for writes of `capacity` neighbours, `page_out` for that of
/// one page, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_neighbors(
    graph: u64,
    id: *const u8,
    id_length: u64,
    direction: u32,
    type_symbol: u32,
    order: u32,
    skip: u64,
    out: *mut KneiphofNeighbor,
    capacity: u64,
    page_out: *mut KneiphofPage,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(page_out, PAGE)?;
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        let out = Mutable { address: out, capacity, what: "address of the neighbors" };
        memory::check_room(out, usize::from(capacity > 0))?;
        // SAFETY: the caller's duty.
        let id = unsafe { Id { address: id, length: id_length, what: "id of a node" }.read() }?;
        let query = NeighborQuery {
            id,
            direction: direction_of(direction)?,
            type_symbol: type_of(type_symbol, "type of neighbors")?,
            order: match order {
                0 => NeighborOrder::Arrival,
                1 => NeighborOrder::DegreeDescending,
                _ => return Err(Failure::malformed("order of neighbors", u64::from(order))),
            },
            skip,
            limit: capacity,
        };
        let page = with_graph(graph, |graph| graph.neighbors(&query, control))?;
        let neighbors = page.neighbors.iter().map(|neighbor| KneiphofNeighbor {
            node: neighbor.node,
            edge: neighbor.edge,
            direction: neighbor.direction as u32,
            zero: 0,
        });
        let summary = KneiphofPage {
            count: neighbors.len() as u64,
            total: page.total,
            cursor: page.cursor,
            revision: page.revision,
        };
        // SAFETY: the caller's duty.
        unsafe {
            write_each(out, neighbors)?;
            write(page_out, summary, PAGE)
        }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// How many neighbours a node has, by type and direction. `control`, unless it is null, can end the call, which then answers CANCELLED.
/// Timed.
///
/// # Safety
/// `id` is null or valid for reads of `id_length` bytes; `out` is null or valid for writes of `capacity` counts, `count_out` for that of one
/// u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_neighbor_summary(
    graph: u64,
    id: *const u8,
    id_length: u64,
    out: *mut KneiphofNeighborCount,
    capacity: u64,
    count_out: *mut u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        // SAFETY: the caller's duty.
        let id = unsafe { Id { address: id, length: id_length, what: "id of a node" }.read() }?;
        let counts = with_graph(graph, |graph| graph.neighbor_summary(id, control))?;
        let counts = counts.iter().map(|count| KneiphofNeighborCount {
            type_symbol: count.type_symbol.map_or(0, |symbol| u32::from(symbol) + 1),
            direction: count.direction as u32,
            count: count.count,
        });
        let out = Mutable { address: out, capacity, what: "address of the counts" };
        // SAFETY: the caller's duty.
        unsafe { memory::write_all_each(out, counts, count_out) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// The edges whose two ends are both among the nodes, in order of arrival, at most `capacity` of them; `total` tells how many there are.
/// `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
///
/// # Safety
/// `nodes` is null or valid for reads of `count` numbers; `out` is null or valid for writes of `capacity` numbers, `page_out` for that of
/// one page, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_edges_between(
    graph: u64,
    nodes: *const u64,
    count: u64,
    out: *mut u64,
    capacity: u64,
    page_out: *mut KneiphofPage,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(page_out, PAGE)?;
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        let out = Mutable { address: out, capacity, what: "address of the numbers" };
        memory::check_room(out, usize::from(capacity > 0))?;
        // SAFETY: the caller's duty.
        let nodes = unsafe { memory::numbers(Readable { address: nodes, count, what: "numbers of nodes" }) }?;
        let limit = usize::try_from(capacity).unwrap_or(usize::MAX);
        let page = with_graph(graph, |graph| graph.edges_between(&nodes, limit, control))?;
        // SAFETY: the caller's duty.
        unsafe { write_page(&page, out, page_out) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// Places nodes by forces along the edges between them. `xy` holds two numbers for each node: where it was placed before, which it is kept
/// near, or NaN; it is told where the node is now. The same seed and input give the same places. Works on a snapshot: no
/// writer waits. `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
///
/// # Safety
/// `nodes` is null or valid for reads of `count` numbers; `xy` is null or valid for reads and writes of twice as many; `control` is null or
/// valid for atomic reads and writes of one control, `report` is null or valid for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_layout(
    graph: u64,
    nodes: *const u64,
    count: u64,
    seed: u64,
    iterations: u32,
    xy: *mut f32,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let nobodys = Control::default();
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?.unwrap_or(&nobodys);
        let length = count.checked_mul(2).ok_or_else(|| Failure::malformed("number of nodes", count))?;
        // SAFETY: the caller's duty.
        let nodes = unsafe { memory::numbers(Readable { address: nodes, count, what: "numbers of nodes" }) }?;
        let places = Readable { address: xy.cast_const(), count: length, what: "places of nodes" };
        // SAFETY: the caller's duty.
        let places = unsafe { memory::bytes(places) }?;
        let number = |bytes: &[u8; 4]| f32::from_ne_bytes(*bytes);
        let pairs: &[[[u8; 4]; 2]] = places.as_chunks().0.as_chunks().0;
        let mut places: Vec<[f32; 2]> = memory::with_room(pairs.len())?;
        places.extend(pairs.iter().map(|[x, y]| [number(x), number(y)]));
        with_graph(graph, |graph| graph.snapshot())?.layout(
            &nodes,
            seed,
            iterations,
            &mut places,
            control,
        )?;
        let out = Mutable { address: xy, capacity: length, what: "places of nodes" };
        // SAFETY: the caller's duty; what was read from there is no longer borrowed.
        unsafe { write_slice(out, places.as_flattened()) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}
