package dev.kneiphof.graph.ffm;

import java.util.List;

/** Sizes and offsets of the structures of the C ABI. The library's manifest is compared with them when it is loaded. */
final class Layouts {

    /** One line for each structure, as the manifest writes it. */
    static final List<String> STRUCTURES = List.of(
            "KneiphofReport size=512 native_nanos@0 row@8 number@16 limit@24 status@32 value_length@36 value_bytes@40"
                    + " detail_bytes@44 text@48",
            "KneiphofGraphOptions size=96 struct_size@0 flags@4 id_bytes_max@8 key_bytes_max@12 attributes_max@16"
                    + " nesting_max@20 value_bytes_max@24 nodes_max@32 edges_max@40 quota_bytes@48 seed@56"
                    + " lock_millis@64",
            "KneiphofCounts size=64 nodes@0 edges@8 revision@16 epoch@24 bytes@32 released@40",
            "KneiphofGraphShape size=48 flags@0 nodes@8 node_id_bytes@16 edges@24 edge_ids@32 edge_id_bytes@40",
            "KneiphofColumnShape size=32 subject@0 tag@4 values@8 distinct@16 bytes@24",
            "KneiphofMemoryEstimate size=24 least_bytes@0 likely_bytes@8 most_bytes@16",
            "KneiphofShrunk size=16 before_bytes@0 after_bytes@8",
            "KneiphofFound size=16 node@0 revision@8",
            "KneiphofValue size=32 number@0 revision@8 word@16 tag@24 length@28",
            "KneiphofApplied size=64 revision@0 created@8 updated@16 removed@24 removed_edges@32 rejected@40",
            "KneiphofRowError size=24 row@0 status@4 number@8 role@16 column@20",
            "KneiphofPage size=32 count@0 total@8 cursor@16 revision@24",
            "KneiphofNeighbor size=24 node@0 edge@8 direction@16",
            "KneiphofNeighborCount size=16 type_symbol@0 direction@4 count@8",
            "KneiphofSnapshot size=48 snapshot@0 revision@8 epoch@16 node_rows@24 edge_rows@32 chunk_rows@40",
            "KneiphofChunk size=64 kind@0 rows@4 values@8 tags@16 heap@24 heap_length@32 valid@40 nulls@48 live@56",
            "KneiphofText size=16 address@0 length@8",
            "KneiphofControl size=24 cancelled@0 done@8 total@16");

    /** In place of a code: no row had the text yet, or its column keeps texts without codes. */
    static final int TEXT_UNKNOWN = -1;

    static final int TEXT_UNCODED = -2;

    private Layouts() {}

    static final class Report {
        static final int BYTES = 512;
        static final int NATIVE_NANOS = 0;
        static final int ROW = 8;
        static final int NUMBER = 16;
        static final int LIMIT = 24;
        static final int VALUE_LENGTH = 36;
        static final int VALUE_BYTES = 40;
        static final int DETAIL_BYTES = 44;
        static final int TEXT = 48;

        private Report() {}
    }

    static final class Options {
        static final int BYTES = 96;
        static final int STRUCT_SIZE = 0;
        static final int FLAGS = 4;
        static final int ID_BYTES_MAX = 8;
        static final int KEY_BYTES_MAX = 12;
        static final int ATTRIBUTES_MAX = 16;
        static final int NESTING_MAX = 20;
        static final int VALUE_BYTES_MAX = 24;
        static final int NODES_MAX = 32;
        static final int EDGES_MAX = 40;
        static final int QUOTA_BYTES = 48;
        static final int SEED = 56;
        static final int LOCK_MILLIS = 64;

        private Options() {}
    }

    static final class Counts {
        static final int BYTES = 64;
        static final int NODES = 0;
        static final int EDGES = 8;
        static final int REVISION = 16;
        static final int EPOCH = 24;
        static final int MEMORY = 32;
        static final int RELEASED = 40;

        private Counts() {}
    }

    static final class Shape {
        static final int BYTES = 48;

        private Shape() {}
    }

    static final class Estimate {
        static final int BYTES = 24;
        static final int LEAST = 0;
        static final int LIKELY = 8;
        static final int MOST = 16;

        private Estimate() {}
    }

    static final class Shrunk {
        static final int BYTES = 16;
        static final int BEFORE = 0;
        static final int AFTER = 8;

        private Shrunk() {}
    }

    static final class Found {
        static final int BYTES = 16;
        static final int NODE = 0;
        static final int REVISION = 8;

        private Found() {}
    }

    static final class Value {
        static final int BYTES = 32;
        static final int NUMBER = 0;
        static final int WORD = 16;
        static final int TAG = 24;
        static final int LENGTH = 28;

        private Value() {}
    }

    static final class Applied {
        static final int BYTES = 64;
        static final int REVISION = 0;
        static final int CREATED = 8;
        static final int UPDATED = 16;
        static final int REMOVED = 24;
        static final int REMOVED_EDGES = 32;
        static final int REJECTED = 40;

        private Applied() {}
    }

    static final class RowError {
        static final int BYTES = 24;
        static final int ROW = 0;
        static final int STATUS = 4;
        static final int NUMBER = 8;
        static final int ROLE = 16;
        static final int COLUMN = 20;

        private RowError() {}
    }

    static final class Page {
        static final int BYTES = 32;
        static final int COUNT = 0;
        static final int TOTAL = 8;
        static final int CURSOR = 16;
        static final int REVISION = 24;

        private Page() {}
    }

    static final class Neighbor {
        static final int BYTES = 24;
        static final int NODE = 0;
        static final int EDGE = 8;
        static final int DIRECTION = 16;

        private Neighbor() {}
    }

    static final class NeighborCount {
        static final int BYTES = 16;
        static final int TYPE = 0;
        static final int DIRECTION = 4;
        static final int COUNT = 8;

        private NeighborCount() {}
    }

    static final class Snapshot {
        static final int BYTES = 48;
        static final int NUMBER = 0;
        static final int REVISION = 8;
        static final int NODE_ROWS = 24;
        static final int CHUNK_ROWS = 40;

        private Snapshot() {}
    }

    static final class Chunk {
        static final int BYTES = 64;
        static final int KIND = 0;
        static final int ROWS = 4;
        static final int VALUES = 8;
        static final int TAGS = 16;
        static final int HEAP = 24;
        static final int HEAP_LENGTH = 32;
        static final int VALID = 40;
        static final int NULLS = 48;
        static final int LIVE = 56;

        private Chunk() {}
    }

    static final class Text {
        static final int BYTES = 16;

        private Text() {}
    }

    static final class Csr {
        static final int BYTES = 40;
        static final int OFFSETS = 0;
        static final int TARGETS = 8;
        static final int EDGES = 16;
        static final int NODES = 24;
        static final int ENTRIES = 32;

        private Csr() {}
    }

    static final class Control {
        static final int BYTES = 24;
        static final int CANCELLED = 0;
        static final int DONE = 8;
        static final int TOTAL = 16;

        private Control() {}
    }
}
