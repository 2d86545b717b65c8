/*
 * Kneiphof: a property-graph engine behind a flat C ABI.
 *
 * This file is generated from native/crates/ffi and committed; a test holds the two together.
 *
 * Conventions
 *   Status     Every function answers a status, KNEIPHOF_OK or why it did nothing, unless it says otherwise.
 *   Report     The last parameter. It may be null; else it is told the operands of a failure. After a success only
 *              native_nanos means anything, and only for calls that are timed.
 *   Handles    A graph, transaction or snapshot is generation << 32 | (index + 1); 0 is never one. A closed graph answers
 *              GRAPH_CLOSED, a handle whose place was taken by another STALE_HANDLE. Never a crash.
 *   Numbers    A node or edge is epoch << 32 | index, never 0. A number of something that was removed, or handed out
 *              before a compaction, is stale.
 *   Bytes      Rows, batches and queries are the encodings of docs/reference/wire-format.md, checked to the last byte.
 *              Text is UTF-8 with a length, never terminated by a zero.
 *   Snapshots  The one case in which addresses go out: they stay valid until the snapshot is closed, whatever happens
 *              to the graph, which may even be closed. What lies there may be read only.
 *   Addresses  None needs an alignment. Null is legal with a length of zero and as a report or an optional result;
 *              anywhere else it is INVALID_ARGUMENT. What comes in is read during the call only and never kept.
 *   Results    Written on success only. A buffer that is too small is left alone: BUFFER_TOO_SMALL, and the report's
 *              number is the capacity that is needed.
 *   Threads    Every function may be called from every thread. One writer at a time changes a graph; readers share it.
 *   Panics     None leaves the library: NATIVE_PANIC, and a graph whose change was interrupted is POISONED.
 */


#ifndef KNEIPHOF_H
#define KNEIPHOF_H

#include <stdint.h>

// The call did what it says.
#define KNEIPHOF_OK 0

#define KNEIPHOF_NODE_NOT_FOUND 1

#define KNEIPHOF_EDGE_NOT_FOUND 2

#define KNEIPHOF_SOURCE_NOT_FOUND 3

#define KNEIPHOF_TARGET_NOT_FOUND 4

#define KNEIPHOF_NODE_ALREADY_EXISTS 5

#define KNEIPHOF_EDGE_ALREADY_EXISTS 6

// `detail` says which argument, `value` what it was.
#define KNEIPHOF_INVALID_ARGUMENT 7

#define KNEIPHOF_INVALID_UTF8 8

// `number` is what was asked for, `limit` what is allowed.
#define KNEIPHOF_LIMIT_EXCEEDED 9

// The graph's quota of `limit` bytes, of which `value` were in use, leaves `number` bytes too few.
#define KNEIPHOF_OUT_OF_QUOTA 10

#define KNEIPHOF_GRAPH_CLOSED 11

// `number` names nothing any more; `detail` says what it named.
#define KNEIPHOF_STALE_HANDLE 12

#define KNEIPHOF_VERSION_MISMATCH 13

#define KNEIPHOF_BUSY 14

#define KNEIPHOF_REENTRANT 15

// A panic stopped an earlier change: the graph can be read but not changed.
#define KNEIPHOF_POISONED 16

// The call panicked; `value` holds message and place.
#define KNEIPHOF_NATIVE_PANIC 17

// `number` is the capacity that is needed, in bytes or in elements. Nothing was written.
#define KNEIPHOF_BUFFER_TOO_SMALL 18

#define KNEIPHOF_EXPIRED_CURSOR 19

#define KNEIPHOF_STORAGE_FAILED 20

#define KNEIPHOF_ABI_MISMATCH 21

// The caller asked for the end of the call; `number` is how far it had come. Nothing was written.
#define KNEIPHOF_CANCELLED 22

// The system, not a quota, had no more memory for `number` bytes.
#define KNEIPHOF_OUT_OF_MEMORY 23

// How many bytes of text a report holds.
#define KNEIPHOF_REPORT_TEXT_BYTES 464

// Version of this ABI; a library with another one is not used.
#define KNEIPHOF_ABI_VERSION 1

// In place of a code: no row of the graph had the text yet.
#define KNEIPHOF_TEXT_UNKNOWN UINT32_MAX

// In place of a code: the column keeps its texts without codes.
#define KNEIPHOF_TEXT_UNCODED (UINT32_MAX - 1)

// What a call reports. Written on failure only, except `native_nanos`, which timed calls write always.
typedef struct KneiphofReport {
  // Time spent inside a timed call (apply, query, neighbors, edges_between, layout, read, get_nodes, compact); else 0.
  uint64_t native_nanos;
  // The failing row, counted over all sections of a batch; UINT64_MAX for none.
  uint64_t row;
  uint64_t number;
  uint64_t limit;
  int32_t status;
  // Length in bytes of the whole offending value.
  uint32_t value_length;
  // How many bytes at the start of `text` show the value: at most 200, cut on a character boundary.
  uint32_t value_bytes;
  // How many bytes behind the value hold the detail, a short English phrase such as "id of a node".
  uint32_t detail_bytes;
  uint8_t text[KNEIPHOF_REPORT_TEXT_BYTES];
} KneiphofReport;

// What a graph is and how far it may grow.
typedef struct KneiphofGraphOptions {
  // Size of this struct as the caller knows it.
  uint32_t struct_size;
  // 1 = directed.
  uint32_t flags;
  uint32_t id_bytes_max;
  uint32_t key_bytes_max;
  uint32_t attributes_max;
  uint32_t nesting_max;
  uint64_t value_bytes_max;
  uint64_t nodes_max;
  uint64_t edges_max;
  // Native memory of the graph.
  uint64_t quota_bytes;
  // Of the hash of ids; 0 = random, from the operating system.
  uint64_t seed;
  // How long a reader or a writer waits for a transaction before it is told BUSY.
  uint64_t lock_millis;
  // Zero.
  uint64_t reserved[3];
} KneiphofGraphOptions;

// Numbers about a graph; read without a lock.
typedef struct KneiphofCounts {
  uint64_t nodes;
  uint64_t edges;
  uint64_t revision;
  uint64_t epoch;
  // Native memory of the graph.
  uint64_t bytes;
  // Opaque handles that wait to be drained.
  uint64_t released;
  uint64_t reserved[2];
} KneiphofCounts;

