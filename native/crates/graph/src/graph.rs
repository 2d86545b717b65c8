//! The graph itself, for one writer or many readers at a time; `shared` sees to that.

use crate::change::check;
use crate::change::frame::{Change, Frame};
use crate::change::schemas::Schemas;
use crate::change::undo::{Mark, Undo, UndoLog};
use crate::shared::open_snapshots::OpenSnapshots;
use crate::shared::snapshot::{EdgeRows, NodeRows};
use crate::steps::Steps;
use crate::store::adjacency::{Adjacency, EdgeFilter, HubIndex};
use crate::store::chunked::{Bitmap, Chunked};
use crate::store::columns::{Columns, TextHasher, text_hasher};
use crate::store::csr::{CsrCache, Structure};
use crate::store::ids::{Ids, IdsFull};
use crate::store::indexes::Indexes;
use crate::store::labels::LabelSets;
use crate::store::memory::Counted;
use crate::store::room::push;
use crate::store::symbols::Symbols;
use crate::{Environment, GraphOptions, Snapshot};
use kneiphof_kernels::{OutOfMemory, note_memory_event};
use kneiphof_wire::{Failure, Status, Subject};
use std::sync::Arc;

#[derive(Debug)]
pub(crate) struct Nodes {
    pub ids: Ids,
    pub live: Bitmap,
    pub label_codes: Chunked<u32>,
    pub columns: Columns,
    /// Rows, removed ones too.
    pub len: u32,
    pub count: u32,
}

#[derive(Debug)]
pub(crate) struct Edges {
    /// Explicit ids only; derived ones are never stored.
    pub ids: Ids,
    pub live: Bitmap,
    pub sources: Chunked<u32>,
    pub targets: Chunked<u32>,
    /// Symbol + 1, 0 for none.
    pub types: Chunked<u16>,
    pub columns: Columns,
    pub len: u32,
    pub count: u32,
}

#[derive(Debug)]
pub(crate) struct Graph {
    pub options: GraphOptions,
    pub environment: Environment,
    pub hasher: TextHasher,
    pub symbols: Symbols,
    pub label_sets: LabelSets,
    /// Live nodes by the symbol of their labels, live edges by the symbol of their type.
    pub label_counts: Vec<u64>,
    pub type_counts: Vec<u64>,
    /// When the graph first saw a key: its rank plus 1, by symbol.
    pub key_ranks: Vec<u32>,
    pub keys: u32,
    pub nodes: Nodes,
    pub edges: Edges,
    pub adjacency: Adjacency,
    pub hubs: HubsByDirection,
    /// Of the edges without an id of their own, and perhaps of others.
    pub edge_filter: EdgeFilter,
    pub indexes: Indexes,
    pub csr_cache: Arc<CsrCache>,
    pub undo: UndoLog,
    pub counted: Counted,
    pub snapshots: Arc<OpenSnapshots>,
    /// Symbols that the storage knows.
    pub stored_symbols: usize,
    pub revision: u64,
    pub epoch: u32,
    pub schemas: Schemas,
    /// Goes up when codes of texts may get another meaning.
    pub code_generation: u32,
    /// Entries of lists read, rows compacted, and attributes and columns looked at.
    pub steps: Steps,
}

/// Indexes of hubs by the list they stand for; see `adjacency/hubs.rs`.
#[derive(Debug, Default)]
pub(crate) struct HubsByDirection {
    pub outgoing: HubIndex,
    pub incoming: HubIndex,
}

impl Nodes {
    pub fn new(ids: Ids) -> Self {
        let (live, label_codes, columns) = Default::default();
        Nodes { ids, live, label_codes, columns, len: 0, count: 0 }
    }
}

impl Edges {
    pub fn new(ids: Ids) -> Self {
        let (live, sources, targets, types, columns) = Default::default();
        Edges { ids, live, sources, targets, types, columns, len: 0, count: 0 }
    }
}

