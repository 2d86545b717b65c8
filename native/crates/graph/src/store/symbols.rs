//! Keys, labels and types of a graph, each text once, numbered in the order they came.

use crate::graph::out_of_memory;
use crate::shared::options::SYMBOLS_CEILING;
use crate::store::columns::TextHasher;
use kneiphof_kernels::{OutOfMemory, SharedVec, Texts};
use kneiphof_wire::Failure;
use std::hash::BuildHasher;

/// Cheap to clone; snapshots have the index too, because filters name keys by text.
///
/// ```text
/// slots | 0 | 3 | 1 | 0 | …      symbol + 1 at the hash of its name or behind it, 0 for none; at most half are taken
/// ```
#[derive(Clone, Debug)]
pub(crate) struct Symbols {
    names: Texts,
    slots: SharedVec<u16>,
    hasher: TextHasher,
}

impl Symbols {
    pub fn new(hasher: TextHasher) -> Self {
        Symbols { names: Texts::default(), slots: SharedVec::new(), hasher }
    }

    #[inline]
    pub fn find(&self, name: &str) -> Option<u16> {
        let mut slot = self.hasher.hash_one(name) as usize;
        while !self.slots.is_empty() {
            let symbol = self.slots[slot & (self.slots.len() - 1)].checked_sub(1)?;
            if self.name(symbol) == Some(name) {
                return Some(symbol);
            }
            slot = slot.wrapping_add(1);
        }
        None
    }

    #[inline]
    pub fn name(&self, symbol: u16) -> Option<&str> {
        self.names.get(usize::from(symbol))
    }

    /// The symbol of a name, a new one when it is not known yet. On failure nothing has changed.
    pub fn intern(&mut self, name: &str) -> Result<u16, Failure> {
        if let Some(symbol) = self.find(name) {
            return Ok(symbol);
        }
        let symbol = u16::try_from(self.names.len())
            .ok()
            .filter(|symbol| u32::from(*symbol) < SYMBOLS_CEILING)
            .ok_or_else(|| {
                let ceiling = u64::from(SYMBOLS_CEILING);
                Failure::limit_exceeded("number of keys, labels and types", ceiling + 1, ceiling)
            })?;
        self.add(symbol, name).map_err(out_of_memory)?;
        Ok(symbol)
    }

    fn add(&mut self, symbol: u16, name: &str) -> Result<(), OutOfMemory> {
        if (self.names.len() + 1) * 2 > self.slots.len() {
            let mut slots = SharedVec::new();
            let len = (self.slots.len() * 2).max(16);
            slots.extend_to(len, 0, len)?;
            std::mem::replace(&mut self.slots, slots).leave();
            self.fill();
        }
        self.slots.make_mut()?;
        self.names.push(name)?;
        self.enter(symbol);
        Ok(())
    }

    /// Enters a symbol whose name stands in `names`; the slots are nobody else's.
    fn enter(&mut self, symbol: u16) {
        let Some(name) = self.names.get(usize::from(symbol)) else { return };
        let mut slot = self.hasher.hash_one(name) as usize;
        let Some(slots) = self.slots.get_mut() else { return };
        let mask = slots.len() - 1;
        while slots[slot & mask] != 0 {
            slot = slot.wrapping_add(1);
        }
        slots[slot & mask] = symbol + 1;
    }

    fn fill(&mut self) {
        for symbol in 0..self.names.len() {
            self.enter(symbol as u16);
        }
    }

    /// Forgets all symbols from `len` on, which came since the last snapshot. Needs no memory; O(symbols).
    pub fn truncate(&mut self, len: usize) {
        if len < self.names.len() {
            self.names.truncate(len);
            if let Some(slots) = self.slots.get_mut() {
                slots.fill(0);
            }
            self.fill();
        }
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Names from symbol `first` on.
    pub fn names(&self, first: usize) -> impl Iterator<Item = &str> {
        (first..self.names.len()).filter_map(|symbol| self.names.get(symbol))
    }

    /// Gives back room that is not used. O(symbols).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        self.names.shrink()
    }

    pub fn bytes(&self) -> usize {
        self.names.bytes() + self.slots.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::columns::text_hasher;

    #[test]
    fn a_name_has_one_symbol_and_symbols_come_in_order() {
        let mut symbols = Symbols::new(text_hasher(1));
        assert_eq!(symbols.intern("a").unwrap(), 0);
        assert_eq!(symbols.intern("b").unwrap(), 1);
        assert_eq!(symbols.intern("a").unwrap(), 0);
        symbols.truncate(1);
        assert_eq!(symbols.find("b"), None);
        assert_eq!(symbols.intern("c").unwrap(), 1);
    }

    #[test]
    fn the_65_536th_symbol_is_refused() {
        let mut symbols = Symbols::new(text_hasher(1));
        for i in 0..65_535 {
            symbols.intern(&i.to_string()).unwrap();
        }
        let failure = symbols.intern("one more").unwrap_err();
        assert_eq!((failure.number, failure.limit), (65_536, 65_535));
        assert_eq!(symbols.intern("65534").unwrap(), 65_534);
    }
}