// What a long call and those who wait for it tell each other while it runs, without a call: they write `cancelled` and read the
// rest. Aligned to 8 bytes.
typedef struct KneiphofControl {
  // Anything but 0 asks the call to end: it answers CANCELLED, after at most 2,048 more steps.
  uint32_t cancelled;
  // Zero.
  uint32_t reserved;
  // Steps done: rows looked at, or nodes moved.
  uint64_t done;
  // Steps in all, as far as they are known; a call may end before it needed them all.
  uint64_t total;
} KneiphofControl;

// Native memory of a graph before and after it was shrunk.
typedef struct KneiphofShrunk {
  uint64_t before_bytes;
  uint64_t after_bytes;
} KneiphofShrunk;

// What is known of a graph before it is loaded.
typedef struct KneiphofGraphShape {
  // 1 = directed, 2 = nodes have labels, 4 = edges have types.
  uint32_t flags;
  // Zero.
  uint32_t reserved;
  uint64_t nodes;
  // Of the ids of all nodes.
  uint64_t node_id_bytes;
  uint64_t edges;
  // Edges with an id of their own.
  uint64_t edge_ids;
  // Of the ids of those edges.
  uint64_t edge_id_bytes;
} KneiphofGraphShape;

// What is known of an attribute before it is loaded.
typedef struct KneiphofColumnShape {
  // 0 = of nodes, 1 = of edges.
  uint32_t subject;
  // Of the values: the tag that attributes have in rows.
  uint32_t tag;
  // Rows that have a value.
  uint64_t values;
  // Different texts among them.
  uint64_t distinct;
  // Of the different texts, each once; of all bytes, lists and maps.
  uint64_t bytes;
} KneiphofColumnShape;

// Native memory that a graph will take once it was loaded and shrunk.
typedef struct KneiphofMemoryEstimate {
  uint64_t least_bytes;
  // Within 15 % where edges fall on nodes at random, evenly or as in social networks.
  uint64_t likely_bytes;
  uint64_t most_bytes;
} KneiphofMemoryEstimate;

// Whether there is a node, and when that was so.
typedef struct KneiphofFound {
  // The number of the node; 0 = there is none.
  uint64_t node;
  uint64_t revision;
} KneiphofFound;

// One attribute of one node or edge.
typedef struct KneiphofValue {
  // The number of the node or edge; 0 = there is none.
  uint64_t number;
  uint64_t revision;
  // A boolean, integer, instant (microseconds since 1970), float (its bits) or opaque handle; 0 for what is written as bytes.
  uint64_t word;
  // The type of the value as in wire-format.md: 0 an explicit null, 255 no such attribute.
  uint32_t tag;
  // Bytes written of a text, bytes, list or map.
  uint32_t length;
} KneiphofValue;

// What a paged call found.
typedef struct KneiphofPage {
  // Elements written.
  uint64_t count;
  // Elements that match in all.
  uint64_t total;
  // Where the next page goes on; 0 on the last one.
  uint64_t cursor;
  uint64_t revision;
} KneiphofPage;

// A neighbour and the edge that leads there.
typedef struct KneiphofNeighbor {
  uint64_t node;
  uint64_t edge;
  // 0 = out, 1 = in.
  uint32_t direction;
  uint32_t zero;
} KneiphofNeighbor;

// How many neighbours there are by one type and direction.
typedef struct KneiphofNeighborCount {
  // Symbol of the type + 1; 0 = no type.
  uint32_t type_symbol;
  // 0 = out, 1 = in; always 0 in an undirected graph.
  uint32_t direction;
  uint64_t count;
} KneiphofNeighborCount;

// What a batch did.
typedef struct KneiphofApplied {
  uint64_t revision;
  uint64_t created;
  uint64_t updated;
  uint64_t removed;
  // Edges that went with their nodes.
  uint64_t removed_edges;
  // Rows that a lenient batch left out: as many errors were written.
  uint64_t rejected;
  uint64_t reserved[2];
} KneiphofApplied;

// A row that a lenient batch left out.
typedef struct KneiphofRowError {
  // Counted over all sections.
  uint32_t row;
  int32_t status;
  uint64_t number;
  // Role of the column at fault, 255 for none.
  uint32_t role;
  // Index of that column in its section.
  uint32_t column;
} KneiphofRowError;

// A graph at one moment. Rows are numbered from 0 in the order of their arrival and come in chunks; removed rows are those
// without a bit in `live` of their chunk. The number of a row is `epoch << 32 | row`.
typedef struct KneiphofSnapshot {
  // The handle.
  uint64_t snapshot;
  uint64_t revision;
  uint64_t epoch;
  // Rows of nodes, removed ones too.
  uint64_t node_rows;
  uint64_t edge_rows;
  // Rows of each chunk but the last.
  uint64_t chunk_rows;
} KneiphofSnapshot;

// Where the values of a column lie for one chunk. All addresses stay valid, and what lies there the same, until the
// snapshot is closed. Bitmaps have one bit for each row of a chunk, the lowest bit first.
typedef struct KneiphofChunk {
  // How values lie there:
  // 0 none, 1 bits, 2 i64, 3 f64, 4 i64 microseconds since 1970, 5 u64 opaque handles,
  // 6 u8, 7 u16 and 8 u32 codes of texts, 9 text, 10 bytes, 11 packed lists and 12 packed maps as u64 references to `heap`,
  // 13 values of several types: u8 tags, and u64 words which are values or references by their tag.
  uint32_t kind;
  // How many rows have room at `values`; the others have no value.
  uint32_t rows;
  uint64_t values;
  // Tags of the values, for kind 13.
  uint64_t tags;
  // Bytes that a reference, `offset << 24 | length`, points to.
  uint64_t heap;
  uint64_t heap_length;
  // Bitmap of the rows with a value other than null; removed rows may have theirs set.
  uint64_t valid;
  // Bitmap of the rows with an explicit null; 0 when there are none.
  uint64_t nulls;
  // Bitmap of the rows that are there.
  uint64_t live;
} KneiphofChunk;

// A text where it lies: UTF-8, not terminated. Stays valid until the snapshot is closed.
typedef struct KneiphofText {
  uint64_t address;
  uint64_t length;
} KneiphofText;

