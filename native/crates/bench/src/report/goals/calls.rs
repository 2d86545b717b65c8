//! The guide's table of overheads.

use super::Goal::{NanosMore, Shown, TimesAsLong};
use super::{ABI, API, Comparison, compare};

const PURE_RUST: &str = "pure Rust";
/// What a caller in Rust pays who has nothing to encode: the engine's call alone.
const ROW_READY: &str = "pure Rust, row encoded beforehand";
const PURE_JAVA: &str = "pure Java";

pub const CALLS: &[Comparison] = &[
    compare(
        "simple call",
        ("FFM plain, -XX:+UseSystemMemoryBarrier", "CallBenchmark.plain"),
        (PURE_RUST, "call/pure Rust"),
        NanosMore(5.0),
    ),
    compare(
        "simple call",
        ("FFM plain, without that option", "CallBenchmark.plainByFence"),
        (PURE_RUST, "call/pure Rust"),
        Shown,
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
        ("number of nodes, counted", "CallBenchmark.nodeCountCounted"),
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
        "5 attributes, typed",
        (API, "AttributesBenchmark.fromNode/5"),
        (ROW_READY, "attributes/row ready/5"),
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
        "100 attributes, typed",
        (API, "AttributesBenchmark.fromNode/100"),
        (ROW_READY, "attributes/row ready/100"),
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
        "5 attributes, row of a schema",
        (API, "AttributesBenchmark.fromSchemaRow/5"),
        ("pure Rust, row of a schema, by number", "attributes/schema row by number/5"),
        Shown,
    ),
    compare(
        "5 attributes, of an edge",
        ("Java API, row of a schema", "AttributesBenchmark.edgeFromSchemaRow/5"),
        ("Java API, typed", "AttributesBenchmark.edgeFromEdge/5"),
        Shown,
    ),
    compare(
        "5 attributes, the guide's engine",
        ("maps of text, Rust", "attributes/maps/5"),
        (PURE_RUST, "attributes/row written/5"),
        Shown,
    ),
    compare(
        "100 attributes, of an edge",
        ("Java API, row of a schema", "AttributesBenchmark.edgeFromSchemaRow/100"),
        ("Java API, typed", "AttributesBenchmark.edgeFromEdge/100"),
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
        "100 attributes, row of a schema",
        (API, "AttributesBenchmark.fromSchemaRow/100"),
        ("pure Rust, row of a schema, by number", "attributes/schema row by number/100"),
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
