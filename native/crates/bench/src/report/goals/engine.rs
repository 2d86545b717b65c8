//! The engine against other ways to keep a graph.

use super::Goal::{Shown, TimesAsFast};
use super::{ABI, API, CORE, Comparison, NUMBERS, OBJECTS, ROWS, WHOLE, compare};

const COLUMNS: &str = "Java API, columns";
/// As Java's columns give them: each text once, and where it is.
const PLACES: &str = "engine, Rust, ends by place";
const CORE_ROWS: &str = "engine, Rust, rows of schemas";
const BULK: &str = "bulk ingest, per node or edge";
const SINGLE: &str = "single calls, per node or edge";
const LOOK_UP: &str = "look-up by fresh text id, and value";
const LOOK_UPS: &str = "the same in batches of 1,024";
const FILTER: &str = "filter, two conditions, per node";
const ONE_HOP: &str = "one hop, per query";
const ONE_HOP_LISTS: &str = "the same in batches of 1,024 nodes";
const TWO_HOPS: &str = "two hops, distinct, per query";

pub const ENGINE: &[Comparison] = &[
    compare(
        BULK,
        (CORE, "ingest/engine batches/{n}"),
        ("engine, single calls", "ingest/engine single calls/{n}"),
        Shown,
    ),
    compare(
        "removal of a node with its edges",
        ("engine, Rust, one batch", "removal/engine batch/{n}"),
        ("engine, single calls", "removal/engine single calls/{n}"),
        Shown,
    ),
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
        (PLACES, "ingest/engine batches, ends by place/{n}"),
        ("petgraph", "ingest/petgraph single calls/{n}"),
        Shown,
    ),
    compare(
        BULK,
        (COLUMNS, "IngestBenchmark.ingest/Kneiphof blocks/{n}"),
        (OBJECTS, "IngestBenchmark.ingest/plain objects/{n}"),
        TimesAsFast(1.5, 3.0),
    ),
    compare(
        BULK,
        (WHOLE, "IngestBenchmark.ingest/Kneiphof batches/{n}"),
        (OBJECTS, "IngestBenchmark.ingest/plain objects/{n}"),
        Shown,
    ),
    compare(
        BULK,
        (ABI, "IngestBenchmark.ingest/Kneiphof ABI/{n}"),
        (OBJECTS, "IngestBenchmark.ingest/plain objects/{n}"),
        Shown,
    ),
    compare(
        BULK,
        (COLUMNS, "IngestBenchmark.ingest/Kneiphof blocks/{n}"),
        ("JGraphT", "IngestBenchmark.ingest/JGraphT/{n}"),
        Shown,
    ),
    compare(
        BULK,
        (COLUMNS, "IngestBenchmark.ingest/Kneiphof blocks/{n}"),
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
        (CORE_ROWS, "ingest/engine rows of schemas/{n}"),
        ("petgraph", "ingest/petgraph single calls/{n}"),
        Shown,
    ),
    compare(
        "single calls, per edge, ends by number",
        (CORE_ROWS, "ingest/engine edges by number/{n}"),
        ("nodes and edges by ids", "ingest/engine rows of schemas/{n}"),
        Shown,
    ),
    compare(
        SINGLE,
        (ROWS, "IngestBenchmark.ingest/Kneiphof rows/{n}"),
        ("JGraphT", "IngestBenchmark.ingest/JGraphT/{n}"),
        TimesAsFast(5.0, 5.0),
    ),
    compare(
        SINGLE,
        (ROWS, "IngestBenchmark.ingest/Kneiphof rows/{n}"),
        (OBJECTS, "IngestBenchmark.ingest/plain objects/{n}"),
        TimesAsFast(0.6, 1.3),
    ),
    compare(
        SINGLE,
        (NUMBERS, "IngestBenchmark.ingest/Kneiphof rows, ends by number/{n}"),
        (ROWS, "IngestBenchmark.ingest/Kneiphof rows/{n}"),
        Shown,
    ),
    compare(
        SINGLE,
        (WHOLE, "IngestBenchmark.ingest/Kneiphof/{n}"),
        ("JGraphT", "IngestBenchmark.ingest/JGraphT/{n}"),
        Shown,
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
        Shown,
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
        Shown,
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
        Shown,
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
        Shown,
    ),
];