// Compressed sparse rows of a snapshot: the list of node row `n` goes from `offsets[n]` to `offsets[n + 1]`. All addresses stay
// valid until the snapshot is closed.
typedef struct KneiphofCsr {
  // u32, one more than nodes.
  uint64_t offsets;
  // u32 rows of the nodes at the other ends.
  uint64_t targets;
  // u32 rows of the edges that lead there; 0 when they were not asked for.
  uint64_t edges;
  // Rows of nodes, removed ones too: those have empty lists.
  uint64_t nodes;
  // Entries of all lists together.
  uint64_t entries;
} KneiphofCsr;

// Whether the node of a row passes: 1 it does, 0 it does not, a negative number ends the scan. It must return: nothing may be thrown through
// the frames of the library.
typedef int32_t (*KneiphofPredicate)(uint64_t context, uint64_t row);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// Version of the ABI the library was built with: KNEIPHOF_ABI_VERSION.
//
// # Safety
// There is nothing to see to.
uint32_t kneiphof_abi_version(void);

// The text of the manifest: one line for each function, `name(i64,ptr,…)->i32`, and for each struct, `Name size=… field@offset …`.
// It is never freed. A caller compares it with what it was written for before it makes any other call.
//
// # Safety
// `text_out` is null or valid for the write of one address, `length_out` for that of one u64; `report` is null or valid for the
// write of one report.
int32_t kneiphof_abi_manifest(const uint8_t **text_out,
                              uint64_t *length_out,
                              struct KneiphofReport *report);

// The sum of two numbers, wrapping around: the empty call, to measure what a crossing itself costs.
//
// # Safety
// There is nothing to see to.
int64_t kneiphof_add(int64_t a, int64_t b);

// Adds the numbers from 0 up to `times`, one after the other, to `a`, wrapping around: what a loop over [`kneiphof_add`] does, without
// its crossings. Takes a nanosecond or two for each; nothing ends it before.
//
// # Safety
// There is nothing to see to.
int64_t kneiphof_add_up(int64_t a,
                        int64_t times);

// Opens an empty graph.
//
// # Safety
// `options` is null or valid for the read of its first field and of as many bytes as that says; `graph_out` is null or valid for the
// write of one u64, `report` for that of one report.
int32_t kneiphof_graph_open(const struct KneiphofGraphOptions *options,
                            uint64_t *graph_out,
                            struct KneiphofReport *report);

// Closes a graph and frees its memory, after the calls in progress have ended; waits for them up to five seconds, then answers
// BUSY, and the graph stays open. An open transaction is rolled back. A second close answers GRAPH_CLOSED.
//
// # Safety
// `report` is null or valid for the write of one report.
int32_t kneiphof_graph_close(uint64_t graph,
                             struct KneiphofReport *report);

// Number of nodes. Takes no lock and ends within nanoseconds.
//
// # Safety
// `out` is null or valid for the write of one u64, `report` for that of one report.
int32_t kneiphof_graph_node_count(uint64_t graph, uint64_t *out, struct KneiphofReport *report);

// Where the revision of the last commit stands, as an aligned u64: whoever has read something of the graph looks there, with
// acquire ordering and without a call, whether it still holds. The address may be read as long as the process lives; once the
// graph is closed it tells nothing, for another graph may use it.
//
// # Safety
// `address_out` is null or valid for the write of one u64, `report` for that of one report.
int32_t kneiphof_graph_revision_place(uint64_t graph,
                                      uint64_t *address_out,
                                      struct KneiphofReport *report);

// Counts, revision, epoch and memory. Takes no lock.
//
// # Safety
// `out` is null or valid for the write of the struct, `report` for that of one report.
int32_t kneiphof_graph_counts(uint64_t graph, struct KneiphofCounts *out, struct KneiphofReport *report);

// Labels, types, attributes and memory of a graph, as a packed MAP.
//
// # Safety
// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64, `report` for that of one report.
int32_t kneiphof_graph_describe(uint64_t graph,
                                uint8_t *out,
                                uint64_t capacity,
                                uint64_t *length_out,
                                struct KneiphofReport *report);

// The memory of a graph by structure and by column, and what its open snapshots hold, as a packed MAP. Answers BUSY when somebody
// writes for longer than 100 ms.
//
// # Safety
// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64, `report` for that of one report.
int32_t kneiphof_graph_memory(uint64_t graph,
                              uint8_t *out,
                              uint64_t capacity,
                              uint64_t *length_out,
                              struct KneiphofReport *report);

// Moves the living rows together and gives memory back. Every node and edge number handed out before becomes stale. `control`, unless
// it is null, can end the call, which then answers CANCELLED and has changed nothing. Timed.
//
// # Safety
// `control` is null or valid for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_compact(uint64_t graph,
                               struct KneiphofControl *control,
                               struct KneiphofReport *report);

// For tests: panics inside a change. Answers NATIVE_PANIC; the graph is poisoned from then on, other graphs are not.
//
// # Safety
// `report` is null or valid for the write of one report.
int32_t kneiphof_graph_panic(uint64_t graph,
                             struct KneiphofReport *report);

// Gives back what a graph does not use: removed rows, replaced texts, room behind the last row, lists and indexes that are built again
// when they are wanted. Numbers become stale when there were removed rows; snapshots keep what they have. `control`, unless it is
// null, can end the call, which then answers CANCELLED, with all rows still there. Timed.
//
// # Safety
// `shrunk_out` is null or valid for the write of one answer, `control` for atomic reads and writes of one control, `report` for the write
// of one report.
int32_t kneiphof_graph_shrink(uint64_t graph,
                              struct KneiphofShrunk *shrunk_out,
                              struct KneiphofControl *control,
                              struct KneiphofReport *report);

// The native memory that a graph will take once it was loaded and shrunk: no graph is needed for the question.
//
// # Safety
// `shape` is null or valid for the read of one shape, `columns` for reads of `count` shapes of columns; `estimate_out` is null or valid for
// the write of one estimate, `report` for that of one report.
int32_t kneiphof_estimate_memory(const struct KneiphofGraphShape *shape,
                                 const struct KneiphofColumnShape *columns,
                                 uint64_t count,
                                 struct KneiphofMemoryEstimate *estimate_out,
                                 struct KneiphofReport *report);

