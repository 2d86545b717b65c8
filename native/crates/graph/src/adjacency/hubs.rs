//! Finds an edge between two hubs without reading a hub's list.
//!
//! An edge is looked for in the shorter of the two lists it would stand in. Where even that one is long, the node gets an
//! index of its edges, built once when it is first wanted: adding n edges to a hub costs O(n), not O(n²).

use hashbrown::{HashMap, HashTable};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// A list longer than this is looked up in an index.
pub(crate) const SCANNED_MAX: u32 = 256;

/// What an edge is found by, seen from the hub: the other end and the type (symbol + 1, or 0).
pub(crate) type FarEnd = (u32, u16);

/// Edges of some hubs by their far end; edges with an id of their own are left out.
#[derive(Debug, Default)]
pub(crate) struct HubIndex {
    hubs: HashMap<u32, HashTable<(u32, u16, u32)>, FxBuildHasher>,
}

fn hash(far: FarEnd) -> u64 {
    FxBuildHasher.hash_one(far)
}

impl HubIndex {
    pub fn has(&self, hub: u32) -> bool {
        !self.hubs.is_empty() && self.hubs.contains_key(&hub)
    }

    pub fn build(&mut self, hub: u32, edges: impl Iterator<Item = (FarEnd, u32)>) {
        let mut index = HashTable::new();
        for ((other, kind), edge) in edges {
            index.insert_unique(hash((other, kind)), (other, kind, edge), |(o, k, _)| hash((*o, *k)));
        }
        self.hubs.insert(hub, index);
    }

    pub fn find(&self, hub: u32, far: FarEnd) -> Option<u32> {
        let index = self.hubs.get(&hub)?;
        index.find(hash(far), |(other, kind, _)| (*other, *kind) == far).map(|(_, _, edge)| *edge)
    }

    /// Adds an edge to the index of a hub that has one.
    pub fn insert(&mut self, hub: u32, far: FarEnd, edge: u32) {
        if !self.hubs.is_empty()
            && let Some(index) = self.hubs.get_mut(&hub)
        {
            index.insert_unique(hash(far), (far.0, far.1, edge), |(other, kind, _)| hash((*other, *kind)));
        }
    }

    pub fn remove(&mut self, hub: u32, far: FarEnd, edge: u32) {
        if !self.hubs.is_empty()
            && let Some(index) = self.hubs.get_mut(&hub)
            && let Ok(entry) = index.find_entry(hash(far), |other| *other == (far.0, far.1, edge))
        {
            entry.remove();
        }
    }

    pub fn clear(&mut self) {
        self.hubs.clear();
    }

    pub fn bytes(&self) -> usize {
        self.hubs.values().map(|index| index.capacity() * 13 + 64).sum()
    }
}