/// `OUT_OF_MEMORY`, or `OUT_OF_QUOTA`: who refused the memory.
#[cold]
pub(crate) fn out_of_memory(refused: OutOfMemory) -> Failure {
    match refused {
        OutOfMemory::System { bytes } => kneiphof_wire::out_of_memory(bytes),
        OutOfMemory::Quota { lacking } => Failure::new(Status::OutOfQuota).number(lacking),
    }
}

pub(crate) fn ids_full(failed: IdsFull) -> Failure {
    match failed {
        IdsFull::Memory(failed) => out_of_memory(failed),
        IdsFull::Arena => Failure::limit_exceeded("memory of ids in bytes", 1 << 34, 1 << 34),
    }
}

impl Graph {
    pub fn new(options: GraphOptions, environment: Environment) -> Result<Graph, Failure> {
        check::options(&options)?;
        let hasher = text_hasher(options.seed.unwrap_or_else(|| environment.entropy.seed()));
        Ok(Graph {
            symbols: Symbols::new(hasher.clone()),
            label_sets: LabelSets::new(),
            label_counts: Vec::new(),
            type_counts: Vec::new(),
            key_ranks: Vec::new(),
            keys: 0,
            nodes: Nodes::new(Ids::new(hasher.clone()).map_err(out_of_memory)?),
            edges: Edges::new(Ids::new(hasher.clone()).map_err(out_of_memory)?),
            adjacency: Adjacency::new(options.directed),
            hubs: HubsByDirection::default(),
            edge_filter: EdgeFilter::default(),
            indexes: Indexes::default(),
            csr_cache: Arc::default(),
            undo: UndoLog::default(),
            counted: Counted::default(),
            snapshots: Arc::default(),
            stored_symbols: 0,
            revision: 0,
            epoch: 1,
            schemas: Schemas::default(),
            code_generation: 1,
            steps: Steps::default(),
            hasher,
            options,
            environment,
        })
    }

    pub fn number(&self, row: u32) -> u64 {
        u64::from(self.epoch) << 32 | u64::from(row)
    }

    /// The row a number names, while it does.
    pub fn row(&self, subject: Subject, number: u64) -> Result<u32, Failure> {
        self.moment().row(subject, number)
    }

    pub fn columns(&self, subject: Subject) -> &Columns {
        match subject {
            Subject::Node => &self.nodes.columns,
            Subject::Edge => &self.edges.columns,
        }
    }

    /// The code of a text under a key. O(1).
    pub fn text_code(&self, subject: Subject, key: &str, text: &str) -> Option<u32> {
        self.columns(subject).get(self.symbols.find(key)?)?.code_of_text(text, &self.hasher)
    }

    pub fn columns_mut(&mut self, subject: Subject) -> &mut Columns {
        self.columns_to_write(subject).0
    }

    /// The columns, and what hashes their texts.
    #[inline(always)]
    pub fn columns_to_write(&mut self, subject: Subject) -> (&mut Columns, &TextHasher) {
        let columns = match subject {
            Subject::Node => &mut self.nodes.columns,
            Subject::Edge => &mut self.edges.columns,
        };
        (columns, &self.hasher)
    }

    pub fn symbol_text(&self, symbol: u16) -> Option<&str> {
        self.symbols.name(symbol)
    }

    pub fn intern(&mut self, text: &str, rule: check::TextRule) -> Result<u16, Failure> {
        if let Some(symbol) = self.symbols.find(text) {
            return Ok(symbol);
        }
        check::text(text, self.options.key_bytes_max, rule)?;
        self.symbols.intern(text)
    }

    /// As `intern`, of a text that no change names yet.
    pub fn intern_alone(&mut self, text: &str) -> Result<u16, Failure> {
        let known = self.symbols.len();
        let symbol = self.intern(text, check::SYMBOL)?;
        self.leave_room_for_removals().inspect_err(|_| self.symbols.truncate(known))?;
        Ok(symbol)
    }

