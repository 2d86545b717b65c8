//! The manifest: what the library exports and how its structs lie in memory, as text. Each line is checked by the compiler against
//! what it describes; a test checks that none is missing.

use crate::scans::KneiphofPredicate;
use crate::types::{
    KneiphofApplied, KneiphofChunk, KneiphofColumnShape, KneiphofControl, KneiphofCounts, KneiphofCsr,
    KneiphofFound, KneiphofGraphOptions, KneiphofGraphShape, KneiphofMemoryEstimate, KneiphofNeighbor,
    KneiphofNeighborCount, KneiphofPage, KneiphofReport, KneiphofRowError, KneiphofShrunk, KneiphofSnapshot,
    KneiphofText, KneiphofValue,
};
use std::fmt::Write;
use std::mem::offset_of;
use std::sync::OnceLock;

/// The name of a type in the manifest: by what the calling convention sees.
trait AbiType {
    const NAME: &'static str;
}

impl AbiType for u32 {
    const NAME: &'static str = "i32";
}

impl AbiType for i32 {
    const NAME: &'static str = "i32";
}

impl AbiType for u64 {
    const NAME: &'static str = "i64";
}

impl AbiType for i64 {
    const NAME: &'static str = "i64";
}

impl<T> AbiType for *const T {
    const NAME: &'static str = "ptr";
}

impl<T> AbiType for *mut T {
    const NAME: &'static str = "ptr";
}

impl AbiType for KneiphofPredicate {
    const NAME: &'static str = "ptr";
}

/// A function whose signature can be told.
trait Signature {
    fn describe(self, name: &str) -> String;
}

macro_rules! signatures {
    ($(($($argument:ident)*))*) => {$(
        impl<Answer: AbiType, $($argument: AbiType),*> Signature for unsafe extern "C" fn($($argument),*) -> Answer {
            fn describe(self, name: &str) -> String {
                let arguments: &[&str] = &[$($argument::NAME),*];
                format!("{name}({})->{}", arguments.join(","), Answer::NAME)
            }
        }
    )*};
}

signatures! {
    ()
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
    (A B C D E F G H I)
    (A B C D E F G H I J K L)
    (A B C D E F G H I J K L M N)
}

/// Lists functions by name; each placeholder stands for an argument.
macro_rules! functions {
    ($($name:ident($($argument:tt)*))*) => {
        vec![$(
            (crate::$name as unsafe extern "C" fn($(functions!(@any $argument)),*) -> _).describe(stringify!($name)),
        )*]
    };
    (@any $argument:tt) => { _ };
}

macro_rules! structs {
    ($lines:ident: $($name:ident { $($field:ident)* })*) => {$(
        let mut line = format!("{} size={}", stringify!($name), size_of::<$name>());
        $(let _ = write!(line, " {}@{}", stringify!($field), offset_of!($name, $field));)*
        $lines.push(line);
    )*};
}

