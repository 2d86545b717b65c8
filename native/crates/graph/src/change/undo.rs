//! What it takes to put a graph back: one entry a change, applied in reverse.

use crate::store::columns::{Cell, OldStore};
use crate::store::room::{counted_push, counted_room};
use kneiphof_kernels::{OutOfMemory, note_memory_event};
use kneiphof_wire::Subject;

#[derive(Debug)]
pub(crate) enum Undo {
    /// So many rows were appended, one after the other.
    Added {
        subject: Subject,
        rows: u32,
    },
    Removed {
        subject: Subject,
        row: u32,
    },
    /// A cell had this.
    Cell {
        subject: Subject,
        key: u16,
        row: u32,
        old: Cell,
    },
    /// A cell had this, in the store that lies on top of the old ones.
    Store {
        subject: Subject,
        key: u16,
        row: u32,
        old: Cell,
    },
    /// The chunk of a cell had the store that lies on top of the old ones, with the same values.
    Tidied {
        subject: Subject,
        key: u16,
        row: u32,
    },
    /// A node had this label set.
    Labels {
        row: u32,
        code: u32,
    },
    /// A column was made; the key was new to the graph, or only to this subject.
    Column {
        subject: Subject,
        key: u16,
        new_key: bool,
    },
}

/// The changes since the last commit.
#[derive(Debug, Default)]
pub(crate) struct UndoLog {
    entries: Vec<Undo>,
    /// Stores that writes have replaced, for the entries that say so.
    stores: Vec<OldStore>,
    /// Of what they hold.
    store_bytes: usize,
    /// Opaque handles that were replaced or removed; they are released when the change is committed.
    pub released: Vec<u64>,
    /// Nodes that lost edges; their lists are swept when the change is committed.
    pub touched: Vec<u32>,
    has_removals: bool,
}

/// A place in the log to go back to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    entries: usize,
    /// Rows appended so far by the last entry, which may have grown since.
    last_rows: u32,
    released: usize,
    touched: usize,
    pub symbols: usize,
}

/// A longer list is given back at the commit.
const KEPT_ENTRIES: usize = 1_024;
/// Entries that writing one cell may take.
const CELL_ENTRIES: usize = 4;
/// Stores that writing one cell may replace.
const CELL_STORES: usize = 2;

impl UndoLog {
    /// Sees to it that what comes next can be logged: one row, one cell.
    #[inline]
    pub fn reserve(&mut self) -> Result<(), OutOfMemory> {
        counted_room(&mut self.entries, CELL_ENTRIES)?;
        counted_room(&mut self.stores, CELL_STORES)
    }

    /// Sees to it that one cell written in place can be logged.
    #[inline(always)]
    pub fn reserve_entry(&mut self) -> Result<(), OutOfMemory> {
        counted_room(&mut self.entries, 1)
    }

    /// Logs what a cell had; there is room for it.
    #[inline(always)]
    pub fn push_cell(&mut self, subject: Subject, key: u16, row: u32, old: Cell) {
        self.entries.push(Undo::Cell { subject, key, row, old });
    }

    /// Keeps a store that a write has replaced; there is room for it.
    pub fn push_store(&mut self, store: OldStore) {
        self.store_bytes += store.bytes();
        self.stores.push(store);
    }

    /// Takes the last store back.
    pub fn pop_store(&mut self) -> Option<OldStore> {
        self.stores.pop().inspect(|store| self.store_bytes -= store.bytes())
    }

    /// Notes an opaque handle that was replaced or removed.
    pub fn release(&mut self, handle: u64) -> Result<(), OutOfMemory> {
        counted_push(&mut self.released, handle)
    }

    /// The handles to release, now that the changes stand.
    #[inline(always)]
    pub fn take_released(&mut self) -> Vec<u64> {
        if self.released.capacity() > 0 {
            note_memory_event();
        }
        std::mem::take(&mut self.released)
    }

    /// Notes nodes that lose an edge.
    pub fn touch(&mut self, nodes: [u32; 2]) -> Result<(), OutOfMemory> {
        counted_room(&mut self.touched, 2)?;
        self.touched.extend(nodes);
        Ok(())
    }

