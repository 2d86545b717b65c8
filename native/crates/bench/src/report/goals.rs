//! What is compared with what, and how far it is meant to go. Ours first, the baseline second; `{n}` stands for the number
//! of nodes. The goals of the two sizes are those of 100,000 and of 1,000,000 nodes.

/// How two timings are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// At least so many times as fast as the baseline, by size.
    TimesAsFast(f64, f64),
    /// At most so many times as long as the baseline.
    TimesAsLong(f64),
    /// At most so many nanoseconds more than the baseline.
    NanosMore(f64),
    /// The ratio is shown; nobody promised anything.
    Shown,
}

#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    pub row: &'static str,
    pub ours: &'static str,
    pub our_name: &'static str,
    pub baseline: &'static str,
    pub baseline_name: &'static str,
    pub goal: Goal,
}

const fn compare(
    row: &'static str,
    (our_name, ours): (&'static str, &'static str),
    (baseline_name, baseline): (&'static str, &'static str),
    goal: Goal,
) -> Comparison {
    Comparison { row, ours, our_name, baseline, baseline_name, goal }
}

use Goal::{NanosMore, Shown, TimesAsFast, TimesAsLong};

const CORE: &str = "engine, Rust";
const API: &str = "Java API";
const ABI: &str = "bindings, no objects";
const WHOLE: &str = "Java API, whole nodes and edges";
const OBJECTS: &str = "plain Java objects";

const BULK: &str = "bulk ingest, per node or edge";
const SINGLE: &str = "single calls, per node or edge";
const LOOK_UP: &str = "look-up by fresh text id, and value";
const LOOK_UPS: &str = "the same in batches of 1,024";
const FILTER: &str = "filter, two conditions, per node";
const ONE_HOP: &str = "one hop, per query";
const ONE_HOP_LISTS: &str = "the same in batches of 1,024 nodes";
const TWO_HOPS: &str = "two hops, distinct, per query";

