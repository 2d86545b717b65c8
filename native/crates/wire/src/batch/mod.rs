//! Batches: columns, laid out as Arrow lays them out.

mod builder;
mod column;
mod data;
mod section;
mod view;

pub use builder::{BatchBuilder, ColumnValues, SectionBuilder};
pub use column::{ColumnData, ColumnView, Layout, Role};
pub use data::{Bitmap, Codes, Slices, Texts, Words};
pub use section::SectionView;
pub use view::BatchView;

/// Stands between the labels of one dictionary entry.
pub const LABEL_SEPARATOR: char = '\u{1f}';

const MAGIC: u32 = 0x3142_4E4B;
const BATCH_HEAD_BYTES: usize = 24;
const SECTION_HEAD_BYTES: usize = 24;
const DESCRIPTOR_BYTES: usize = 48;
const LENIENT: u32 = 1;
