//! How much memory a graph will take, from what is known before it is loaded.
//!
//! ```text
//! node     dictionary 64/7 at a fill of 3/8 to 3/4 · id record 6 + bytes, in words of 4 · its place 4 · heads out and in 8 + 8
//! edge     ends 4 + 4 · type 2 · entries out and in 8 + 8, times 1 to 2: what blocks of lists leave unused
//! value    number 8 · boolean 1/8 · text that recurs: a code of 1, 2 or 4 · other text, bytes, list, map: 8 + bytes
//! text     that recurs, once: bytes + 8, and 5 at a fill of 7/16 to 7/8 in the index
//! chunk    of 2,048 rows: some 350 bytes a column, 24 to 48 a table
//! ```
//! What nobody knows before the load makes a range: how the edges spread over the nodes, how ids fall on words of 4 bytes, whether rows
//! without a value stand together. The likely figure takes edges that fall on nodes at random, and values spread evenly.

use crate::ROWS_CEILING;
use crate::store::adjacency::SLAB_ENTRIES;
use crate::store::chunked::{CHUNK_ROWS, CHUNK_WORDS};
use crate::store::columns::{CHUNK_HEAD_BYTES, Column, DISTINCT_CHECK, DISTINCT_MAX};
use crate::store::ids::{CHUNK_BYTES, HEAD_BYTES, table_bytes};
use kneiphof_kernels::SharedVec;
use kneiphof_wire::{Subject, Tag};
use std::ops::{Add, AddAssign};

/// What is known of a graph before it is loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GraphShape {
    pub directed: bool,
    pub nodes: u64,
    /// Of the ids of all nodes.
    pub node_id_bytes: u64,
    pub edges: u64,
    /// Edges with an id of their own; derived ids take nothing.
    pub edge_ids: u64,
    /// Of the ids of those edges.
    pub edge_id_bytes: u64,
    pub has_labels: bool,
    pub has_types: bool,
}

/// What is known of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnShape {
    pub subject: Subject,
    pub tag: Tag,
    /// Rows that have a value.
    pub values: u64,
    /// Different texts among them; of other types it does not matter.
    pub distinct: u64,
    /// Of the different texts, each once; of all bytes, lists and maps.
    pub bytes: u64,
}

/// Bytes of native memory as a graph counts them once it was loaded and shrunk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemoryEstimate {
    /// Not less, whatever the edges and values are like.
    pub least_bytes: u64,
    /// Within 15 % for edges that fall on nodes at random, evenly or as in social networks.
    pub likely_bytes: u64,
    /// Not more, for ids of at most 1,024 bytes and up to a thousand keys, labels and types.
    pub most_bytes: u64,
}

/// Keys, labels, types, label sets, counts, lists of columns.
const SMALL_BYTES: MemoryEstimate =
    MemoryEstimate { least_bytes: 0, likely_bytes: 512, most_bytes: 64 << 10 };
/// The longest id that is reckoned with: at the end of a chunk of ids as much may be free.
const ID_BYTES: u64 = 1_024;
const BYTES_CEILING: u64 = 1 << 50;
/// Shrinking leaves a buffer alone that has less than one part in so many unused.
const SLACK_PARTS: u64 = 31;
/// Entries that a block takes for each edge in it, where all lengths of a list are as likely: 2 ln 2 where blocks double, and
/// 3/2 ln 3/2 + 2 ln 4/3 where there are two sizes to a doubling.
const SHORT_BLOCK_RATIO: f64 = 1.386;
const LONG_BLOCK_RATIO: f64 = 1.184;
/// Entries of the longest block that doubles.
const SHORT_ENTRIES: u64 = 8;

/// See the module. O(columns). Rows beyond what a graph can hold, and bytes beyond a pebibyte, are left out.
pub fn estimate_memory(shape: &GraphShape, columns: &[ColumnShape]) -> MemoryEstimate {
    let rows = |rows: u64| rows.min(ROWS_CEILING);
    let bytes = |bytes: u64| bytes.min(BYTES_CEILING);
    let (nodes, edges) = (rows(shape.nodes), rows(shape.edges));
    let edge_ids = shape.edge_ids.min(edges);
    let mut sum = SMALL_BYTES
        + ids(nodes, bytes(shape.node_id_bytes))
        + table(nodes, nodes, 4)
        + bits(nodes)
        + ids(edge_ids, bytes(shape.edge_id_bytes))
        + table(edge_ids, if edge_ids > 0 { edges } else { 0 }, 4)
        + bits(edges)
        + table(edges, edges, 4)
        + table(edges, edges, 4);
    if shape.has_labels {
        sum += table(0, nodes, 4);
    }
    if shape.has_types {
        sum += table(0, edges, 2);
    }
    if edges > 0 {
        let (lists, entries) = if shape.directed { (2, edges) } else { (1, 2 * edges) };
        for _ in 0..lists {
            sum += table(1, nodes, 8) + blocks(nodes, entries);
        }
    }
    for column in columns {
        let rows = if column.subject == Subject::Node { nodes } else { edges };
        let column = ColumnShape { bytes: bytes(column.bytes), values: column.values.min(rows), ..*column };
        sum += values(&column, rows);
    }
    sum
}