/// The engine against other ways to keep a graph.
pub const ENGINE: &[Comparison] = &[
    compare(
        BULK,
        (CORE, "ingest/engine batches/{n}"),
        ("petgraph", "ingest/petgraph single calls/{n}"),
        Shown,
    ),
    compare(
        BULK,
        (CORE, "ingest/engine batches/{n}"),
        ("maps of text", "ingest/maps single calls/{n}"),
        Shown,
    ),
    compare(
        BULK,
        (API, "IngestBenchmark.ingest/Kneiphof batches/{n}"),
        (OBJECTS, "IngestBenchmark.ingest/plain objects/{n}"),
        TimesAsFast(1.5, 3.0),
    ),
    compare(
        BULK,
        (ABI, "IngestBenchmark.ingest/Kneiphof ABI/{n}"),
        (OBJECTS, "IngestBenchmark.ingest/plain objects/{n}"),
        TimesAsFast(1.5, 3.0),
    ),
    compare(
        BULK,
        (API, "IngestBenchmark.ingest/Kneiphof batches/{n}"),
        ("JGraphT", "IngestBenchmark.ingest/JGraphT/{n}"),
        Shown,
    ),
    compare(
        BULK,
        (API, "IngestBenchmark.ingest/Kneiphof batches/{n}"),
        ("TinkerGraph", "IngestBenchmark.ingest/TinkerGraph/{n}"),
        Shown,
    ),
    compare(
        SINGLE,
        (CORE, "ingest/engine single calls/{n}"),
        ("petgraph", "ingest/petgraph single calls/{n}"),
        Shown,
    ),
    compare(
        SINGLE,
        (API, "IngestBenchmark.ingest/Kneiphof/{n}"),
        ("JGraphT", "IngestBenchmark.ingest/JGraphT/{n}"),
        TimesAsFast(5.0, 5.0),
    ),
    compare(
        SINGLE,
        (API, "IngestBenchmark.ingest/Kneiphof/{n}"),
        (OBJECTS, "IngestBenchmark.ingest/plain objects/{n}"),
        TimesAsFast(0.6, 1.3),
    ),
    compare(LOOK_UP, (CORE, "look-up/engine value/{n}"), ("petgraph", "look-up/petgraph/{n}"), Shown),
    compare(
        LOOK_UP,
        (API, "LookUpBenchmark.lookUp/Kneiphof columns/{n}"),
        (OBJECTS, "LookUpBenchmark.lookUp/plain objects/{n}"),
        TimesAsFast(1.4, 1.3),
    ),
    compare(
        LOOK_UP,
        (WHOLE, "LookUpBenchmark.lookUp/Kneiphof/{n}"),
        (OBJECTS, "LookUpBenchmark.lookUp/plain objects/{n}"),
        Shown,
    ),
    compare(
        LOOK_UP,
        (ABI, "LookUpBenchmark.lookUp/Kneiphof ABI/{n}"),
        (OBJECTS, "LookUpBenchmark.lookUp/plain objects/{n}"),
        TimesAsFast(1.4, 1.3),
    ),
    compare(
        LOOK_UPS,
        (CORE, "look-up/engine values of 1024/{n}"),
        ("petgraph", "look-up/petgraph/{n}"),
        TimesAsFast(4.0, 2.3),
    ),
    compare(
        LOOK_UPS,
        ("engine, Rust, whole rows", "look-up/engine get_nodes of 1024/{n}"),
        ("petgraph", "look-up/petgraph/{n}"),
        Shown,
    ),
    compare(
        LOOK_UPS,
        (API, "LookUpBenchmark.lookUp/Kneiphof columns batches of 1024/{n}"),
        (OBJECTS, "LookUpBenchmark.lookUp/plain objects/{n}"),
        TimesAsFast(6.0, 4.0),
    ),
    compare(
        LOOK_UPS,
        (WHOLE, "LookUpBenchmark.lookUp/Kneiphof batches of 1024/{n}"),
        (OBJECTS, "LookUpBenchmark.lookUp/plain objects/{n}"),
        Shown,
    ),
    compare(
        LOOK_UPS,
        (ABI, "LookUpBenchmark.lookUp/Kneiphof ABI batches of 1024/{n}"),
        (OBJECTS, "LookUpBenchmark.lookUp/plain objects/{n}"),
        TimesAsFast(6.0, 4.0),
    ),
    compare(
        FILTER,
        (CORE, "filter/engine/{n}"),
        ("petgraph", "filter/petgraph/{n}"),
        TimesAsFast(20.0, 20.0),
    ),
    compare(
        FILTER,
        (ABI, "ReadBenchmark.filter/Kneiphof ABI/{n}"),
        (OBJECTS, "ReadBenchmark.filter/plain objects/{n}"),
        TimesAsFast(100.0, 100.0),
    ),
    compare(
        FILTER,
        ("Java API, 10,000 rows out", "ReadBenchmark.filter/Kneiphof/{n}"),
        (OBJECTS, "ReadBenchmark.filter/plain objects/{n}"),
        Shown,
    ),
    compare(ONE_HOP, (CORE, "one hop/engine/{n}"), ("petgraph", "one hop/petgraph/{n}"), Shown),
    compare(
        ONE_HOP_LISTS,
        (CORE, "one hop/engine lists of 1024/{n}"),
        ("petgraph", "one hop/petgraph/{n}"),
        TimesAsFast(9.0, 8.0),
    ),
    compare(
        ONE_HOP_LISTS,
        (API, "ReadBenchmark.oneHop/Kneiphof columns/{n}"),
        (OBJECTS, "ReadBenchmark.oneHop/plain objects/{n}"),
        TimesAsFast(9.0, 12.0),
    ),
    compare(
        ONE_HOP,
        (WHOLE, "ReadBenchmark.oneHop/Kneiphof/{n}"),
        (OBJECTS, "ReadBenchmark.oneHop/plain objects/{n}"),
        Shown,
    ),
    compare(
        ONE_HOP,
        (ABI, "ReadBenchmark.oneHop/Kneiphof ABI/{n}"),
        (OBJECTS, "ReadBenchmark.oneHop/plain objects/{n}"),
        TimesAsFast(9.0, 12.0),
    ),
    compare(
        TWO_HOPS,
        (CORE, "two hops/engine/{n}"),
        ("petgraph", "two hops/petgraph/{n}"),
        TimesAsFast(12.0, 20.0),
    ),
    compare(
        TWO_HOPS,
        (API, "ReadBenchmark.twoHops/Kneiphof columns/{n}"),
        (OBJECTS, "ReadBenchmark.twoHops/plain objects/{n}"),
        TimesAsFast(12.0, 20.0),
    ),
    compare(
        TWO_HOPS,
        (WHOLE, "ReadBenchmark.twoHops/Kneiphof/{n}"),
        (OBJECTS, "ReadBenchmark.twoHops/plain objects/{n}"),
        Shown,
    ),
    compare(
        "compressed sparse rows, per edge",
        ("2 threads", "two hops/rows built by 2 threads/{n}"),
        ("1 thread", "two hops/rows built by 1 thread/{n}"),
        TimesAsFast(1.4, 1.4),
    ),
    compare(
        "compressed sparse rows, per edge",
        (API, "StructureBenchmark.compressedRows/{n}"),
        ("engine, Rust, 1 thread", "two hops/rows built by 1 thread/{n}"),
        Shown,
    ),
    compare(
        TWO_HOPS,
        (ABI, "ReadBenchmark.twoHops/Kneiphof ABI/{n}"),
        (OBJECTS, "ReadBenchmark.twoHops/plain objects/{n}"),
        TimesAsFast(12.0, 20.0),
    ),
];