// The symbol of a key, label or type; a new text gets the next number. A graph has at most 65,535, and none is ever taken back.
//
// # Safety
// `text` is null or valid for reads of `length` bytes; `symbol_out` is null or valid for the write of one u32, `report` for that of
// one report.
int32_t kneiphof_graph_intern(uint64_t graph,
                              const uint8_t *text,
                              uint64_t length,
                              uint32_t *symbol_out,
                              struct KneiphofReport *report);

// The texts of the symbols from `first` on, as a packed LIST of TEXT.
//
// # Safety
// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64, `report` for that of one report.
int32_t kneiphof_graph_symbols(uint64_t graph,
                               uint32_t first,
                               uint8_t *out,
                               uint64_t capacity,
                               uint64_t *length_out,
                               struct KneiphofReport *report);

// Declares an index, unless there is one: a bitmap of the rows of each value, which every write keeps from then on. `on`: 0 an
// attribute of nodes, 1 of edges, by its key; 2 the labels of nodes, 3 the types of edges, for which the key is empty. Writes 1 when
// there was none before, else 0. `control`, unless it is null, can end the call, which then answers CANCELLED and has declared nothing.
// Timed.
//
// # Safety
// `key` is null or valid for reads of `length` bytes; `declared_out` is null or valid for the write of one u32, `control` for atomic reads
// and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_declare_index(uint64_t graph,
                                     uint32_t on,
                                     const uint8_t *key,
                                     uint64_t length,
                                     uint32_t *declared_out,
                                     struct KneiphofControl *control,
                                     struct KneiphofReport *report);

// Drops a declared index. Writes 1 when there was one, else 0. Timed.
//
// # Safety
// `key` is null or valid for reads of `length` bytes; `dropped_out` is null or valid for the write of one u32, `report` for that of one
// report.
int32_t kneiphof_graph_drop_index(uint64_t graph,
                                  uint32_t on,
                                  const uint8_t *key,
                                  uint64_t length,
                                  uint32_t *dropped_out,
                                  struct KneiphofReport *report);

// Adds a node. NODE_ALREADY_EXISTS when its id is taken.
// `created_out` is told 1 for a new node and 0 for one that was there.
//
// # Safety
// `row` is null or valid for reads of `length` bytes; `node_out` is null or valid for the write of one u64, `created_out` for that of one
// u32, `report` for that of one report.
int32_t kneiphof_graph_add_node(uint64_t graph,
                                const uint8_t *row,
                                uint64_t length,
                                uint64_t *node_out,
                                uint32_t *created_out,
                                struct KneiphofReport *report);

// Creates a node or replaces its labels and attributes; its edges stay.
// `created_out` is told 1 for a new node and 0 for one that was there.
//
// # Safety
// `row` is null or valid for reads of `length` bytes; `node_out` is null or valid for the write of one u64, `created_out` for that of one
// u32, `report` for that of one report.
int32_t kneiphof_graph_upsert_node(uint64_t graph,
                                   const uint8_t *row,
                                   uint64_t length,
                                   uint64_t *node_out,
                                   uint32_t *created_out,
                                   struct KneiphofReport *report);

// Creates a node or adds to it: labels are added, attributes set, those that are ABSENT removed.
// `created_out` is told 1 for a new node and 0 for one that was there.
//
// # Safety
// `row` is null or valid for reads of `length` bytes; `node_out` is null or valid for the write of one u64, `created_out` for that of one
// u32, `report` for that of one report.
int32_t kneiphof_graph_merge_node(uint64_t graph,
                                  const uint8_t *row,
                                  uint64_t length,
                                  uint64_t *node_out,
                                  uint32_t *created_out,
                                  struct KneiphofReport *report);

// Removes a node and its edges. `expected_version` is the version it must have, 0 for any; VERSION_MISMATCH otherwise.
// `removed_edges_out` is told how many edges went with it.
//
// # Safety
// `id` is null or valid for reads of `length` bytes; `removed_edges_out` is null or valid for the write of one u64, `report` for that of
// one report.
int32_t kneiphof_graph_remove_node(uint64_t graph,
                                   const uint8_t *id,
                                   uint64_t length,
                                   uint64_t expected_version,
                                   uint64_t *removed_edges_out,
                                   struct KneiphofReport *report);

// The number of the node with this id. A miss is NODE_NOT_FOUND without a text, made for callers that expect misses.
//
// # Safety
// `id` is null or valid for reads of `length` bytes; `node_out` is null or valid for the write of one u64, `report` for that of one
// report.
int32_t kneiphof_graph_find_node(uint64_t graph,
                                 const uint8_t *id,
                                 uint64_t length,
                                 uint64_t *node_out,
                                 struct KneiphofReport *report);

// As kneiphof_graph_find_node, without ever waiting: BUSY at once when somebody writes. A miss is no failure but the number 0, and the
// answer holds as long as the graph has the revision told with it. Short and bounded: may be called without a change of the
// thread's state.
//
// # Safety
// `id` is null or valid for reads of `length` bytes; `found_out` is null or valid for the write of the struct, `report` for that of one
// report.
int32_t kneiphof_graph_try_find_node(uint64_t graph,
                                     const uint8_t *id,
                                     uint64_t length,
                                     struct KneiphofFound *found_out,
                                     struct KneiphofReport *report);

// The node with this id, as one row. A miss is NODE_NOT_FOUND without a text; `number` tells the revision that was so at.
//
// # Safety
// `id` is null or valid for reads of `length` bytes; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one
// u64, `report` for that of one report.
int32_t kneiphof_graph_get_node(uint64_t graph,
                                const uint8_t *id,
                                uint64_t length,
                                uint8_t *out,
                                uint64_t capacity,
                                uint64_t *length_out,
                                struct KneiphofReport *report);

// The nodes with these ids, as rows in the same order; an id that is not found has no row. The ids lie one behind the other; `offsets`
// holds where each begins and, last, where the last one ends. `control`, unless it is null, can end the call, which then answers
// CANCELLED. Timed.
//
// # Safety
// `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for reads of as many bytes as the last one says; `out` is null or
// valid for writes of `capacity` bytes, `length_out` for that of one u64, `control` for atomic reads and writes of one control, `report`
// for the write of one report.
int32_t kneiphof_graph_get_nodes(uint64_t graph,
                                 const uint32_t *offsets,
                                 const uint8_t *bytes,
                                 uint64_t count,
                                 uint8_t *out,
                                 uint64_t capacity,
                                 uint64_t *length_out,
                                 struct KneiphofControl *control,
                                 struct KneiphofReport *report);

