package dev.kneiphof.graph.ffm;

/**
 * The functions of the C ABI in the order of {@code kneiphof.h}, with the signature that the library's manifest has to show.
 * The position is the number of the function in the meter.
 */
enum NativeFunction {
    ABI_VERSION("kneiphof_abi_version", "()->i32"),
    ABI_MANIFEST("kneiphof_abi_manifest", "(ptr,ptr,ptr)->i32"),
    ADD("kneiphof_add", "(i64,i64)->i64"),
    ADD_UP("kneiphof_add_up", "(i64,i64)->i64"),
    GRAPH_OPEN("kneiphof_graph_open", "(ptr,ptr,ptr)->i32"),
    GRAPH_CLOSE("kneiphof_graph_close", "(i64,ptr)->i32"),
    GRAPH_NODE_COUNT("kneiphof_graph_node_count", "(i64,ptr,ptr)->i32"),
    GRAPH_REVISION_PLACE("kneiphof_graph_revision_place", "(i64,ptr,ptr)->i32"),
    GRAPH_COUNTS("kneiphof_graph_counts", "(i64,ptr,ptr)->i32"),
    GRAPH_DESCRIBE("kneiphof_graph_describe", "(i64,ptr,i64,ptr,ptr)->i32"),
    GRAPH_MEMORY("kneiphof_graph_memory", "(i64,ptr,i64,ptr,ptr)->i32"),
    GRAPH_COMPACT("kneiphof_graph_compact", "(i64,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_PANIC("kneiphof_graph_panic", "(i64,ptr)->i32"),
    GRAPH_SHRINK("kneiphof_graph_shrink", "(i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    ESTIMATE_MEMORY("kneiphof_estimate_memory", "(ptr,ptr,i64,ptr,ptr)->i32"),
    GRAPH_INTERN("kneiphof_graph_intern", "(i64,ptr,i64,ptr,ptr)->i32"),
    GRAPH_SYMBOLS("kneiphof_graph_symbols", "(i64,i32,ptr,i64,ptr,ptr)->i32"),
    GRAPH_DECLARE_INDEX("kneiphof_graph_declare_index", "(i64,i32,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_DROP_INDEX("kneiphof_graph_drop_index", "(i64,i32,ptr,i64,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_ADD_NODE("kneiphof_graph_add_node", "(i64,ptr,i64,ptr,ptr,ptr)->i32"),
    GRAPH_UPSERT_NODE("kneiphof_graph_upsert_node", "(i64,ptr,i64,ptr,ptr,ptr)->i32"),
    GRAPH_MERGE_NODE("kneiphof_graph_merge_node", "(i64,ptr,i64,ptr,ptr,ptr)->i32"),
    GRAPH_REMOVE_NODE("kneiphof_graph_remove_node", "(i64,ptr,i64,i64,ptr,ptr)->i32"),
    GRAPH_FIND_NODE("kneiphof_graph_find_node", "(i64,ptr,i64,ptr,ptr)->i32"),
    GRAPH_TRY_FIND_NODE("kneiphof_graph_try_find_node", "(i64,ptr,i64,ptr,ptr)->i32"),
    GRAPH_GET_NODE("kneiphof_graph_get_node", "(i64,ptr,i64,ptr,i64,ptr,ptr)->i32"),
    GRAPH_GET_NODES("kneiphof_graph_get_nodes", "(i64,ptr,ptr,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_READ_NODES("kneiphof_graph_read_nodes", "(i64,ptr,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_REGISTER_SCHEMA("kneiphof_graph_register_schema", "(i64,ptr,i64,ptr,ptr)->i32"),
    GRAPH_TEXT_CODE("kneiphof_graph_text_code", "(i64,i32,i32,ptr,i64,ptr,ptr)->i32"),
    GRAPH_PUT_ROW("kneiphof_graph_put_row", "(i64,i32,ptr,i64,ptr,ptr,ptr)->i32"),
    GRAPH_ADD_EDGE("kneiphof_graph_add_edge", "(i64,ptr,i64,ptr,ptr,ptr)->i32"),
    GRAPH_UPSERT_EDGE("kneiphof_graph_upsert_edge", "(i64,ptr,i64,ptr,ptr,ptr)->i32"),
    GRAPH_MERGE_EDGE("kneiphof_graph_merge_edge", "(i64,ptr,i64,ptr,ptr,ptr)->i32"),
    GRAPH_REMOVE_EDGE("kneiphof_graph_remove_edge", "(i64,ptr,i64,i64,ptr)->i32"),
    GRAPH_FIND_EDGE("kneiphof_graph_find_edge", "(i64,ptr,i64,ptr,ptr)->i32"),
    GRAPH_GET_EDGE("kneiphof_graph_get_edge", "(i64,ptr,i64,ptr,i64,ptr,ptr)->i32"),
    GRAPH_READ_EDGES("kneiphof_graph_read_edges", "(i64,ptr,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_TRY_NODE_VALUE("kneiphof_graph_try_node_value", "(i64,ptr,i64,i32,ptr,ptr,i64,ptr)->i32"),
    GRAPH_NODE_VALUE("kneiphof_graph_node_value", "(i64,ptr,i64,i32,ptr,ptr,i64,ptr)->i32"),
    GRAPH_EDGE_VALUE("kneiphof_graph_edge_value", "(i64,ptr,i64,i32,ptr,ptr,i64,ptr)->i32"),
    GRAPH_QUERY_NODES("kneiphof_graph_query_nodes", "(i64,ptr,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_QUERY_EDGES("kneiphof_graph_query_edges", "(i64,ptr,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_EXPLAIN("kneiphof_graph_explain", "(i64,i32,ptr,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_NEIGHBORS(
            "kneiphof_graph_neighbors", "(i64,ptr,i64,i32,i32,i32,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_NEIGHBOR_SUMMARY("kneiphof_graph_neighbor_summary", "(i64,ptr,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_EDGES_BETWEEN("kneiphof_graph_edges_between", "(i64,ptr,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_LAYOUT("kneiphof_graph_layout", "(i64,ptr,i64,i64,i32,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_FIND_NODES("kneiphof_graph_find_nodes", "(i64,ptr,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_NODE_VALUES(
            "kneiphof_graph_node_values", "(i64,ptr,ptr,ptr,i64,ptr,i64,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_NEIGHBOR_LISTS(
            "kneiphof_graph_neighbor_lists", "(i64,ptr,ptr,ptr,i64,i32,i32,ptr,i64,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    GRAPH_NEIGHBORHOOD(
            "kneiphof_graph_neighborhood",
            "(i64,ptr,ptr,ptr,i64,i32,i32,i32,ptr,i64,ptr,ptr,ptr,ptr)->i32",
            Timing.ALWAYS),
    GRAPH_APPLY("kneiphof_graph_apply", "(i64,ptr,i64,ptr,ptr,i64,ptr,ptr)->i32", Timing.ALWAYS),
    TRANSACTION_BEGIN("kneiphof_transaction_begin", "(i64,ptr,ptr)->i32"),
    TRANSACTION_APPLY("kneiphof_transaction_apply", "(i64,ptr,i64,ptr,ptr,i64,ptr,ptr)->i32", Timing.ALWAYS),
    TRANSACTION_COMMIT("kneiphof_transaction_commit", "(i64,ptr,ptr)->i32"),
    TRANSACTION_ROLLBACK("kneiphof_transaction_rollback", "(i64,ptr)->i32"),
    GRAPH_DRAIN_RELEASED("kneiphof_graph_drain_released", "(i64,ptr,i64,ptr,ptr)->i32"),
    SNAPSHOT_OPEN("kneiphof_snapshot_open", "(i64,ptr,ptr)->i32"),
    SNAPSHOT_CLOSE("kneiphof_snapshot_close", "(i64,ptr)->i32"),
    SNAPSHOT_COLUMN("kneiphof_snapshot_column", "(i64,i32,ptr,i64,ptr,i64,ptr,ptr)->i32"),
    SNAPSHOT_TEXTS("kneiphof_snapshot_texts", "(i64,i32,ptr,i64,ptr,i64,ptr,ptr)->i32"),
    SNAPSHOT_IDS("kneiphof_snapshot_ids", "(i64,i64,ptr,i64,ptr,ptr)->i32"),
    SNAPSHOT_IDS_OF("kneiphof_snapshot_ids_of", "(i64,ptr,i64,ptr,ptr)->i32"),
    SNAPSHOT_CSR("kneiphof_snapshot_csr", "(i64,i32,i32,ptr,ptr,ptr)->i32", Timing.ALWAYS),
    SNAPSHOT_FILTER("kneiphof_snapshot_filter", "(i64,ptr,i64,ptr,i64,ptr,ptr)->i32", Timing.ALWAYS),
    TRACE_SWITCH("kneiphof_trace_switch", "(i32,ptr)->i32"),
    TRACE_READ("kneiphof_trace_read", "(ptr,i64,ptr,ptr)->i32"),
    LAST_PANIC("kneiphof_last_panic", "(ptr,i64,ptr,ptr)->i32");

    /** When the duration of a call is measured. */
    enum Timing {
        /** One call in {@link ThreadMeter#SAMPLED_OF}: a pair of clock readings costs many times a short call. */
        SAMPLED,
        /** Every call: it takes a microsecond or more, and the engine reports its own share. */
        ALWAYS
    }

    /** A bit for each function: a constant to the JIT compiler, which the field of an enum's constant is not. */
    private static final long ALWAYS_TIMED = alwaysTimed(0);

    private static final long ALWAYS_TIMED_FROM_64 = alwaysTimed(64);

    private final String symbol;
    private final String signature;
    private final Timing timing;

    NativeFunction(String symbol, String signature) {
        this(symbol, signature, Timing.SAMPLED);
    }

    NativeFunction(String symbol, String signature, Timing timing) {
        this.symbol = symbol;
        this.signature = signature;
        this.timing = timing;
    }

    /** The place in the header, and of the function's cells in the meter. */
    @SuppressWarnings("EnumOrdinal") // the order is the contract
    int index() {
        return ordinal();
    }

    String symbol() {
        return symbol;
    }

    /** Parameters and result as the manifest writes them, with unsigned numbers named as signed ones. */
    String signature() {
        return signature;
    }

    Timing timing() {
        return timing;
    }

    /** Whether the {@link #timing()} is {@code ALWAYS}, asked in every call. */
    boolean isAlwaysTimed() {
        return ((index() < 64 ? ALWAYS_TIMED : ALWAYS_TIMED_FROM_64) >>> index() & 1) != 0;
    }

    private static long alwaysTimed(int first) {
        long timed = 0;
        for (NativeFunction function : values()) {
            if (function.timing == Timing.ALWAYS && function.index() >> 6 == first >> 6) {
                timed |= 1L << function.index();
            }
        }
        return timed;
    }
}
