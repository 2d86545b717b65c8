//! Keys, labels and types of a graph, each text once, numbered in the order they came.

use crate::columns::TextHasher;
use crate::options::SYMBOLS_CEILING;
use hashbrown::HashTable;
use kneiphof_wire::Failure;
use std::hash::BuildHasher;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(crate) struct Symbols {
    names: Vec<Arc<str>>,
    index: HashTable<u16>,
    hasher: TextHasher,
    text_bytes: usize,
}

impl Symbols {
    pub fn new(hasher: TextHasher) -> Self {
        Symbols { names: Vec::new(), index: HashTable::new(), hasher, text_bytes: 0 }
    }

    #[inline]
    pub fn find(&self, name: &str) -> Option<u16> {
        let hash = self.hasher.hash_one(name);
        self.index.find(hash, |symbol| *self.names[usize::from(*symbol)] == *name).copied()
    }

    #[inline]
    pub fn name(&self, symbol: u16) -> Option<&Arc<str>> {
        self.names.get(usize::from(symbol))
    }

    /// The symbol of a name, a new one when it is not known yet.
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
        self.names.push(Arc::from(name));
        let (names, hasher) = (&self.names, &self.hasher);
        let hash = hasher.hash_one(name);
        self.index.insert_unique(hash, symbol, |symbol| hasher.hash_one(&*names[usize::from(*symbol)]));
        self.text_bytes += name.len() + 2 * size_of::<usize>();
        Ok(symbol)
    }

    /// Forgets all symbols from `len` on.
    pub fn truncate(&mut self, len: usize) {
        while self.names.len() > len {
            let Some(name) = self.names.pop() else { return };
            let hash = self.hasher.hash_one(&*name);
            let symbol = self.names.len() as u16;
            if let Ok(entry) = self.index.find_entry(hash, |other| *other == symbol) {
                entry.remove();
            }
            self.text_bytes -= name.len() + 2 * size_of::<usize>();
        }
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Names from symbol `first` on.
    pub fn names(&self, first: usize) -> &[Arc<str>] {
        self.names.get(first..).unwrap_or(&[])
    }

    pub fn bytes(&self) -> usize {
        self.text_bytes + self.names.capacity() * size_of::<Arc<str>>() + self.index.capacity() * 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::text_hasher;

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