const NODES_ALONE: &str = "ingest of nodes, a float and a text each";
const ROW_BY_ROW: &str = "pure Rust, row by row";
/// It keeps what the others copy, and hashes no text again: faster than any crossing.
const KEPT_BY_JAVA: &str = "a plain Java map of records";

/// The crossing against the same work in pure Rust.
pub const BOUNDARY: &[Comparison] = &[
    compare(
        NODES_ALONE,
        ("Java API, columns", "NodeIngestBenchmark.ingest/Kneiphof blocks/{n}"),
        (ROW_BY_ROW, "ingest/engine nodes alone/{n}"),
        TimesAsLong(1.25),
    ),
    compare(
        NODES_ALONE,
        ("Java API, records", "NodeIngestBenchmark.ingest/Kneiphof records/{n}"),
        (ROW_BY_ROW, "ingest/engine nodes alone/{n}"),
        Shown,
    ),
    compare(
        NODES_ALONE,
        ("Java API, single calls", "NodeIngestBenchmark.ingest/Kneiphof/{n}"),
        (ROW_BY_ROW, "ingest/engine nodes alone/{n}"),
        TimesAsLong(2.0),
    ),
    compare(
        NODES_ALONE,
        ("Java API, columns", "NodeIngestBenchmark.ingest/Kneiphof blocks/{n}"),
        (KEPT_BY_JAVA, "NodeIngestBenchmark.ingest/map of records/{n}"),
        Shown,
    ),
    compare(
        "columnar ingest of nodes and edges",
        (ABI, "IngestBenchmark.ingest/Kneiphof ABI/{n}"),
        (ROW_BY_ROW, "ingest/engine single calls/{n}"),
        TimesAsLong(1.25),
    ),
    compare(
        "columnar ingest of nodes and edges",
        ("Java API, columns", "IngestBenchmark.ingest/Kneiphof blocks/{n}"),
        (ROW_BY_ROW, "ingest/engine single calls/{n}"),
        TimesAsLong(1.25),
    ),
    compare(
        "ingest of nodes and edges from records",
        ("Java API, records", "IngestBenchmark.ingest/Kneiphof records/{n}"),
        (OBJECTS, "IngestBenchmark.ingest/plain objects/{n}"),
        Shown,
    ),
    compare(
        "single-call ingest of nodes and edges",
        (API, "IngestBenchmark.ingest/Kneiphof/{n}"),
        (ROW_BY_ROW, "ingest/engine single calls/{n}"),
        TimesAsLong(2.0),
    ),
    compare(
        "filter, compiled",
        (ABI, "ReadBenchmark.filter/Kneiphof ABI/{n}"),
        ("pure Rust, fused loop", "filter/fused loop over arrays/{n}"),
        TimesAsLong(2.0),
    ),
];

const LARGE_FILTER: &str = "filter, two conditions, over 32,000,000 nodes";
const READ_LOOP: &str = "the same bytes, summed";

/// A filter against the memory. To reach 85 % of its bandwidth is to take at most 1.18 times as long as a loop that reads
/// the same bytes and does nothing with them.
pub const LARGE: &[Comparison] = &[
    compare(
        LARGE_FILTER,
        ("count, one thread", "large filter/count on one thread/32000000"),
        (READ_LOOP, "large filter/read loop/32000000"),
        TimesAsLong(1.18),
    ),
    compare(
        LARGE_FILTER,
        ("ids out, one thread", "large filter/ids out on one thread/32000000"),
        (READ_LOOP, "large filter/read loop/32000000"),
        Shown,
    ),
    compare(
        LARGE_FILTER,
        ("count, two threads", "large filter/count on two threads/32000000"),
        ("one thread", "large filter/count on one thread/32000000"),
        Shown,
    ),
    compare(
        LARGE_FILTER,
        ("ids out, two threads", "large filter/ids out on two threads/32000000"),
        ("one thread", "large filter/ids out on one thread/32000000"),
        Shown,
    ),
];