fn lines() -> Vec<String> {
    let mut lines = functions! {
        kneiphof_abi_version()
        kneiphof_abi_manifest(. . .)
        kneiphof_add(. .)
        kneiphof_add_up(. .)
        kneiphof_graph_open(. . .)
        kneiphof_graph_close(. .)
        kneiphof_graph_node_count(. . .)
        kneiphof_graph_revision_place(. . .)
        kneiphof_graph_counts(. . .)
        kneiphof_graph_describe(. . . . .)
        kneiphof_graph_memory(. . . . .)
        kneiphof_graph_compact(. . .)
        kneiphof_graph_panic(. .)
        kneiphof_graph_shrink(. . . .)
        kneiphof_estimate_memory(. . . . .)
        kneiphof_graph_intern(. . . . .)
        kneiphof_graph_symbols(. . . . . .)
        kneiphof_graph_declare_index(. . . . . . .)
        kneiphof_graph_drop_index(. . . . . .)
        kneiphof_graph_add_node(. . . . . .)
        kneiphof_graph_upsert_node(. . . . . .)
        kneiphof_graph_merge_node(. . . . . .)
        kneiphof_graph_remove_node(. . . . . .)
        kneiphof_graph_find_node(. . . . .)
        kneiphof_graph_try_find_node(. . . . .)
        kneiphof_graph_get_node(. . . . . . .)
        kneiphof_graph_get_nodes(. . . . . . . . .)
        kneiphof_graph_read_nodes(. . . . . . . .)
        kneiphof_graph_register_schema(. . . . .)
        kneiphof_graph_text_code(. . . . . . .)
        kneiphof_graph_put_row(. . . . . . .)
        kneiphof_graph_add_edge(. . . . . .)
        kneiphof_graph_upsert_edge(. . . . . .)
        kneiphof_graph_merge_edge(. . . . . .)
        kneiphof_graph_remove_edge(. . . . .)
        kneiphof_graph_find_edge(. . . . .)
        kneiphof_graph_get_edge(. . . . . . .)
        kneiphof_graph_read_edges(. . . . . . . .)
        kneiphof_graph_try_node_value(. . . . . . . .)
        kneiphof_graph_node_value(. . . . . . . .)
        kneiphof_graph_edge_value(. . . . . . . .)
        kneiphof_graph_query_nodes(. . . . . . . .)
        kneiphof_graph_query_edges(. . . . . . . .)
        kneiphof_graph_explain(. . . . . . . . .)
        kneiphof_graph_neighbors(. . . . . . . . . . . .)
        kneiphof_graph_neighbor_summary(. . . . . . . .)
        kneiphof_graph_edges_between(. . . . . . . .)
        kneiphof_graph_layout(. . . . . . . .)
        kneiphof_graph_find_nodes(. . . . . . .)
        kneiphof_graph_node_values(. . . . . . . . . . . .)
        kneiphof_graph_neighbor_lists(. . . . . . . . . . . .)
        kneiphof_graph_neighborhood(. . . . . . . . . . . . . .)
        kneiphof_graph_apply(. . . . . . . .)
        kneiphof_transaction_begin(. . .)
        kneiphof_transaction_apply(. . . . . . . .)
        kneiphof_transaction_commit(. . .)
        kneiphof_transaction_rollback(. .)
        kneiphof_graph_drain_released(. . . . .)
        kneiphof_snapshot_open(. . .)
        kneiphof_snapshot_close(. .)
        kneiphof_snapshot_column(. . . . . . . .)
        kneiphof_snapshot_texts(. . . . . . . .)
        kneiphof_snapshot_ids(. . . . . .)
        kneiphof_snapshot_ids_of(. . . . .)
        kneiphof_snapshot_csr(. . . . . .)
        kneiphof_snapshot_filter(. . . . . . .)
        kneiphof_trace_switch(. .)
        kneiphof_trace_read(. . . .)
        kneiphof_last_panic(. . . .)
    };
    structs! { lines:
        KneiphofReport { native_nanos row number limit status value_length value_bytes detail_bytes text }
        KneiphofGraphOptions {
            struct_size flags id_bytes_max key_bytes_max attributes_max nesting_max value_bytes_max nodes_max edges_max quota_bytes
            seed lock_millis reserved
        }
        KneiphofCounts { nodes edges revision epoch bytes released reserved }
        KneiphofGraphShape { flags reserved nodes node_id_bytes edges edge_ids edge_id_bytes }
        KneiphofColumnShape { subject tag values distinct bytes }
        KneiphofMemoryEstimate { least_bytes likely_bytes most_bytes }
        KneiphofShrunk { before_bytes after_bytes }
        KneiphofFound { node revision }
        KneiphofValue { number revision word tag length }
        KneiphofApplied { revision created updated removed removed_edges rejected reserved }
        KneiphofRowError { row status number role column }
        KneiphofPage { count total cursor revision }
        KneiphofNeighbor { node edge direction zero }
        KneiphofNeighborCount { type_symbol direction count }
        KneiphofSnapshot { snapshot revision epoch node_rows edge_rows chunk_rows }
        KneiphofChunk { kind rows values tags heap heap_length valid nulls live }
        KneiphofText { address length }
        KneiphofControl { cancelled reserved done total }
        KneiphofCsr { offsets targets edges nodes entries }
    }
    lines
}

/// One line each, ended by a line feed.
pub(crate) fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| lines().iter().map(|line| format!("{line}\n")).collect())
}