// The nodes with these numbers, as rows in the same order; a stale number has no row. `control`, unless it is null, can end the call, which then answers
// CANCELLED. Timed.
//
// # Safety
// `nodes` is null or valid for reads of `count` numbers; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of
// one u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_read_nodes(uint64_t graph,
                                  const uint64_t *nodes,
                                  uint64_t count,
                                  uint8_t *out,
                                  uint64_t capacity,
                                  uint64_t *length_out,
                                  struct KneiphofControl *control,
                                  struct KneiphofReport *report);

// The number of a schema of nodes or edges: the keys of their attributes with the type of each, told once, so that rows need
// neither. The same schema has the same number; a graph knows at most 65,535, and none is ever taken back.
//
// # Safety
// `schema` is null or valid for reads of `length` bytes; `schema_out` is null or valid for the write of one u32, `report` for that of
// one report.
int32_t kneiphof_graph_register_schema(uint64_t graph,
                                       const uint8_t *schema,
                                       uint64_t length,
                                       uint32_t *schema_out,
                                       struct KneiphofReport *report);

// The code that stands for a text in rows of a schema, under the attribute with this place: `code_out` is told
// `generation << 32 | code`. Codes of another generation than the graph's are refused as STALE_HANDLE; a code may be
// KNEIPHOF_TEXT_UNKNOWN or KNEIPHOF_TEXT_UNCODED.
//
// # Safety
// `text` is null or valid for reads of `length` bytes; `code_out` is null or valid for the write of one u64, `report` for that of one
// report.
int32_t kneiphof_graph_text_code(uint64_t graph,
                                 uint32_t schema,
                                 uint32_t attribute,
                                 const uint8_t *text,
                                 uint64_t length,
                                 uint64_t *code_out,
                                 struct KneiphofReport *report);

// Adds (0), upserts (1) or merges (2) a node or edge that is a row of a registered schema; what its own call for a row with keys
// refuses is refused here. STALE_HANDLE when it has codes of a generation that is over, or the number of a node that is gone: then
// nothing is written, and the texts or the id have to be told again. `created_out` is told 1 for a new node or edge and 0 for one
// that was there.
//
// # Safety
// `row` is null or valid for reads of `length` bytes; `number_out` is null or valid for the write of one u64, `created_out` for that of one
// u32, `report` for that of one report.
int32_t kneiphof_graph_put_row(uint64_t graph,
                               uint32_t operation,
                               const uint8_t *row,
                               uint64_t length,
                               uint64_t *number_out,
                               uint32_t *created_out,
                               struct KneiphofReport *report);

// Adds an edge. EDGE_ALREADY_EXISTS when its id, explicit or derived, is taken; SOURCE_NOT_FOUND or TARGET_NOT_FOUND for a
// missing end.
// `created_out` is told 1 for a new edge and 0 for one that was there.
//
// # Safety
// `row` is null or valid for reads of `length` bytes; `edge_out` is null or valid for the write of one u64, `created_out` for that of one
// u32, `report` for that of one report.
int32_t kneiphof_graph_add_edge(uint64_t graph,
                                const uint8_t *row,
                                uint64_t length,
                                uint64_t *edge_out,
                                uint32_t *created_out,
                                struct KneiphofReport *report);

// Creates an edge or replaces its attributes; an existing one must have the same ends and type.
// `created_out` is told 1 for a new edge and 0 for one that was there.
//
// # Safety
// `row` is null or valid for reads of `length` bytes; `edge_out` is null or valid for the write of one u64, `created_out` for that of one
// u32, `report` for that of one report.
int32_t kneiphof_graph_upsert_edge(uint64_t graph,
                                   const uint8_t *row,
                                   uint64_t length,
                                   uint64_t *edge_out,
                                   uint32_t *created_out,
                                   struct KneiphofReport *report);

// Creates an edge or adds to it: attributes are set, those that are ABSENT removed; an existing one must have the same ends
// and type.
// `created_out` is told 1 for a new edge and 0 for one that was there.
//
// # Safety
// `row` is null or valid for reads of `length` bytes; `edge_out` is null or valid for the write of one u64, `created_out` for that of one
// u32, `report` for that of one report.
int32_t kneiphof_graph_merge_edge(uint64_t graph,
                                  const uint8_t *row,
                                  uint64_t length,
                                  uint64_t *edge_out,
                                  uint32_t *created_out,
                                  struct KneiphofReport *report);

// Removes an edge by its explicit or derived id. `expected_version` is the version it must have, 0 for any; VERSION_MISMATCH
// otherwise.
//
// # Safety
// `id` is null or valid for reads of `length` bytes; `report` is null or valid for the write of one report.
int32_t kneiphof_graph_remove_edge(uint64_t graph,
                                   const uint8_t *id,
                                   uint64_t length,
                                   uint64_t expected_version,
                                   struct KneiphofReport *report);

// The number of the edge with this id. A miss is EDGE_NOT_FOUND without a text, made for callers that expect misses.
//
// # Safety
// `id` is null or valid for reads of `length` bytes; `edge_out` is null or valid for the write of one u64, `report` for that of one
// report.
int32_t kneiphof_graph_find_edge(uint64_t graph,
                                 const uint8_t *id,
                                 uint64_t length,
                                 uint64_t *edge_out,
                                 struct KneiphofReport *report);

// The edge with this id, as one row.
//
// # Safety
// `id` is null or valid for reads of `length` bytes; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one
// u64, `report` for that of one report.
int32_t kneiphof_graph_get_edge(uint64_t graph,
                                const uint8_t *id,
                                uint64_t length,
                                uint8_t *out,
                                uint64_t capacity,
                                uint64_t *length_out,
                                struct KneiphofReport *report);

// The edges with these numbers, as rows in the same order; a stale number has no row. `control`, unless it is null, can end the call, which then answers
// CANCELLED. Timed.
//
// # Safety
// `edges` is null or valid for reads of `count` numbers; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of
// one u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_read_edges(uint64_t graph,
                                  const uint64_t *edges,
                                  uint64_t count,
                                  uint8_t *out,
                                  uint64_t capacity,
                                  uint64_t *length_out,
                                  struct KneiphofControl *control,
                                  struct KneiphofReport *report);

