//! The structs that cross the boundary. Their sizes and offsets stand in the manifest.

use kneiphof_graph::Control;

/// How many bytes of text a report holds.
pub const KNEIPHOF_REPORT_TEXT_BYTES: usize = 464;

/// What a call reports. Written on failure only, except `native_nanos`, which timed calls write always.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct KneiphofReport {
    /// Time spent inside a timed call (apply, query, neighbors, edges_between, layout, read, get_nodes, compact); else 0.
    pub native_nanos: u64,
    /// The failing row, counted over all sections of a batch; UINT64_MAX for none.
    pub row: u64,
    pub number: u64,
    pub limit: u64,
    pub status: i32,
    /// Length in bytes of the whole offending value.
    pub value_length: u32,
    /// How many bytes at the start of `text` show the value: at most 200, cut on a character boundary.
    pub value_bytes: u32,
    /// How many bytes behind the value hold the detail, a short English phrase such as "id of a node".
    pub detail_bytes: u32,
    pub text: [u8; KNEIPHOF_REPORT_TEXT_BYTES],
}

/// What a graph is and how far it may grow.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct KneiphofGraphOptions {
    /// Size of this struct as the caller knows it.
    pub struct_size: u32,
    /// 1 = directed.
    pub flags: u32,
    pub id_bytes_max: u32,
    pub key_bytes_max: u32,
    pub attributes_max: u32,
    pub nesting_max: u32,
    pub value_bytes_max: u64,
    pub nodes_max: u64,
    pub edges_max: u64,
    /// Native memory of the graph.
    pub quota_bytes: u64,
    /// Of the hash of ids; 0 = random, from the operating system.
    pub seed: u64,
    /// How long a reader or a writer waits for a transaction before it is told BUSY.
    pub lock_millis: u64,
    /// Zero.
    pub reserved: [u64; 3],
}

/// Numbers about a graph; read without a lock.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofCounts {
    pub nodes: u64,
    pub edges: u64,
    pub revision: u64,
    pub epoch: u64,
    /// Native memory of the graph.
    pub bytes: u64,
    /// Opaque handles that wait to be drained.
    pub released: u64,
    pub reserved: [u64; 2],
}

/// What is known of a graph before it is loaded.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofGraphShape {
    /// 1 = directed, 2 = nodes have labels, 4 = edges have types.
    pub flags: u32,
    /// Zero.
    pub reserved: u32,
    pub nodes: u64,
    /// Of the ids of all nodes.
    pub node_id_bytes: u64,
    pub edges: u64,
    /// Edges with an id of their own.
    pub edge_ids: u64,
    /// Of the ids of those edges.
    pub edge_id_bytes: u64,
}

/// What is known of an attribute before it is loaded.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofColumnShape {
    /// 0 = of nodes, 1 = of edges.
    pub subject: u32,
    /// Of the values: the tag that attributes have in rows.
    pub tag: u32,
    /// Rows that have a value.
    pub values: u64,
    /// Different texts among them.
    pub distinct: u64,
    /// Of the different texts, each once; of all bytes, lists and maps.
    pub bytes: u64,
}

/// Native memory that a graph will take once it was loaded and shrunk.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofMemoryEstimate {
    pub least_bytes: u64,
    /// Within 15 % where edges fall on nodes at random, evenly or as in social networks.
    pub likely_bytes: u64,
    pub most_bytes: u64,
}

/// Native memory of a graph before and after it was shrunk.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofShrunk {
    pub before_bytes: u64,
    pub after_bytes: u64,
}

/// Whether there is a node, and when that was so.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofFound {
    /// The number of the node; 0 = there is none.
    pub node: u64,
    pub revision: u64,
}

/// One attribute of one node or edge.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofValue {
    /// The number of the node or edge; 0 = there is none.
    pub number: u64,
    pub revision: u64,
    /// A boolean, integer, instant (microseconds since 1970), float (its bits) or opaque handle; 0 for what is written as bytes.
    pub word: u64,
    /// The type of the value as in wire-format.md: 0 an explicit null, 255 no such attribute.
    pub tag: u32,
    /// Bytes written of a text, bytes, list or map.
    pub length: u32,
}

/// What a batch did.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofApplied {
    pub revision: u64,
    pub created: u64,
    pub updated: u64,
    pub removed: u64,
    /// Edges that went with their nodes.
    pub removed_edges: u64,
    /// Rows that a lenient batch left out: as many errors were written.
    pub rejected: u64,
    pub reserved: [u64; 2],
}

/// A row that a lenient batch left out.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofRowError {
    /// Counted over all sections.
    pub row: u32,
    pub status: i32,
    pub number: u64,
    /// Role of the column at fault, 255 for none.
    pub role: u32,
    /// Index of that column in its section.
    pub column: u32,
}

