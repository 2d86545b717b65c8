//! Finding rows: filters, their order and pages, and how they were found.

pub(crate) mod explain;
pub(crate) mod filter;
pub(crate) mod queries;
pub(crate) mod query_rows;
pub(crate) mod scan;
pub(crate) mod selected;
pub(crate) mod selection;
pub(crate) mod sort;