// One attribute of the node with this id, without ever waiting: BUSY at once when somebody writes. `key` is the symbol of the key + 1, 0
// for a key that no node has. A miss is no failure but the number 0. The bytes of a text, bytes, list or map go to `out`; more than 4,096
// of them are BUFFER_TOO_SMALL here, whatever the capacity. Short and bounded: may be called without a change of the thread's state.
//
// # Safety
// `id` is null or valid for reads of `length` bytes; `value_out` is null or valid for the write of the struct, `out` is null or valid for
// writes of `capacity` bytes, `report` for that of one report.
int32_t kneiphof_graph_try_node_value(uint64_t graph,
                                      const uint8_t *id,
                                      uint64_t length,
                                      uint32_t key,
                                      struct KneiphofValue *value_out,
                                      uint8_t *out,
                                      uint64_t capacity,
                                      struct KneiphofReport *report);

// As kneiphof_graph_try_node_value, for as long as it takes.
//
// # Safety
// As kneiphof_graph_try_node_value.
int32_t kneiphof_graph_node_value(uint64_t graph,
                                  const uint8_t *id,
                                  uint64_t length,
                                  uint32_t key,
                                  struct KneiphofValue *value_out,
                                  uint8_t *out,
                                  uint64_t capacity,
                                  struct KneiphofReport *report);

// One attribute of the edge with this explicit or derived id; else as kneiphof_graph_node_value.
//
// # Safety
// As kneiphof_graph_try_node_value.
int32_t kneiphof_graph_edge_value(uint64_t graph,
                                  const uint8_t *id,
                                  uint64_t length,
                                  uint32_t key,
                                  struct KneiphofValue *value_out,
                                  uint8_t *out,
                                  uint64_t capacity,
                                  struct KneiphofReport *report);

// The nodes that pass a filter, a page at a time. What lies behind the numbers of the page at `out` is undefined afterwards.
// `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
//
// # Safety
// `query` is null or valid for reads of `length` bytes; `out` is null or valid for writes of `capacity` numbers, `page_out` for that of one
// page, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_query_nodes(uint64_t graph,
                                   const uint8_t *query,
                                   uint64_t length,
                                   uint64_t *out,
                                   uint64_t capacity,
                                   struct KneiphofPage *page_out,
                                   struct KneiphofControl *control,
                                   struct KneiphofReport *report);

// The edges that pass a filter, a page at a time. Timed.
//
// # Safety
// As kneiphof_graph_query_nodes.
int32_t kneiphof_graph_query_edges(uint64_t graph,
                                   const uint8_t *query,
                                   uint64_t length,
                                   uint64_t *out,
                                   uint64_t capacity,
                                   struct KneiphofPage *page_out,
                                   struct KneiphofControl *control,
                                   struct KneiphofReport *report);

// What the filter of a query does: its steps in the order in which they run, what each reads, and how many rows and chunks
// passed it, as a packed MAP. Runs the filter; order and page of the query do not matter. `subject`: 0 nodes, 1 edges. `control`,
// unless it is null, can end the call, which then answers CANCELLED. Timed.
//
// # Safety
// `query` is null or valid for reads of `length` bytes; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of
// one u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_explain(uint64_t graph,
                               uint32_t subject,
                               const uint8_t *query,
                               uint64_t length,
                               uint8_t *out,
                               uint64_t capacity,
                               uint64_t *length_out,
                               struct KneiphofControl *control,
                               struct KneiphofReport *report);

// The neighbours of a node and the edges that lead there, at most `capacity` of them. `direction`: 0 out, 1 in, 2 both; in an
// undirected graph it does not matter. `type_symbol`: symbol of the type + 1, 0 for any. `order`: 0 arrival, 1 degree, descending.
// `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
//
// # Safety
// `id` is null or valid for reads of `id_length` bytes; `out` is null or valid for writes of `capacity` neighbours, `page_out` for that of
// one page, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_neighbors(uint64_t graph,
                                 const uint8_t *id,
                                 uint64_t id_length,
                                 uint32_t direction,
                                 uint32_t type_symbol,
                                 uint32_t order,
                                 uint64_t skip,
                                 struct KneiphofNeighbor *out,
                                 uint64_t capacity,
                                 struct KneiphofPage *page_out,
                                 struct KneiphofControl *control,
                                 struct KneiphofReport *report);

// How many neighbours a node has, by type and direction. `control`, unless it is null, can end the call, which then answers CANCELLED.
// Timed.
//
// # Safety
// `id` is null or valid for reads of `id_length` bytes; `out` is null or valid for writes of `capacity` counts, `count_out` for that of one
// u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_neighbor_summary(uint64_t graph,
                                        const uint8_t *id,
                                        uint64_t id_length,
                                        struct KneiphofNeighborCount *out,
                                        uint64_t capacity,
                                        uint64_t *count_out,
                                        struct KneiphofControl *control,
                                        struct KneiphofReport *report);

// The edges whose two ends are both among the nodes, in order of arrival, at most `capacity` of them; `total` tells how many there are.
// `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
//
// # Safety
// `nodes` is null or valid for reads of `count` numbers; `out` is null or valid for writes of `capacity` numbers, `page_out` for that of
// one page, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_edges_between(uint64_t graph,
                                     const uint64_t *nodes,
                                     uint64_t count,
                                     uint64_t *out,
                                     uint64_t capacity,
                                     struct KneiphofPage *page_out,
                                     struct KneiphofControl *control,
                                     struct KneiphofReport *report);

// Places nodes by forces along the edges between them. `xy` holds two numbers for each node: where it was placed before, which it is kept
// near, or NaN; it is told where the node is now. The same seed and input give the same places. Works on a snapshot: no
// writer waits. `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
//
// # Safety
// `nodes` is null or valid for reads of `count` numbers; `xy` is null or valid for reads and writes of twice as many; `control` is null or
// valid for atomic reads and writes of one control, `report` is null or valid for the write of one report.
int32_t kneiphof_graph_layout(uint64_t graph,
                              const uint64_t *nodes,
                              uint64_t count,
                              uint64_t seed,
                              uint32_t iterations,
                              float *xy,
                              struct KneiphofControl *control,
                              struct KneiphofReport *report);