impl MemoryEstimate {
    fn exactly(bytes: u64) -> Self {
        MemoryEstimate { least_bytes: bytes, likely_bytes: bytes, most_bytes: bytes }
    }

    fn at_most(bytes: u64) -> Self {
        MemoryEstimate { most_bytes: bytes, ..MemoryEstimate::default() }
    }

    /// Room that shrinking leaves in a buffer.
    fn slack(bytes: u64) -> Self {
        MemoryEstimate::at_most(bytes / SLACK_PARTS)
    }
}

impl Add for MemoryEstimate {
    type Output = MemoryEstimate;

    fn add(self, other: MemoryEstimate) -> MemoryEstimate {
        MemoryEstimate {
            least_bytes: self.least_bytes.saturating_add(other.least_bytes),
            likely_bytes: self.likely_bytes.saturating_add(other.likely_bytes),
            most_bytes: self.most_bytes.saturating_add(other.most_bytes),
        }
    }
}

impl AddAssign for MemoryEstimate {
    fn add_assign(&mut self, other: MemoryEstimate) {
        *self = *self + other;
    }
}

fn chunks(rows: u64) -> u64 {
    rows.div_ceil(CHUNK_ROWS as u64)
}

/// A buffer beside its items, and its place in a list of buffers.
fn buffer_bytes() -> u64 {
    SharedVec::<u64>::bytes_of(1) as u64 - 8
}

const LISTED_BYTES: u64 = size_of::<SharedVec<u8>>() as u64;

/// Chunks in a list, each with so many bytes of its own.
fn list(chunks: u64, each: u64) -> MemoryEstimate {
    let listed = chunks.saturating_sub(1) * LISTED_BYTES;
    let list = if chunks > 1 { buffer_bytes() } else { 0 };
    MemoryEstimate::exactly(listed + list + chunks * each) + MemoryEstimate::slack(listed)
}

/// A table of which at least so many rows are written, and at most and probably all.
fn table(least_rows: u64, rows: u64, row_bytes: u64) -> MemoryEstimate {
    let whole = |rows| list(chunks(rows), buffer_bytes()) + MemoryEstimate::exactly(rows * row_bytes);
    let tail = rows.min(CHUNK_ROWS as u64) * row_bytes;
    MemoryEstimate { least_bytes: whole(least_rows).least_bytes, ..whole(rows) + MemoryEstimate::slack(tail) }
}

fn bits(rows: u64) -> MemoryEstimate {
    let full = chunks(rows).saturating_sub(1);
    // The last chunk lies in the bitmap itself.
    list(full, buffer_bytes() + 8 * CHUNK_WORDS as u64)
        + MemoryEstimate::at_most(LISTED_BYTES + buffer_bytes())
}

/// The records of ids and the table that finds them.
fn ids(count: u64, bytes: u64) -> MemoryEstimate {
    let head = HEAD_BYTES as u64;
    let (least, most) = (count * head + bytes, count * (head + 3) + bytes);
    let likely = match bytes.checked_rem(count) {
        Some(0) => count * (head + bytes / count).next_multiple_of(4),
        _ => (least + most) / 2,
    };
    let records = |bytes: u64| {
        let chunk = CHUNK_BYTES as u64;
        let full = bytes.div_ceil(chunk);
        let waste = MemoryEstimate::at_most(full * (head + ID_BYTES).min(bytes));
        list(full, buffer_bytes())
            + MemoryEstimate::exactly(bytes)
            + waste
            + MemoryEstimate::slack(bytes.min(chunk))
    };
    let (least, likely, most) = (records(least), records(likely), records(most));
    let found = table_bytes(usize::try_from(count).unwrap_or(usize::MAX / 1_024)) as u64;
    MemoryEstimate {
        least_bytes: least.least_bytes,
        likely_bytes: likely.likely_bytes,
        most_bytes: most.most_bytes,
    } + MemoryEstimate::exactly(found)
}

/// The blocks of lists with so many entries in all. A single edge needs no block, and no list needs twice its entries.
fn blocks(nodes: u64, entries: u64) -> MemoryEstimate {
    let of = |entries: u64| 8 * entries;
    let in_blocks = 1.0 - (-(entries as f64) / nodes.max(1) as f64).exp();
    let are_short = entries <= SHORT_ENTRIES * nodes;
    let ratio = if are_short { SHORT_BLOCK_RATIO } else { LONG_BLOCK_RATIO };
    let likely = of((entries as f64 * in_blocks * ratio) as u64);
    let most = of(2 * entries);
    let slab = of(SLAB_ENTRIES as u64);
    // At the end of a slab less than a block of the largest class is free; a hub has a list of its segments.
    let ends = most.div_ceil(slab) * (slab / 64 + 64) + most / 1_024 + slab / SLACK_PARTS;
    MemoryEstimate {
        least_bytes: of(entries.saturating_sub(nodes.saturating_sub(1).max(1))),
        likely_bytes: likely,
        most_bytes: most + ends.min(most),
    }
}