const PURE_RUST: &str = "pure Rust";
const PURE_JAVA: &str = "pure Java";

/// The guide's table of overheads.
pub const CALLS: &[Comparison] = &[
    compare(
        "simple call",
        ("FFM plain", "CallBenchmark.plain"),
        (PURE_RUST, "call/pure Rust"),
        NanosMore(5.0),
    ),
    compare(
        "simple call",
        ("FFM plain, -XX:+UseSystemMemoryBarrier", "CallBenchmark.plainBySystemBarrier"),
        (PURE_RUST, "call/pure Rust"),
        NanosMore(5.0),
    ),
    compare(
        "simple call",
        ("FFM critical", "CallBenchmark.critical"),
        (PURE_RUST, "call/pure Rust"),
        NanosMore(5.0),
    ),
    compare("simple call", (PURE_JAVA, "CallBenchmark.pureJava"), (PURE_RUST, "call/pure Rust"), Shown),
    compare(
        "metrics of a short call",
        (API, "CallBenchmark.nodeCount"),
        ("the same, not counted", "CallBenchmark.nodeCountUncounted"),
        NanosMore(1.5),
    ),
    compare(
        "number of nodes",
        (API, "CallBenchmark.nodeCount"),
        ("the binding alone", "CallBenchmark.nodeCountCritical"),
        NanosMore(5.0),
    ),
    compare("text of 8 bytes", (ABI, "TextBenchmark.abiFind/8"), (PURE_RUST, "text/pure Rust/8"), Shown),
    compare(
        "text of 16 bytes",
        (ABI, "TextBenchmark.abiFind/16"),
        (PURE_RUST, "text/pure Rust/16"),
        NanosMore(25.0),
    ),
    compare(
        "text of 16 bytes, seen before",
        (API, "TextBenchmark.hasSeen/16"),
        (PURE_RUST, "text/pure Rust/16"),
        NanosMore(2.0),
    ),
    compare("text of 16 bytes", (API, "TextBenchmark.findNode/16"), (PURE_RUST, "text/pure Rust/16"), Shown),
    compare(
        "text of 16 bytes",
        ("pure Java, HashMap", "TextBenchmark.pureJava/16"),
        ("pure Rust, HashMap", "text/HashMap/16"),
        Shown,
    ),
    compare("text of 64 bytes", (ABI, "TextBenchmark.abiFind/64"), (PURE_RUST, "text/pure Rust/64"), Shown),
    compare(
        "5 attributes from a map",
        (API, "AttributesBenchmark.fromMap/5"),
        (PURE_RUST, "attributes/row written/5"),
        NanosMore(70.0),
    ),
    compare(
        "5 attributes, typed",
        (API, "AttributesBenchmark.fromNode/5"),
        (PURE_RUST, "attributes/row written/5"),
        NanosMore(30.0),
    ),
    compare(
        "100 attributes from a map",
        (API, "AttributesBenchmark.fromMap/100"),
        (PURE_RUST, "attributes/row written/100"),
        Shown,
    ),
    compare(
        "100 attributes, typed",
        (API, "AttributesBenchmark.fromNode/100"),
        (PURE_RUST, "attributes/row written/100"),
        NanosMore(300.0),
    ),
    compare(
        "5 attributes, row of a schema",
        (API, "AttributesBenchmark.fromSchemaRow/5"),
        (PURE_RUST, "attributes/row written/5"),
        NanosMore(7.0),
    ),
    compare(
        "5 attributes, row of a schema",
        ("Java API, filled and sent", "AttributesBenchmark.filledSchemaRow/5"),
        (PURE_RUST, "attributes/row written/5"),
        NanosMore(30.0),
    ),
    compare(
        "5 attributes, row of a schema",
        (API, "AttributesBenchmark.fromSchemaRow/5"),
        ("pure Rust, row of a schema", "attributes/schema row/5"),
        Shown,
    ),
    compare(
        "5 attributes, the guide's engine",
        ("maps of text, Rust", "attributes/maps/5"),
        (PURE_RUST, "attributes/row written/5"),
        Shown,
    ),
    compare(
        "100 attributes, row of a schema",
        (API, "AttributesBenchmark.fromSchemaRow/100"),
        (PURE_RUST, "attributes/row written/100"),
        NanosMore(102.0),
    ),
    compare(
        "100 attributes, row of a schema",
        ("Java API, filled and sent", "AttributesBenchmark.filledSchemaRow/100"),
        (PURE_RUST, "attributes/row written/100"),
        NanosMore(300.0),
    ),
    compare(
        "100 attributes, row of a schema",
        (API, "AttributesBenchmark.fromSchemaRow/100"),
        ("pure Rust, row of a schema", "attributes/schema row/100"),
        Shown,
    ),
    compare(
        "100 attributes, the guide's engine",
        ("maps of text, Rust", "attributes/maps/100"),
        (PURE_RUST, "attributes/row written/100"),
        Shown,
    ),
    compare(
        "5 attributes, a record",
        (API, "RecordBenchmark.merged"),
        (PURE_RUST, "attributes/row written/5"),
        NanosMore(30.0),
    ),
    compare(
        "5 attributes, copied",
        ("pure Java, HashMap", "AttributesBenchmark.pureJava/5"),
        (PURE_RUST, "attributes/row written/5"),
        Shown,
    ),
    compare(
        "mean of a column of 1,000,000, per node",
        ("where it lies", "MeanBenchmark.column"),
        ("double[]", "MeanBenchmark.array"),
        TimesAsLong(1.05),
    ),
];