    /// What the lists of edges depend on.
    pub fn structure(&self) -> Structure {
        Structure { epoch: self.epoch, changes: self.adjacency.changes, nodes: self.nodes.len }
    }

    /// The writer's state for readers that outlive the lock. O(columns).
    pub fn snapshot(&self) -> Result<Snapshot, Failure> {
        let (nodes, edges) = (&self.nodes, &self.edges);
        let now = self.environment.clock.now_nanos();
        Ok(Snapshot {
            _open: self.snapshots.open(now).map_err(out_of_memory)?,
            directed: self.options.directed,
            revision: self.revision,
            epoch: self.epoch,
            structure: self.structure(),
            csr_cache: self.csr_cache.clone(),
            csrs: Default::default(),
            symbols: self.symbols.clone(),
            label_sets: self.label_sets.sets().clone(),
            nodes: NodeRows {
                len: nodes.len,
                live: nodes.live.clone(),
                ids: nodes.ids.texts().clone(),
                label_codes: nodes.label_codes.clone(),
                columns: nodes.columns.snapshot().map_err(out_of_memory)?,
                outgoing: self.adjacency.outgoing.snapshot(),
                incoming: self.adjacency.incoming.snapshot(),
            },
            edges: EdgeRows {
                len: edges.len,
                live: edges.live.clone(),
                ids: edges.ids.texts().clone(),
                sources: edges.sources.clone(),
                targets: edges.targets.clone(),
                types: edges.types.clone(),
                columns: edges.columns.snapshot().map_err(out_of_memory)?,
            },
        })
    }

    pub fn mark(&self) -> Mark {
        self.undo.mark(self.symbols.len())
    }

    /// Goes back to the mark. With `release`, opaque handles that were stored since are released: their storing had been
    /// acknowledged.
    pub fn roll_back(&mut self, mark: Mark, release: bool) -> Vec<u64> {
        // What a snapshot keeps from here on comes and goes without one.
        note_memory_event();
        let mut dropped = Vec::new();
        let first_new = self.first_new_rows(mark);
        self.indexes.move_back(first_new, [self.nodes.len, self.edges.len]);
        if release {
            for subject in [Subject::Node, Subject::Edge] {
                self.drop_handles(subject, first_new[subject as usize], &mut dropped);
            }
        }
        while let Some(entry) = self.undo.pop(mark) {
            match entry {
                Undo::Added { subject, .. } => {
                    let row = self.rows(subject) - 1;
                    self.columns_mut(subject).clear_row(row);
                    match subject {
                        Subject::Node => self.unadd_node(row),
                        Subject::Edge => self.unadd_edge(row),
                    }
                }
                Undo::Removed { subject: Subject::Node, row } => self.unremove_node(row),
                Undo::Removed { subject: Subject::Edge, row } => self.unremove_edge(row),
                Undo::Cell { subject, key, row, old } | Undo::Store { subject, key, row, old } => {
                    // Of a row that was there before, what it got goes; of a new row, what it had before goes too.
                    let is_new = row >= first_new[subject as usize];
                    let goes = if is_new { old.opaque() } else { self.columns(subject).opaque(key, row) };
                    if release && let Some(handle) = goes {
                        drop_handle(&mut dropped, handle);
                    }
                    let replaced = matches!(entry, Undo::Store { .. });
                    let store = if replaced { self.undo.pop_store() } else { None };
                    self.columns_mut(subject).restore(key, row, old, store);
                }
                Undo::Tidied { subject, key, row } => {
                    if let Some(store) = self.undo.pop_store() {
                        self.columns_mut(subject).untidy(key, row, store);
                    }
                }
                Undo::Labels { row, code } => {
                    let put_back = self.put_labels(row, code);
                    debug_assert!(put_back.is_ok(), "a row written since the last snapshot is nobody else's");
                }
                Undo::Column { subject, key, new_key } => {
                    self.columns_mut(subject).uncreate();
                    self.code_generation += 1;
                    if new_key {
                        self.keys -= 1;
                        self.key_ranks[usize::from(key)] = 0;
                    }
                }
            }
        }
        self.symbols.truncate(mark.symbols);
        dropped
    }