    /// Logs a change; `reserve` has made room for it.
    pub fn push(&mut self, entry: Undo) {
        // Rows appended one after the other are one entry: a load of a million rows costs no memory here.
        if let (Some(Undo::Added { subject, rows }), Undo::Added { subject: next, rows: more }) =
            (self.entries.last_mut(), &entry)
            && subject == next
        {
            *rows += more;
            return;
        }
        self.has_removals |= matches!(entry, Undo::Removed { .. });
        self.entries.push(entry);
    }

    /// Whether any row was removed since the last commit.
    pub fn has_removals(&self) -> bool {
        self.has_removals
    }

    pub fn mark(&self, symbols: usize) -> Mark {
        let last_rows = if let Some(Undo::Added { rows, .. }) = self.entries.last() { *rows } else { 0 };
        let (released, touched) = (self.released.len(), self.touched.len());
        Mark { entries: self.entries.len(), last_rows, released, touched, symbols }
    }

    pub fn is_at(&self, mark: Mark) -> bool {
        let now = self.mark(mark.symbols);
        (now.entries, now.last_rows) == (mark.entries, mark.last_rows)
    }

    /// Rows of nodes and of edges that were appended since the mark. O(entries since).
    pub fn added_since(&self, mark: Mark) -> [u32; 2] {
        let mut added = [0; 2];
        for (at, entry) in self.entries.iter().enumerate().skip(mark.entries.saturating_sub(1)) {
            if let Undo::Added { subject, rows } = entry {
                let before = if at + 1 == mark.entries { mark.last_rows } else { 0 };
                added[*subject as usize] += rows - before;
            }
        }
        added
    }

    /// Takes the last change made since the mark, one row at a time.
    pub fn pop(&mut self, mark: Mark) -> Option<Undo> {
        if self.is_at(mark) {
            self.released.truncate(mark.released);
            self.touched.truncate(mark.touched);
            return None;
        }
        match self.entries.last_mut() {
            Some(Undo::Added { subject, rows }) if *rows > 1 => {
                *rows -= 1;
                Some(Undo::Added { subject: *subject, rows: 1 })
            }
            _ => self.entries.pop(),
        }
    }

    /// Whether all there is to undo is rows appended one after the other.
    #[inline(always)]
    pub fn has_only_new_rows(&self) -> bool {
        let has_more = !self.stores.is_empty() | !self.released.is_empty() | !self.touched.is_empty();
        matches!(self.entries[..], [Undo::Added { .. }]) && !has_more
    }

    /// As `clear`, of a log that has only new rows.
    #[inline(always)]
    pub fn forget_new_rows(&mut self) {
        if self.entries.capacity().max(self.touched.capacity()) > KEPT_ENTRIES {
            self.clear();
        }
        self.entries.clear();
    }

    /// The changes since the last commit, in order.
    pub fn entries(&self) -> &[Undo] {
        &self.entries
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Forgets how to undo: the changes stand.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.stores.drain(..).for_each(OldStore::leave);
        self.store_bytes = 0;
        self.touched.clear();
        // Given back whole rather than shrunk: shrinking may ask for memory.
        if self.entries.capacity().max(self.touched.capacity()) > KEPT_ENTRIES {
            note_memory_event();
        }
        if self.entries.capacity() > KEPT_ENTRIES {
            self.entries = Vec::new();
        }
        if self.touched.capacity() > KEPT_ENTRIES {
            self.touched = Vec::new();
        }
        self.has_removals = false;
    }

    /// Gives back the room that is kept for the next change, but for handles that wait to be released.
    pub fn give_back(&mut self) {
        note_memory_event();
        (self.entries, self.stores, self.store_bytes, self.touched) = Default::default();
    }

    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Undo>()
            + self.stores.capacity() * size_of::<OldStore>()
            + self.store_bytes
            + self.released.capacity() * size_of::<u64>()
            + self.touched.capacity() * size_of::<u32>()
    }
}
