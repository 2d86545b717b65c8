//! The encodings that cross the boundary, as written down in `docs/reference/wire-format.md`.
//!
//! Everything here borrows the caller's bytes and checks them once, when a view is made: a view that exists is well formed,
//! so its accessors cannot fail. Nothing assumes an alignment of the bytes, nothing recurses on the depth of the input, and
//! every count, offset and length goes through checked arithmetic. Rules that need the graph (which characters an id may
//! have, how long a key may be, whether a symbol exists) are the engine's.
#![forbid(unsafe_code)]

mod batch;
mod bytes;
mod failure;
mod lists;
mod packed;
mod query;
mod query_builder;
mod room;
mod row;
mod row_writer;
mod rows;
mod schema;
mod schema_row;
mod status;
mod tag;
mod text_block;
mod value;
mod values;

pub use batch::{
    BatchBuilder, BatchView, Bitmap, Codes, ColumnData, ColumnValues, ColumnView, LABEL_SEPARATOR, Layout,
    Role, SectionBuilder, SectionView, Slices, Texts, Words,
};
pub use failure::{Failure, FailureValue, NO_ROW, VALUE_BYTES_SHOWN};
pub use lists::Lists;
pub use packed::{
    ListWriter, MapWriter, NESTING_MAX, Packed, PackedEntries, PackedItems, encode, encode_ref, write_list,
    write_map,
};
pub use query::{
    Comparison, Direction, INSTRUCTIONS_MAX, Instruction, OrderBy, QueryView, Test, TestSubject,
};
pub use query_builder::QueryBuilder;
pub use room::out_of_memory;
pub use row::{RowUse, RowView};
pub use row_writer::{EdgeHead, NodeHead, RowWriter};
pub use rows::{RowsView, RowsWriter};
pub use schema::{SchemaField, SchemaView, encode_schema};
pub use schema_row::{
    EndNames, NodeName, SchemaRowEnds, SchemaRowHead, SchemaRowView, SchemaValue, encode_schema_row,
};
pub use status::Status;
pub use tag::{Operation, Subject, Tag};
pub use text_block::TextBlock;
pub use value::{Value, ValueRef};
pub use values::{GROUP_ROWS, ValuesColumn, ValuesView, ValuesWriter};