/// The column of an attribute; so many rows are there.
fn values(column: &ColumnShape, rows: u64) -> MemoryEstimate {
    let values = column.values;
    let reached = if values == 0 { 0 } else { rows };
    let (least_chunks, most_chunks) = (chunks(values), chunks(reached));
    let head = CHUNK_HEAD_BYTES as u64 + buffer_bytes();
    let heads = |chunks: u64| list(chunks, 0) + MemoryEstimate::exactly(chunks.saturating_sub(1) * head);
    let nulls = MemoryEstimate::at_most(most_chunks * (buffer_bytes() + 8 * CHUNK_WORDS as u64));
    let lists = MemoryEstimate {
        least_bytes: heads(least_chunks).least_bytes,
        ..heads(most_chunks) + MemoryEstimate::exactly(most_chunks * buffer_bytes()) + nulls
    } + MemoryEstimate::exactly(size_of::<Column>() as u64);
    let words = |eighths: u64| {
        let of = |rows: u64| (rows * eighths).div_ceil(8);
        let all = MemoryEstimate { least_bytes: of(values), ..MemoryEstimate::exactly(of(reached)) };
        all + MemoryEstimate::slack(of(reached.min(CHUNK_ROWS as u64)))
    };
    let bytes = |bytes: u64| {
        let heaps = most_chunks * buffer_bytes();
        MemoryEstimate {
            least_bytes: bytes,
            likely_bytes: bytes + heaps,
            most_bytes: bytes + heaps + bytes / SLACK_PARTS,
        }
    };
    lists
        + match column.tag {
            Tag::Absent | Tag::Null => MemoryEstimate::default(),
            Tag::Boolean => words(1),
            Tag::Integer | Tag::Float | Tag::Instant | Tag::Opaque => words(64),
            Tag::Bytes | Tag::List | Tag::Map => words(64) + bytes(column.bytes),
            Tag::Text => {
                let distinct = column.distinct.clamp(1, values.max(1));
                let all_bytes = share(column.bytes, values, distinct);
                let plain = words(64) + bytes(all_bytes);
                let coded = words(8 * code_bytes(distinct)) + dictionary(distinct, column.bytes);
                texts(values, distinct, column.bytes, plain, coded)
            }
        }
}

/// Texts that recur are coded. Those that mostly differ stop being coded behind the chunk in which that shows, and so do those of
/// too many.
fn texts(
    values: u64,
    distinct: u64,
    bytes: u64,
    plain: MemoryEstimate,
    coded: MemoryEstimate,
) -> MemoryEstimate {
    let (check, most) = (u64::from(DISTINCT_CHECK), u64::from(DISTINCT_MAX));
    let mostly_differ = values > check && distinct > values / 2;
    let known = |rows: u64| {
        let known = share(distinct, rows, values).clamp(1, most);
        dictionary(known, share(bytes, known, distinct)) + MemoryEstimate::exactly(rows * code_bytes(known))
    };
    // As many texts as have codes, and rows that have one.
    let first = if mostly_differ { (CHUNK_ROWS as u64).min(values) } else { share(values, most, distinct) };
    let split = known(first).likely_bytes + share(plain.likely_bytes, values - first.min(values), values);
    let is_split = mostly_differ || distinct > most;
    MemoryEstimate {
        least_bytes: plain.least_bytes.min(coded.least_bytes),
        likely_bytes: if is_split { split } else { coded.likely_bytes },
        most_bytes: if is_split {
            plain.most_bytes + known(2 * first).most_bytes
        } else {
            coded.most_bytes.max(plain.most_bytes)
        },
    }
}

fn code_bytes(distinct: u64) -> u64 {
    if distinct <= 1 << 8 {
        1
    } else if distinct <= 1 << 16 {
        2
    } else {
        4
    }
}

/// The different texts of a column, their ends, and their index.
fn dictionary(distinct: u64, bytes: u64) -> MemoryEstimate {
    let ends = 8 * distinct;
    let buckets = if distinct < 4 { 4 } else { (distinct * 8 / 7 + 1).next_power_of_two().max(8) };
    MemoryEstimate::exactly(bytes + ends + 2 * buffer_bytes() + 5 * buckets + 16)
        + MemoryEstimate::slack(bytes + ends)
}

/// So many of so many parts of the bytes.
fn share(bytes: u64, parts: u64, of: u64) -> u64 {
    u64::try_from(u128::from(bytes) * u128::from(parts) / u128::from(of.max(1)))
        .unwrap_or(u64::MAX)
        .min(BYTES_CEILING << 10)
}