// The numbers of the nodes with these ids, 0 for each that is not there. The ids lie one behind the other; `offsets` holds where
// each begins and, last, where the last one ends. `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
//
// # Safety
// `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for reads of as many bytes as the last one says; `out` is null or
// valid for writes of `count` numbers, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_find_nodes(uint64_t graph,
                                  const uint32_t *offsets,
                                  const uint8_t *bytes,
                                  uint64_t count,
                                  uint64_t *out,
                                  struct KneiphofControl *control,
                                  struct KneiphofReport *report);

// Selected attributes of many nodes as typed columns, in the order of the nodes and of the keys; a node that is not there has the
// number 0 and no values. The nodes are named by `numbers` or, when that is null, by ids as in kneiphof_graph_find_nodes. A key
// is its symbol + 1; 0 stands for a key that no node has. `control`, unless it is null, can end the call, which then answers CANCELLED.
// Timed.
//
// # Safety
// `numbers` is null or valid for reads of `count` numbers, `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for
// reads of as many bytes as the last one says, `keys` is null or valid for reads of `key_count` numbers; `out` is null or valid
// for writes of `capacity` bytes, `length_out` for that of one u64, `control` for atomic reads and writes of one control, `report` for
// the write of one report.
int32_t kneiphof_graph_node_values(uint64_t graph,
                                   const uint64_t *numbers,
                                   const uint32_t *offsets,
                                   const uint8_t *bytes,
                                   uint64_t count,
                                   const uint32_t *keys,
                                   uint64_t key_count,
                                   uint8_t *out,
                                   uint64_t capacity,
                                   uint64_t *length_out,
                                   struct KneiphofControl *control,
                                   struct KneiphofReport *report);

// The neighbours of many nodes and the edges that lead there, a list for each node in the order in which its edges arrived; a node that
// is not there has the number 0 and an empty list. The nodes are named as in kneiphof_graph_node_values. `direction`: 0 out, 1 in,
// 2 both. `type_symbol`: symbol of the type + 1, 0 for any. `control`, unless it is null, can end the call, which then answers CANCELLED.
// Timed.
//
// # Safety
// `numbers` is null or valid for reads of `count` numbers, `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for
// reads of as many bytes as the last one says; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one
// u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_neighbor_lists(uint64_t graph,
                                      const uint64_t *numbers,
                                      const uint32_t *offsets,
                                      const uint8_t *bytes,
                                      uint64_t count,
                                      uint32_t direction,
                                      uint32_t type_symbol,
                                      uint8_t *out,
                                      uint64_t capacity,
                                      uint64_t *length_out,
                                      struct KneiphofControl *control,
                                      struct KneiphofReport *report);

// The distinct nodes within 1 to 64 hops of some nodes, without those, at most `capacity` of them, the nearest first; `total` tells how many
// there are. The nodes are named as in kneiphof_graph_node_values; one that is not there is NODE_NOT_FOUND or STALE_HANDLE. `direction`
// and `type_symbol` as in kneiphof_graph_neighbor_lists. `within_out` is told for each number of hops how many nodes lie within it.
// `control`, unless it is null, can end the call, which then answers CANCELLED. Timed.
//
// # Safety
// `numbers` is null or valid for reads of `count` numbers, `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for
// reads of as many bytes as the last one says; `out` is null or valid for writes of `capacity` numbers, `within_out` for those of `hops`
// numbers, `page_out` for that of one page, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_neighborhood(uint64_t graph,
                                    const uint64_t *numbers,
                                    const uint32_t *offsets,
                                    const uint8_t *bytes,
                                    uint64_t count,
                                    uint32_t direction,
                                    uint32_t type_symbol,
                                    uint32_t hops,
                                    uint64_t *out,
                                    uint64_t capacity,
                                    uint64_t *within_out,
                                    struct KneiphofPage *page_out,
                                    struct KneiphofControl *control,
                                    struct KneiphofReport *report);

// Applies a batch as one change. An atomic batch is applied wholly or fails with its first bad row, which the report names; a lenient one
// leaves bad rows out and writes them to `errors`, which must have room for as many as the batch has rows. `control`, unless it is null,
// can end the call, which then answers CANCELLED once it has undone what it did. Timed.
//
// # Safety
// `batch` is null or valid for reads of `length` bytes; `out` is null or valid for the write of the struct, `errors` for writes of
// `errors_capacity` errors, `control` for atomic reads and writes of one control, `report` for the write of one report.
int32_t kneiphof_graph_apply(uint64_t graph,
                             const uint8_t *batch,
                             uint64_t length,
                             struct KneiphofApplied *out,
                             struct KneiphofRowError *errors,
                             uint64_t errors_capacity,
                             struct KneiphofControl *control,
                             struct KneiphofReport *report);

// Begins a transaction, which holds the graph's write lock until it is committed or rolled back, from whatever thread. Readers and
// writers wait for it as long as the graph's options say, then are told BUSY.
//
// # Safety
// `transaction_out` is null or valid for the write of one u64, `report` for that of one report.
int32_t kneiphof_transaction_begin(uint64_t graph,
                                   uint64_t *transaction_out,
                                   struct KneiphofReport *report);

// Applies a batch within a transaction. When it fails, the transaction is as it was before this call and stays open. Timed.
//
// # Safety
// As kneiphof_graph_apply.
int32_t kneiphof_transaction_apply(uint64_t transaction,
                                   const uint8_t *batch,
                                   uint64_t length,
                                   struct KneiphofApplied *out,
                                   struct KneiphofRowError *errors,
                                   uint64_t errors_capacity,
                                   struct KneiphofControl *control,
                                   struct KneiphofReport *report);

// Makes all changes of a transaction visible at once and ends it. `revision_out` is told the graph's revision.
//
// # Safety
// `revision_out` is null or valid for the write of one u64, `report` for that of one report.
int32_t kneiphof_transaction_commit(uint64_t transaction,
                                    uint64_t *revision_out,
                                    struct KneiphofReport *report);

// Undoes all changes of a transaction and ends it.
//
// # Safety
// `report` is null or valid for the write of one report.
int32_t kneiphof_transaction_rollback(uint64_t transaction, struct KneiphofReport *report);