    /// Rows of the subject, removed ones too.
    fn rows(&self, subject: Subject) -> u32 {
        if subject == Subject::Node { self.nodes.len } else { self.edges.len }
    }

    /// The first row, by subject, that was appended since the mark.
    fn first_new_rows(&self, mark: Mark) -> [u32; 2] {
        let added = self.undo.added_since(mark);
        [self.nodes.len - added[0], self.edges.len - added[1]]
    }

    /// Notes the handles of the rows from this one on, before any of their chunks is put back.
    fn drop_handles(&self, subject: Subject, first: u32, dropped: &mut Vec<u64>) {
        if self.columns(subject).has_opaque() {
            for handle in
                (first..self.rows(subject)).flat_map(|row| self.columns(subject).opaque_handles(row))
            {
                drop_handle(dropped, handle);
            }
        }
    }

    /// Makes the changes since the last commit stand: keeps their frame, then counts the revision up. When the frame cannot
    /// be kept, the caller rolls back. The opaque handles to release are noted in the log until they are published.
    #[inline(always)]
    pub fn commit(&mut self, changes: &Frame) -> Result<(), Failure> {
        self.leave_room_for_removals()?;
        if self.undo.has_only_new_rows() && self.needs_nobody_told() {
            self.revision += 1;
            self.csr_cache.drop_stale(self.structure());
            self.undo.forget_new_rows();
            return Ok(());
        }
        self.commit_anyhow(changes)
    }

    /// Whether a commit of new rows is told to no storage, no index and no list of blocks that wait for a snapshot.
    #[inline(always)]
    fn needs_nobody_told(&self) -> bool {
        self.indexes.is_empty()
            && self.adjacency.has_nothing_to_collect()
            && !self.environment.storage.keeps_frames()
    }

    #[inline(never)]
    fn commit_anyhow(&mut self, changes: &Frame) -> Result<(), Failure> {
        if self.undo.is_empty() {
            return Ok(());
        }
        self.index_changes().map_err(out_of_memory)?;
        self.leave_room_for_removals()?;
        if self.environment.storage.keeps_frames() {
            self.store(changes)?;
        }
        self.indexes.stand();
        self.revision += 1;
        let _left = self.what_quota_leaves();
        let (adjacency, live, steps) = (&mut self.adjacency, &self.edges.live, &self.steps);
        let is_live = |edge| {
            steps.count(1);
            live.get(edge)
        };
        for node in &self.undo.touched {
            adjacency.sweep(*node, is_live);
        }
        adjacency.collect();
        self.csr_cache.drop_stale(self.structure());
        let has_removals = self.undo.has_removals();
        self.undo.clear();
        self.give_back_beyond_quota();
        // Only a removal may compact: the numbers that other changes answer stay good.
        if has_removals {
            self.compact_if_sparse();
        }
        Ok(())
    }

    /// Has the storage keep what leads to the next revision.
    pub fn store(&mut self, changes: &Frame) -> Result<(), Failure> {
        let mut frame = Frame::default();
        for name in self.symbols.names(self.stored_symbols) {
            frame.push(Change::Symbol(name)).map_err(out_of_memory)?;
        }
        frame.append(changes).map_err(out_of_memory)?;
        let stored = self.environment.storage.append(self.revision + 1, frame.as_bytes());
        stored.map_err(|reason| Failure::new(Status::StorageFailed).value(&reason))?;
        self.stored_symbols = self.symbols.len();
        Ok(())
    }
}

/// A handle that cannot be noted for want of memory is never released: its object stays, until its graph is closed.
fn drop_handle(dropped: &mut Vec<u64>, handle: u64) {
    let _ = push(dropped, handle);
}
