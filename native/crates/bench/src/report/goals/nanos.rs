//! Timings with a goal of their own. The goals of rows that have a size were set on another machine: what counts is the ratio
//! to the baseline of the same run, and to the memory of this machine.

/// Row, timing, nanoseconds at most.
pub const ALONE: &[(&str, &str, f64)] = &[
    ("a missed find, Java API, an id missed before", "CallBenchmark.findMissed", 30.0),
    ("a failure as an exception without trace", "CallBenchmark.getMissed", 150.0),
    ("5 attributes, typed: encoding alone", "AttributesBenchmark.encoded/5", 30.0),
    ("100 attributes, typed: encoding alone", "AttributesBenchmark.encoded/100", 300.0),
    ("predicate in Java, per node by upcall", "PredicateBenchmark.byNode", 35.0),
    ("the same, without -XX:+UseSystemMemoryBarrier", "PredicateBenchmark.byNodeByFence", 35.0),
    ("predicate in Java, per node of a chunk", "PredicateBenchmark.byChunk", 1.5),
];

/// A row that is promised for both sizes.
#[derive(Clone, Copy, Debug)]
pub struct Promise {
    pub row: &'static str,
    pub timing: &'static str,
    /// At most so many, by size.
    pub nanos: (f64, f64),
    pub fetched: Fetched,
}

/// What an operation fetches from memory, however it is written.
#[derive(Clone, Copy, Debug)]
pub struct Fetched {
    pub lines: Lines,
    /// Read or written one after the other, beside those lines.
    pub streamed_bytes: f64,
    /// How much memory all of it lies in, for each node of the graph.
    pub bytes_of_a_node: f64,
}

/// Cache lines at addresses that only the operation knows.
#[derive(Clone, Copy, Debug)]
pub enum Lines {
    /// Each waits for the one before.
    Waiting(f64),
    /// As many are under way as the machine can do: 32 keys at a time.
    InFlight(f64),
    /// One for each node reached, as many under way as can be.
    OfEachReached,
}

/// Bucket, record and value, in the table of ids and one column.
const KEY_AND_VALUE: f64 = 3.0;
const BYTES_OF_IDS_AND_COLUMN: f64 = 50.0;
/// Both ends of an edge: bucket, record, head, block.
const LINES_OF_AN_ELEMENT: f64 = 8.0;
const STREAMED_OF_AN_ELEMENT: f64 = 40.0;
/// A node with its five edges.
const BYTES_OF_ALL: f64 = 6.0 * 47.0;

const LOOK_UP: Fetched = Fetched {
    lines: Lines::Waiting(KEY_AND_VALUE),
    streamed_bytes: 0.0,
    bytes_of_a_node: BYTES_OF_IDS_AND_COLUMN,
};
const LOOK_UPS: Fetched = Fetched { lines: Lines::InFlight(KEY_AND_VALUE), ..LOOK_UP };
const INGEST: Fetched = Fetched {
    lines: Lines::InFlight(LINES_OF_AN_ELEMENT),
    streamed_bytes: STREAMED_OF_AN_ELEMENT,
    bytes_of_a_node: BYTES_OF_ALL,
};
/// A float and a code.
const FILTER: Fetched = Fetched { lines: Lines::InFlight(0.0), streamed_bytes: 9.0, bytes_of_a_node: 9.0 };
/// Bucket, record, head and block of neighbors.
const ONE_HOP: Fetched = Fetched { lines: Lines::InFlight(4.0), streamed_bytes: 0.0, bytes_of_a_node: 110.0 };
const TWO_HOPS: Fetched = Fetched { lines: Lines::OfEachReached, ..ONE_HOP };
/// An entry of 8 bytes and its share of the heads in, a number out.
const COMPRESSED_ROWS: Fetched =
    Fetched { lines: Lines::InFlight(0.0), streamed_bytes: 16.0, bytes_of_a_node: 5.0 * 16.0 };

const fn promise(row: &'static str, timing: &'static str, nanos: (f64, f64), fetched: Fetched) -> Promise {
    Promise { row, timing, nanos, fetched }
}

pub const SIZED: &[Promise] = &[
    promise("bulk ingest, per node or edge, engine", "ingest/engine batches/{n}", (55.0, 150.0), INGEST),
    promise(
        "bulk ingest, per node or edge, engine, ends by place",
        "ingest/engine batches, ends by place/{n}",
        (55.0, 150.0),
        INGEST,
    ),
    promise(
        "bulk ingest, per node or edge, Java API, columns",
        "IngestBenchmark.ingest/Kneiphof blocks/{n}",
        (90.0, 200.0),
        INGEST,
    ),
    promise(
        "single calls, per node or edge, engine",
        "ingest/engine single calls/{n}",
        (115.0, 360.0),
        INGEST,
    ),
    promise(
        "single calls, per node or edge, Java API, rows of schemas",
        "IngestBenchmark.ingest/Kneiphof rows/{n}",
        (230.0, 480.0),
        INGEST,
    ),
    promise("look-up and value, engine", "look-up/engine value/{n}", (25.0, 130.0), LOOK_UP),
    promise(
        "look-up and value, Java API",
        "LookUpBenchmark.lookUp/Kneiphof columns/{n}",
        (90.0, 200.0),
        LOOK_UP,
    ),
    promise(
        "look-up and value in batches, engine",
        "look-up/engine values of 1024/{n}",
        (13.0, 45.0),
        LOOK_UPS,
    ),
    promise(
        "look-up and value in batches, Java API",
        "LookUpBenchmark.lookUp/Kneiphof columns batches of 1024/{n}",
        (20.0, 60.0),
        LOOK_UPS,
    ),
    promise("filter, per node, engine", "filter/engine/{n}", (0.22, 0.22), FILTER),
    promise(
        "filter, per node, numbers out, from Java",
        "ReadBenchmark.filter/Kneiphof ABI/{n}",
        (0.35, 0.35),
        FILTER,
    ),
    promise(
        "one hop in batches, per query, engine",
        "one hop/engine lists of 1024/{n}",
        (30.0, 50.0),
        ONE_HOP,
    ),
    promise(
        "one hop in batches, per query, Java API",
        "ReadBenchmark.oneHop/Kneiphof columns/{n}",
        (60.0, 90.0),
        ONE_HOP,
    ),
    promise("two hops, per query, engine", "two hops/engine/{n}", (4_500.0, 12_000.0), TWO_HOPS),
    promise(
        "two hops, per query, Java API",
        "ReadBenchmark.twoHops/Kneiphof columns/{n}",
        (6_000.0, 15_000.0),
        TWO_HOPS,
    ),
    promise(
        "compressed sparse rows, per edge, 1 thread",
        "two hops/rows built by 1 thread/{n}",
        (2.5, 6.0),
        COMPRESSED_ROWS,
    ),
];