// Takes up to `capacity` handles of opaque values that no node or edge holds any more: the caller may release the objects.
//
// # Safety
// `out` is null or valid for writes of `capacity` handles, `count_out` for that of one u64, `report` for that of one report.
int32_t kneiphof_graph_drain_released(uint64_t graph,
                                      uint64_t *out,
                                      uint64_t capacity,
                                      uint64_t *count_out,
                                      struct KneiphofReport *report);

// Keeps the graph as it is now. Takes the graph's lock for as long as there are columns to count, copies no values; the graph copies
// a chunk when it changes it for the first time after that. The memory is held until kneiphof_snapshot_close, even when the
// graph is closed before.
//
// # Safety
// `out` is null or valid for the write of the struct, `report` for that of one report.
int32_t kneiphof_snapshot_open(uint64_t graph,
                               struct KneiphofSnapshot *out,
                               struct KneiphofReport *report);

// Lets go of a snapshot: the addresses it told are no longer valid. Waits for calls on it up to five seconds, then answers BUSY.
// A second close answers STALE_HANDLE.
//
// # Safety
// Nobody reads from an address that the snapshot told any more. `report` is null or valid for the write of one report.
int32_t kneiphof_snapshot_close(uint64_t snapshot,
                                struct KneiphofReport *report);

// Where the values of a key lie, for every chunk of the nodes (`subject` 0) or edges (1). A key that no row ever had has chunks without
// values. Copies 64 bytes a chunk.
//
// # Safety
// `key` is null or valid for reads of `key_length` bytes; `out` is null or valid for writes of `capacity` chunks, `count_out` for that of
// one u64, `report` for that of one report.
int32_t kneiphof_snapshot_column(uint64_t snapshot,
                                 uint32_t subject,
                                 const uint8_t *key,
                                 uint64_t key_length,
                                 struct KneiphofChunk *out,
                                 uint64_t capacity,
                                 uint64_t *count_out,
                                 struct KneiphofReport *report);

// The texts that the codes of a key stand for, by code. Copies 16 bytes a text, and not the text.
//
// # Safety
// `key` is null or valid for reads of `key_length` bytes; `out` is null or valid for writes of `capacity` texts, `count_out` for that of
// one u64, `report` for that of one report.
int32_t kneiphof_snapshot_texts(uint64_t snapshot,
                                uint32_t subject,
                                const uint8_t *key,
                                uint64_t key_length,
                                struct KneiphofText *out,
                                uint64_t capacity,
                                uint64_t *count_out,
                                struct KneiphofReport *report);

// The ids of one chunk's nodes, by row; those of removed rows too. Copies 16 bytes an id, and not the id.
//
// # Safety
// `out` is null or valid for writes of `capacity` texts, `count_out` for that of one u64, `report` for that of one report.
int32_t kneiphof_snapshot_ids(uint64_t snapshot,
                              uint64_t chunk,
                              struct KneiphofText *out,
                              uint64_t capacity,
                              uint64_t *count_out,
                              struct KneiphofReport *report);

// The ids of nodes by their rows, in the order of the rows; those of removed rows too. Copies 16 bytes an id, and not the id.
//
// # Safety
// `rows` is null or valid for reads of `count` rows, `out` is null or valid for writes of as many texts; `report` is null or valid for the
// write of one report.
int32_t kneiphof_snapshot_ids_of(uint64_t snapshot,
                                 const uint64_t *rows,
                                 uint64_t count,
                                 struct KneiphofText *out,
                                 struct KneiphofReport *report);

// Where the compressed sparse rows of the snapshot lie: out-edges (`direction` 0), in-edges (1), or both (2), first the one and then the
// other; in an undirected graph they are the same, and a self-loop stands twice. Builds them at the first call after a change of nodes
// or edges, on all processors and without a lock of the graph; copies nothing. `with_edges` 1 makes the rows of the edges, too, which
// take as long and as much again, but once; with 0 their address is 0 unless somebody has asked for them. `control`, unless it is null,
// can end the call, which then answers CANCELLED. Timed.
//
// # Safety
// `out` is null or valid for the write of the struct, `control` for atomic reads and writes of one control, `report` for the write of one
// report.
int32_t kneiphof_snapshot_csr(uint64_t snapshot,
                              uint32_t direction,
                              uint32_t with_edges,
                              struct KneiphofCsr *out,
                              struct KneiphofControl *control,
                              struct KneiphofReport *report);

// Asks a predicate about each node of a snapshot, in order of arrival: one call back for each. `bitmap` is told a bit for each row,
// the lowest first, so it needs room for `(node_rows + 63) / 64` words; `passed_out` how many pass. A predicate that answers a negative
// number ends the scan: CANCELLED, and `number` of the report is the row. Inside of the predicate, reads are answered; a change of the
// graph, and closing it or the snapshot, are REENTRANT. No writer waits. Timed.
//
// # Safety
// `predicate` is null or may be called with `context` in this thread until this call ends; `bitmap` is null or valid for writes of
// `capacity` words, `passed_out` for that of one u64, `report` for that of one report.
int32_t kneiphof_snapshot_filter(uint64_t snapshot,
                                 KneiphofPredicate predicate,
                                 uint64_t context,
                                 uint64_t *bitmap,
                                 uint64_t capacity,
                                 uint64_t *passed_out,
                                 struct KneiphofReport *report);

// Begins (1) or ends (0) the keeping of spans, for the whole process and from any thread.
//
// # Safety
// `report` is null or valid for the write of one report.
int32_t kneiphof_trace_switch(uint32_t on, struct KneiphofReport *report);

// Takes the lines that are kept, as many as fit, in the order in which their spans ended: nanoseconds, depth, name and fields, with a
// tab between them and a line feed behind. When spans were dropped, a line named `dropped` tells how many.
//
// # Safety
// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64; `report` is null or valid for the write of one report.
int32_t kneiphof_trace_read(uint8_t *out,
                            uint64_t capacity,
                            uint64_t *length_out,
                            struct KneiphofReport *report);

// The frames of this thread's last panic, as text with function, file and line. They are looked up in the file of the library, so it has to
// lie where it was loaded from. Empty when there was no panic since the last call.
//
// # Safety
// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64; `report` is null or valid for the write of one report.
int32_t kneiphof_last_panic(uint8_t *out,
                            uint64_t capacity,
                            uint64_t *length_out,
                            struct KneiphofReport *report);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* KNEIPHOF_H */