/// What a paged call found.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofPage {
    /// Elements written.
    pub count: u64,
    /// Elements that match in all.
    pub total: u64,
    /// Where the next page goes on; 0 on the last one.
    pub cursor: u64,
    pub revision: u64,
}

/// A neighbour and the edge that leads there.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofNeighbor {
    pub node: u64,
    pub edge: u64,
    /// 0 = out, 1 = in.
    pub direction: u32,
    pub zero: u32,
}

/// How many neighbours there are by one type and direction.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofNeighborCount {
    /// Symbol of the type + 1; 0 = no type.
    pub type_symbol: u32,
    /// 0 = out, 1 = in; always 0 in an undirected graph.
    pub direction: u32,
    pub count: u64,
}

/// A graph at one moment. Rows are numbered from 0 in the order of their arrival and come in chunks; removed rows are those
/// without a bit in `live` of their chunk. The number of a row is `epoch << 32 | row`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofSnapshot {
    /// The handle.
    pub snapshot: u64,
    pub revision: u64,
    pub epoch: u64,
    /// Rows of nodes, removed ones too.
    pub node_rows: u64,
    pub edge_rows: u64,
    /// Rows of each chunk but the last.
    pub chunk_rows: u64,
}

/// Where the values of a column lie for one chunk. All addresses stay valid, and what lies there the same, until the
/// snapshot is closed. Bitmaps have one bit for each row of a chunk, the lowest bit first.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofChunk {
    /// How values lie there:
    /// 0 none, 1 bits, 2 i64, 3 f64, 4 i64 microseconds since 1970, 5 u64 opaque handles,
    /// 6 u8, 7 u16 and 8 u32 codes of texts, 9 text, 10 bytes, 11 packed lists and 12 packed maps as u64 references to `heap`,
    /// 13 values of several types: u8 tags, and u64 words which are values or references by their tag.
    pub kind: u32,
    /// How many rows have room at `values`; the others have no value.
    pub rows: u32,
    pub values: u64,
    /// Tags of the values, for kind 13.
    pub tags: u64,
    /// Bytes that a reference, `offset << 24 | length`, points to.
    pub heap: u64,
    pub heap_length: u64,
    /// Bitmap of the rows with a value other than null; removed rows may have theirs set.
    pub valid: u64,
    /// Bitmap of the rows with an explicit null; 0 when there are none.
    pub nulls: u64,
    /// Bitmap of the rows that are there.
    pub live: u64,
}

/// A text where it lies: UTF-8, not terminated. Stays valid until the snapshot is closed.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofText {
    pub address: u64,
    pub length: u64,
}

/// What a long call and those who wait for it tell each other while it runs, without a call: they write `cancelled` and read the
/// rest. Aligned to 8 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofControl {
    /// Anything but 0 asks the call to end: it answers CANCELLED, after at most 2,048 more steps.
    pub cancelled: u32,
    /// Zero.
    pub reserved: u32,
    /// Steps done: rows looked at, or nodes moved.
    pub done: u64,
    /// Steps in all, as far as they are known; a call may end before it needed them all.
    pub total: u64,
}

/// Compressed sparse rows of a snapshot: the list of node row `n` goes from `offsets[n]` to `offsets[n + 1]`. All addresses stay
/// valid until the snapshot is closed.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KneiphofCsr {
    /// u32, one more than nodes.
    pub offsets: u64,
    /// u32 rows of the nodes at the other ends.
    pub targets: u64,
    /// u32 rows of the edges that lead there; 0 when they were not asked for.
    pub edges: u64,
    /// Rows of nodes, removed ones too: those have empty lists.
    pub nodes: u64,
    /// Entries of all lists together.
    pub entries: u64,
}

const _: () = {
    assert!(size_of::<KneiphofControl>() == 24 && size_of::<Control>() == 24);
    assert!(size_of::<KneiphofCsr>() == 40);
    assert!(size_of::<KneiphofSnapshot>() == 48);
    assert!(size_of::<KneiphofChunk>() == 64);
    assert!(size_of::<KneiphofText>() == 16);
    assert!(size_of::<KneiphofReport>() == 512);
    assert!(size_of::<KneiphofGraphOptions>() == 96);
    assert!(size_of::<KneiphofCounts>() == 64);
    assert!(size_of::<KneiphofGraphShape>() == 48);
    assert!(size_of::<KneiphofColumnShape>() == 32);
    assert!(size_of::<KneiphofMemoryEstimate>() == 24);
    assert!(size_of::<KneiphofShrunk>() == 16);
    assert!(size_of::<KneiphofFound>() == 16);
    assert!(size_of::<KneiphofValue>() == 32);
    assert!(size_of::<KneiphofApplied>() == 64);
    assert!(size_of::<KneiphofRowError>() == 24);
    assert!(size_of::<KneiphofPage>() == 32);
    assert!(size_of::<KneiphofNeighbor>() == 24);
    assert!(size_of::<KneiphofNeighborCount>() == 16);
};
