//! The crossing against the same work in pure Rust.

use super::Goal::{Shown, TimesAsLong};
use super::{ABI, Comparison, OBJECTS, ROWS, WHOLE, compare};

const NODES_ALONE: &str = "ingest of nodes, a float and a text each";
const ROW_BY_ROW: &str = "pure Rust, row by row";
/// It keeps what the others copy, and hashes no text again: faster than any crossing.
const KEPT_BY_JAVA: &str = "a plain Java map of records";

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
        (ROWS, "IngestBenchmark.ingest/Kneiphof rows/{n}"),
        (ROW_BY_ROW, "ingest/engine single calls/{n}"),
        TimesAsLong(2.0),
    ),
    compare(
        "single-call ingest of nodes and edges",
        (WHOLE, "IngestBenchmark.ingest/Kneiphof/{n}"),
        (ROW_BY_ROW, "ingest/engine single calls/{n}"),
        Shown,
    ),
    compare(
        "filter, compiled",
        (ABI, "ReadBenchmark.filter/Kneiphof ABI/{n}"),
        ("pure Rust, fused vector loop", "filter/fused vector loop over arrays/{n}"),
        TimesAsLong(2.0),
    ),
];