/// Timings with a goal of their own: row, timing, nanoseconds at most.
pub const ALONE: &[(&str, &str, f64)] = &[
    ("a missed find, Java API, an id missed before", "CallBenchmark.findMissed", 30.0),
    ("a failure as an exception without trace", "CallBenchmark.getMissed", 150.0),
    ("5 attributes, typed: encoding alone", "AttributesBenchmark.encoded/5", 30.0),
    ("100 attributes, typed: encoding alone", "AttributesBenchmark.encoded/100", 300.0),
    ("predicate in Java, per node by upcall", "PredicateBenchmark.byNode", 35.0),
    ("predicate in Java, per node of a chunk", "PredicateBenchmark.byChunk", 1.5),
];

/// Timings with a goal of their own for each of the two sizes: row, timing, nanoseconds at most. They were set on another machine:
/// what counts is the ratio to the baseline of the same run.
pub const SIZED: &[(&str, &str, (f64, f64))] = &[
    ("bulk ingest, per node or edge, engine", "ingest/engine batches/{n}", (55.0, 150.0)),
    (
        "bulk ingest, per node or edge, Java API, columns",
        "IngestBenchmark.ingest/Kneiphof blocks/{n}",
        (90.0, 200.0),
    ),
    ("single calls, per node or edge, engine", "ingest/engine single calls/{n}", (115.0, 360.0)),
    ("single calls, per node or edge, Java API", "IngestBenchmark.ingest/Kneiphof/{n}", (230.0, 480.0)),
    ("look-up and value, engine", "look-up/engine value/{n}", (25.0, 130.0)),
    ("look-up and value, Java API", "LookUpBenchmark.lookUp/Kneiphof columns/{n}", (90.0, 200.0)),
    ("look-up and value in batches, engine", "look-up/engine values of 1024/{n}", (13.0, 45.0)),
    (
        "look-up and value in batches, Java API",
        "LookUpBenchmark.lookUp/Kneiphof columns batches of 1024/{n}",
        (20.0, 60.0),
    ),
    ("filter, per node, engine", "filter/engine/{n}", (0.22, 0.22)),
    ("filter, per node, numbers out, from Java", "ReadBenchmark.filter/Kneiphof ABI/{n}", (0.35, 0.35)),
    ("one hop in batches, per query, engine", "one hop/engine lists of 1024/{n}", (30.0, 50.0)),
    ("one hop in batches, per query, Java API", "ReadBenchmark.oneHop/Kneiphof columns/{n}", (60.0, 90.0)),
    ("two hops, per query, engine", "two hops/engine/{n}", (4_500.0, 12_000.0)),
    ("two hops, per query, Java API", "ReadBenchmark.twoHops/Kneiphof columns/{n}", (6_000.0, 15_000.0)),
    ("compressed sparse rows, per edge, 1 thread", "two hops/rows built by 1 thread/{n}", (2.5, 6.0)),
];
