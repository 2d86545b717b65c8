//! What calls answer, apart from rows.

use kneiphof_wire::Failure;

/// Number of a node or edge: `epoch << 32 | index`. Epochs start at 1, so it is never 0.
pub type Number = u64;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub nodes: u64,
    pub edges: u64,
    pub revision: u64,
    pub epoch: u64,
    /// Native memory of the graph, counted.
    pub bytes: u64,
    /// Opaque handles that wait to be drained.
    pub released: u64,
}

/// What a single write did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    pub number: Number,
    /// Created, or else updated.
    pub created: bool,
}

/// What a batch did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Applied {
    pub revision: u64,
    pub created: u64,
    pub updated: u64,
    pub removed: u64,
    /// Edges that went with their nodes.
    pub removed_edges: u64,
    pub rejected: u64,
}

/// A row that a lenient batch left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Counted over all sections.
    pub row: u32,
    pub failure: Failure,
    /// Role of the column at fault as in the encoding, 255 for none.
    pub role: u8,
    /// Index of that column in its section, 0 for none.
    pub column: u32,
}

/// What a page of numbers is, beside the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageHead {
    /// Numbers on the page.
    pub count: u64,
    /// How many match in all.
    pub total: u64,
    /// Where to go on, 0 on the last page.
    pub cursor: u64,
    pub revision: u64,
}

/// One page of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberPage {
    pub numbers: Vec<Number>,
    /// How many match in all.
    pub total: u64,
    /// Where to go on, 0 on the last page.
    pub cursor: u64,
    pub revision: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum EdgeDirection {
    Out = 0,
    In = 1,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeighborOrder {
    Arrival,
    DegreeDescending,
}

/// Which neighbours are asked for. In an undirected graph the direction does not matter.
#[derive(Debug, Clone, Copy)]
pub struct NeighborQuery<'a> {
    pub id: &'a str,
    /// `None` asks for both.
    pub direction: Option<EdgeDirection>,
    /// Symbol of the type, `None` for any.
    pub type_symbol: Option<u16>,
    pub order: NeighborOrder,
    pub skip: u64,
    pub limit: u64,
}

/// An edge seen from one of its ends. A self-loop is seen once in each direction of a directed graph, once in an undirected one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbor {
    pub node: Number,
    pub edge: Number,
    pub direction: EdgeDirection,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NeighborPage {
    pub neighbors: Vec<Neighbor>,
    pub total: u64,
    /// How many to skip next time, 0 on the last page.
    pub cursor: u64,
    pub revision: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeighborCount {
    pub type_symbol: Option<u16>,
    pub direction: EdgeDirection,
    pub count: u64,
}
