//! Finds an edge between two hubs without reading a hub's list.
//!
//! An edge is looked for in the shorter of the two lists it would stand in. Where even that one is long, the node gets an
//! index of its edges, built once when it is first wanted: adding n edges to a hub costs O(n), not O(n²).

use crate::store::room::{grown, larger_table_bytes, room_in_table};
use hashbrown::{HashMap, HashTable};
use kneiphof_kernels::{OutOfMemory, note_memory_event, spend, unspend};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// A list longer than this is looked up in an index. To scan so many entries takes about as long as the cold lines of an index
/// do, and few edges pay for it; an index is paid for by every edge of its hub. The hubs of the tests are smaller.
pub(crate) const SCANNED_MAX: u32 = if cfg!(test) { 256 } else { 1_024 };

/// What an edge is found by, seen from the hub: the other end and the type (symbol + 1, or 0).
pub(crate) type FarEnd = (u32, u16);

/// Edges of some hubs by their far end; edges with an id of their own are left out.
#[derive(Debug, Default)]
pub(crate) struct HubIndex {
    hubs: HashMap<u32, HashTable<Entry>, FxBuildHasher>,
    /// One bit a node: whether it has an index. Most have none, and are told so without a look-up.
    marked: Vec<u64>,
    /// Of the indexes; the map of them is counted beside.
    bytes: usize,
}

/// Far end and edge.
type Entry = (u32, u16, u32);

fn hash(far: FarEnd) -> u64 {
    FxBuildHasher.hash_one(far)
}

impl HubIndex {
    #[inline(always)]
    pub fn has(&self, hub: u32) -> bool {
        self.marked.get(hub as usize / 64).is_some_and(|word| word >> (hub % 64) & 1 == 1)
    }

    /// Builds the index of a hub. Without it, where there is no memory, edges are found by reading the hub's list.
    pub fn build(&mut self, hub: u32, edges: impl Iterator<Item = (FarEnd, u32)>) {
        note_memory_event();
        let mut index = HashTable::new();
        let complete = edges.into_iter().all(|(far, edge)| add(&mut index, far, edge).is_ok());
        if complete
            && self.has_room_for_one()
            && let Ok(marks) = grown(&mut self.marked, hub as usize / 64)
        {
            *marks |= 1 << (hub % 64);
            self.bytes += index.allocation_size();
            self.hubs.insert(hub, index);
        } else {
            unspend(index.allocation_size());
        }
    }

    fn has_room_for_one(&mut self) -> bool {
        let before = self.hubs.allocation_size();
        let most = larger_table_bytes::<(u32, HashTable<Entry>)>(before);
        if self.hubs.len() < self.hubs.capacity() {
            return true;
        }
        spend(most).is_ok() && {
            let has_room = self.hubs.try_reserve(1).is_ok();
            unspend(before + most - self.hubs.allocation_size());
            has_room
        }
    }

    pub fn find(&self, hub: u32, far: FarEnd) -> Option<u32> {
        let index = self.hubs.get(&hub)?;
        index.find(hash(far), |(other, kind, _)| (*other, *kind) == far).map(|(_, _, edge)| *edge)
    }

    /// Adds an edge to the index of a hub that has one. Where there is no memory for it, the index goes.
    #[inline(always)]
    pub fn insert(&mut self, hub: u32, far: FarEnd, edge: u32) {
        if self.has(hub) {
            self.insert_at(hub, far, edge);
        }
    }

    #[inline(never)]
    fn insert_at(&mut self, hub: u32, far: FarEnd, edge: u32) {
        let Some(index) = self.hubs.get_mut(&hub) else { return };
        let before = index.allocation_size();
        let added = add(index, far, edge);
        self.bytes = self.bytes + index.allocation_size() - before;
        if added.is_err() {
            note_memory_event();
            self.bytes -= index.allocation_size();
            unspend(index.allocation_size());
            self.hubs.remove(&hub);
            self.marked[hub as usize / 64] &= !(1 << (hub % 64));
        }
    }

    pub fn remove(&mut self, hub: u32, far: FarEnd, edge: u32) {
        if self.has(hub)
            && let Some(index) = self.hubs.get_mut(&hub)
            && let Ok(entry) = index.find_entry(hash(far), |other| *other == (far.0, far.1, edge))
        {
            entry.remove();
        }
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn bytes(&self) -> usize {
        self.bytes + self.hubs.allocation_size() + self.marked.capacity() * size_of::<u64>()
    }
}

fn add(index: &mut HashTable<Entry>, far: FarEnd, edge: u32) -> Result<(), OutOfMemory> {
    let hash_of = |(other, kind, _): &Entry| hash((*other, *kind));
    room_in_table(index, hash_of)?;
    index.insert_unique(hash(far), (far.0, far.1, edge), hash_of);
    Ok(())
}
