//! Growing that may be refused: the standard collections end the process where memory cannot be had, unless room is asked for
//! first.

use hashbrown::HashTable;
use kneiphof_kernels::{OutOfMemory, grow_counted, note_memory_event, spend, unspend};

/// Room for `more` items in a list that is gone when its call is.
#[inline(always)]
pub(crate) fn room<T>(items: &mut Vec<T>, more: usize) -> Result<(), OutOfMemory> {
    if items.capacity() - items.len() >= more { Ok(()) } else { grow(items, more) }
}

#[cold]
#[inline(never)]
fn grow<T>(items: &mut Vec<T>, more: usize) -> Result<(), OutOfMemory> {
    items.try_reserve(more).map_err(|_| OutOfMemory::System {
        bytes: items.len().saturating_add(more).saturating_mul(size_of::<T>()),
    })
}

/// Room for `more` items in a list that the graph counts: the quota may refuse it.
#[inline(always)]
pub(crate) fn counted_room<T>(items: &mut Vec<T>, more: usize) -> Result<(), OutOfMemory> {
    if items.capacity() - items.len() >= more { Ok(()) } else { grow_counted(items, more) }
}

/// Appends an item to a list that the graph counts.
#[inline]
pub(crate) fn counted_push<T>(items: &mut Vec<T>, item: T) -> Result<(), OutOfMemory> {
    counted_room(items, 1)?;
    items.push(item);
    Ok(())
}

/// Appends an item.
#[inline]
pub(crate) fn push<T>(items: &mut Vec<T>, item: T) -> Result<(), OutOfMemory> {
    room(items, 1)?;
    items.push(item);
    Ok(())
}

/// Appends all items. On failure some of them may have been appended.
pub(crate) fn extend<T>(items: &mut Vec<T>, more: impl Iterator<Item = T>) -> Result<(), OutOfMemory> {
    for item in more {
        push(items, item)?;
    }
    Ok(())
}

pub(crate) fn collected<T>(items: impl Iterator<Item = T>) -> Result<Vec<T>, OutOfMemory> {
    let mut collected = Vec::new();
    room(&mut collected, items.size_hint().0)?;
    extend(&mut collected, items)?;
    Ok(collected)
}

/// A copy of the text.
pub(crate) fn owned(text: &str) -> Result<String, OutOfMemory> {
    let mut owned = String::new();
    owned.try_reserve_exact(text.len()).map_err(|_| OutOfMemory::System { bytes: text.len() })?;
    owned.push_str(text);
    Ok(owned)
}

/// So many items of the same value.
pub(crate) fn filled<T: Clone>(item: T, len: usize) -> Result<Vec<T>, OutOfMemory> {
    let mut items = Vec::new();
    room(&mut items, len)?;
    items.resize(len, item);
    Ok(items)
}

/// The item at `at` of a list that the graph counts, with zeros before it where there are none. On failure nothing has changed.
pub(crate) fn grown<T: Copy + Default>(items: &mut Vec<T>, at: usize) -> Result<&mut T, OutOfMemory> {
    if at >= items.len() {
        counted_room(items, at + 1 - items.len())?;
        items.resize(at + 1, T::default());
    }
    Ok(&mut items[at])
}

/// Moves the items to memory of their own size when more than a 32nd part of theirs is unused. On failure nothing has changed.
pub(crate) fn trim<T>(items: &mut Vec<T>) -> Result<(), OutOfMemory> {
    if items.capacity() - items.len() > items.capacity() / 32 {
        let mut exact = Vec::new();
        let bytes = items.len() * size_of::<T>();
        exact.try_reserve_exact(items.len()).map_err(|_| OutOfMemory::System { bytes })?;
        exact.append(items);
        *items = exact;
    }
    Ok(())
}

/// As `trim`, for a table.
pub(crate) fn trim_table<T>(table: &mut HashTable<T>, hash: impl Fn(&T) -> u64) -> Result<(), OutOfMemory> {
    let mut exact = HashTable::new();
    let bytes = 2 * table.len() * size_of::<T>();
    exact.try_reserve(table.len(), &hash).map_err(|_| OutOfMemory::System { bytes })?;
    if exact.allocation_size() < table.allocation_size() {
        for item in table.drain() {
            exact.insert_unique(hash(&item), item, &hash);
        }
        *table = exact;
    }
    Ok(())
}

/// Room for one entry more in a table that the graph counts: the quota may refuse it. While a table moves to a larger one, it takes
/// both.
pub(crate) fn room_in_table<T>(
    table: &mut HashTable<T>,
    hash: impl Fn(&T) -> u64,
) -> Result<(), OutOfMemory> {
    if table.len() < table.capacity() {
        return Ok(());
    }
    note_memory_event();
    let before = table.allocation_size();
    let most = larger_table_bytes::<T>(before);
    spend(most)?;
    let outcome = table.try_reserve(1, hash).map_err(|_| OutOfMemory::System { bytes: most });
    unspend(before + most - table.allocation_size());
    outcome
}

/// What the next larger table takes at most.
pub(crate) fn larger_table_bytes<T>(bytes: usize) -> usize {
    // The smallest one has four places, and a group of control bytes behind them.
    (2 * bytes).max(4 * size_of::<T>() + 64)
}
