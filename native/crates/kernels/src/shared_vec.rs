//! A vector that readers share while one holder goes on appending.
//!
//! ```text
//! holder A: len 3 ──┐                                        ┌ written = 5
//! holder B: len 5 ──┴► | holders 2 | written | home | a b c d e . . . |
//! ```
//! Each holder sees its own first `len` items. Appending takes places that nobody has written yet: it moves `written` on, once,
//! and so is seen by nobody else and copies nothing, however many share the buffer. Changing an item that others may see
//! copies the buffer first. Every growth and copy may fail and then has changed nothing; nothing here aborts.

use crate::OutOfMemory;
use crate::allowance::{spend, unspend};
use crate::blocks::{Home, allocate, class_of, free};
use crate::pages::note_memory_event;
use crate::sync::{AtomicUsize, Ordering, fence};
use std::alloc::{Layout, realloc};
use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::mem::replace;
use std::ops::Deref;
use std::ptr::{NonNull, slice_from_raw_parts_mut};

#[repr(C)]
struct Header {
    holders: AtomicUsize,
    /// Items that are initialised: those that any holder sees, and no place behind them has been taken.
    written: AtomicUsize,
    home: Home,
}

/// See the module. Cloning is O(1) and shares; dropping the last holder frees.
pub struct SharedVec<T> {
    /// First item; the header lies before it. Dangling while the capacity is 0.
    items: NonNull<T>,
    len: usize,
    capacity: usize,
    owns: PhantomData<T>,
}

// SAFETY: like `Arc<[T]>`: items are read by all holders, and dropped by whichever is last.
unsafe impl<T: Send + Sync> Send for SharedVec<T> {}
// SAFETY: as above; through a shared reference items are only read, and clones made.
unsafe impl<T: Send + Sync> Sync for SharedVec<T> {}

thread_local! {
    static LEFT_BEHIND: Cell<u64> = const { Cell::new(0) };
}

/// Bytes of shared buffers that this thread has left, for a copy or for another store, ever: what a change makes snapshots keep.
pub fn left_behind_bytes() -> u64 {
    LEFT_BEHIND.get()
}

impl<T> SharedVec<T> {
    pub const fn new() -> Self {
        const { assert!(size_of::<T>() != 0, "items have a size") };
        SharedVec { items: NonNull::dangling(), len: 0, capacity: 0, owns: PhantomData }
    }

    /// An empty vector with room for exactly so many items.
    pub fn with_capacity(capacity: usize) -> Result<Self, OutOfMemory> {
        if capacity == 0 {
            return Ok(Self::new());
        }
        let (layout, offset) = Self::layout(capacity)?;
        let (start, home) = allocate(layout)?;
        let header = Header { holders: AtomicUsize::new(1), written: AtomicUsize::new(0), home };
        // SAFETY: the fresh memory begins with room for the header, aligned for it; the items begin `offset` bytes behind.
        let items = unsafe {
            start.cast::<Header>().write(header);
            start.add(offset).cast()
        };
        Ok(SharedVec { items, len: 0, capacity, owns: PhantomData })
    }

    /// A vector of one item.
    pub fn of(item: T) -> Result<Self, OutOfMemory> {
        let mut one = Self::with_capacity(1)?;
        one.claim(1);
        // SAFETY: the only place of the buffer, claimed.
        unsafe { one.items.write(item) };
        one.len = 1;
        Ok(one)
    }

    /// Whether other holders have the buffer.
    pub fn is_shared(&self) -> bool {
        !self.is_sole()
    }

    /// Items this holder may append before its buffer is full.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Bytes of the buffer, shared or not.
    pub fn bytes(&self) -> usize {
        Self::bytes_of(self.capacity)
    }

    /// Bytes that a buffer of so many items takes.
    pub const fn bytes_of(items: usize) -> usize {
        if items == 0 { 0 } else { Self::offset() + items * size_of::<T>() }
    }

    /// Drops this holder; what others have still counts as left behind.
    pub fn leave(self) {
        self.leave_with(0);
    }

    /// As `leave`, of items that hold so many bytes themselves.
    pub(crate) fn leave_with(self, bytes: usize) {
        if self.is_shared() {
            note_memory_event();
            LEFT_BEHIND.set(LEFT_BEHIND.get() + (self.bytes() + bytes) as u64);
        }
    }

    /// Whether both hold the very same buffer.
    pub fn shares_with(&self, other: &Self) -> bool {
        self.capacity != 0 && self.items == other.items
    }

    const fn offset() -> usize {
        size_of::<Header>().next_multiple_of(align_of::<T>())
    }

    fn layout(capacity: usize) -> Result<(Layout, usize), OutOfMemory> {
        let whole = Layout::array::<T>(capacity).and_then(|items| Layout::new::<Header>().extend(items));
        whole.map_err(|_| OutOfMemory::System { bytes: usize::MAX })
    }

    #[inline(always)]
    fn header(&self) -> Option<&Header> {
        if self.capacity == 0 {
            return None;
        }
        // SAFETY: a capacity means a buffer, whose header lies `offset` bytes before the items and lives as long as a holder.
        Some(unsafe { self.items.cast::<u8>().sub(Self::offset()).cast::<Header>().as_ref() })
    }

    /// Whether no other holder has the buffer. What former holders read and wrote then happened before.
    #[inline(always)]
    fn is_sole(&self) -> bool {
        let sole = self.header().is_none_or(|header| header.holders.load(Ordering::Relaxed) == 1);
        if sole {
            // With the release of those who counted themselves out.
            fence(Ordering::Acquire);
        }
        sole
    }

    /// Drops what only former holders saw. The buffer must have no other holder.
    #[cold]
    #[inline(never)]
    fn forget_beyond(&mut self) {
        let Some(header) = self.header() else { return };
        let written = header.written.load(Ordering::Relaxed);
        if written > self.len {
            header.written.store(self.len, Ordering::Relaxed);
            // SAFETY: `len..written` is initialised, no other holder exists to see it, and it is not counted as written any more.
            unsafe {
                slice_from_raw_parts_mut(self.items.as_ptr().add(self.len), written - self.len)
                    .drop_in_place()
            };
        }
    }

    /// Takes the next `more` places for this holder alone, where there is room and nobody has taken them.
    #[inline(always)]
    fn claim(&mut self, more: usize) -> bool {
        let end = self.len + more;
        if end > self.capacity {
            return false;
        }
        if self.is_sole() {
            if self.header().is_some_and(|header| header.written.load(Ordering::Relaxed) > self.len) {
                self.forget_beyond();
            }
            if let Some(header) = self.header() {
                header.written.store(end, Ordering::Relaxed);
            }
            return true;
        }
        // Relaxed is enough: the exchange succeeds for one holder only, and it makes nothing visible to others. Whoever gets
        // to see the items gets a clone of this holder, by means that order what was written before.
        self.header().is_some_and(|header| {
            header.written.compare_exchange(self.len, end, Ordering::Relaxed, Ordering::Relaxed).is_ok()
        })
    }

    /// Forgets the items from `len` on. They are dropped when no other holder may see them.
    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
        if self.is_sole() {
            self.forget_beyond();
        }
    }

    /// The items to change in place, when nobody else has the buffer.
    #[inline(always)]
    pub fn get_mut(&mut self) -> Option<&mut [T]> {
        // SAFETY: the only holder is borrowed mutably, and new holders come from it alone; the first `len` items are
        // initialised.
        self.is_sole().then(|| unsafe { std::slice::from_raw_parts_mut(self.items.as_ptr(), self.len) })
    }
}

impl<T: Clone> SharedVec<T> {
    /// The items to change, copied first when others share them. O(1), or O(items).
    #[inline(always)]
    pub fn make_mut(&mut self) -> Result<&mut [T], OutOfMemory> {
        if !self.is_sole() {
            self.move_to(self.capacity)?;
        }
        // SAFETY: the buffer was not shared, or was just copied; see `get_mut`.
        Ok(unsafe { std::slice::from_raw_parts_mut(self.items.as_ptr(), self.len) })
    }

    /// Appends an item. Amortised O(1), shared or not.
    #[inline(always)]
    pub fn push(&mut self, item: T) -> Result<(), OutOfMemory> {
        if !self.claim(1) {
            self.grow(1, usize::MAX)?;
            self.claim(1);
        }
        // SAFETY: the place lies inside the buffer and was claimed.
        unsafe { self.items.add(self.len).write(item) };
        self.len += 1;
        Ok(())
    }

    /// Makes room for `more` items, so that appending them cannot fail as long as no other holder appends. Doubles, but not
    /// beyond `most` items.
    pub fn reserve(&mut self, more: usize, most: usize) -> Result<(), OutOfMemory> {
        let fits = self.capacity - self.len >= more;
        let is_free = |header: &Header| header.written.load(Ordering::Relaxed) == self.len;
        if fits && (self.is_sole() || self.header().is_none_or(is_free)) {
            return Ok(());
        }
        self.grow(more, most)
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize, most: usize) -> Result<(), OutOfMemory> {
        let needed = self.len.checked_add(more).ok_or(OutOfMemory::System { bytes: usize::MAX })?;
        let least = if size_of::<T>() > 64 { 1 } else { 4 };
        let doubled = if needed > self.capacity { self.capacity.saturating_mul(2) } else { self.capacity };
        self.move_to(doubled.max(least).min(most).max(needed))
    }

    /// Gives back room that is not used, when it is more than a 32nd part. A buffer that others share stays: a copy would give
    /// nothing back while they have it. On failure nothing has changed. O(items).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        let unused = self.capacity - self.len;
        if unused > self.capacity / 32 && self.is_sole() { self.move_to(self.len) } else { Ok(()) }
    }

    /// Moves to a buffer of this capacity of its own, at least as large as the items need.
    #[cold]
    #[inline(never)]
    fn move_to(&mut self, capacity: usize) -> Result<(), OutOfMemory> {
        if capacity == 0 || self.capacity == 0 {
            *self = Self::with_capacity(capacity)?;
            return Ok(());
        }
        if self.is_sole() {
            self.forget_beyond();
            return self.resize_in_place(capacity);
        }
        let mut own = Self::with_capacity(capacity)?;
        for item in self.iter() {
            own.push(item.clone())?;
        }
        replace(self, own).leave();
        Ok(())
    }

    /// The buffer must have no other holder, and nothing written behind the end of this one.
    fn resize_in_place(&mut self, capacity: usize) -> Result<(), OutOfMemory> {
        let (old, offset) = Self::layout(self.capacity)?;
        let (new, _) = Self::layout(capacity)?;
        if class_of(old).is_some() || class_of(new).is_some() {
            let mut own = Self::with_capacity(capacity)?;
            let len = std::mem::take(&mut self.len);
            own.claim(len);
            // SAFETY: the places lie inside the new buffer and were claimed. The items move: the old buffer, which nobody else
            // holds, forgets them before it is freed.
            unsafe { own.items.copy_from_nonoverlapping(self.items, len) };
            if let Some(header) = self.header() {
                header.written.store(0, Ordering::Relaxed);
            }
            own.len = len;
            *self = own;
            return Ok(());
        }
        spend(new.size().saturating_sub(old.size()))?;
        note_memory_event();
        // SAFETY: a buffer of no class came from the allocator, with the layout `old`; nobody else holds it, and the new size is
        // not 0.
        let moved = unsafe { realloc(self.items.cast::<u8>().sub(offset).as_ptr(), old, new.size()) };
        let Some(start) = NonNull::new(moved) else {
            unspend(new.size().saturating_sub(old.size()));
            return Err(OutOfMemory::System { bytes: new.size() });
        };
        unspend(old.size().saturating_sub(new.size()));
        // SAFETY: the moved buffer begins with the header, and the items follow it as before.
        self.items = unsafe { start.add(offset).cast() };
        self.capacity = capacity;
        Ok(())
    }
}

impl<T: Copy> SharedVec<T> {
    /// Appends a copy of the items.
    #[inline]
    pub fn extend_from_slice(&mut self, items: &[T]) -> Result<(), OutOfMemory> {
        if !self.claim(items.len()) {
            self.grow(items.len(), usize::MAX)?;
            self.claim(items.len());
        }
        // SAFETY: the places lie inside the buffer and were claimed; `items` cannot overlap places that nobody has written.
        unsafe { self.items.add(self.len).as_ptr().copy_from_nonoverlapping(items.as_ptr(), items.len()) };
        self.len += items.len();
        Ok(())
    }

    /// Appends all items that come, at most as many as are announced: one look at the buffer for all of them.
    #[inline]
    pub fn extend(&mut self, items: impl ExactSizeIterator<Item = T>) -> Result<(), OutOfMemory> {
        let more = items.len();
        if !self.claim(more) {
            self.grow(more, usize::MAX)?;
            self.claim(more);
        }
        let start = self.len;
        for (at, item) in (start..start + more).zip(items) {
            // SAFETY: the place lies inside the buffer and was claimed.
            unsafe { self.items.add(at).write(item) };
            self.len = at + 1;
        }
        Ok(())
    }

    /// Makes the vector `len` items long, at most `most`, with this item in the new places. Never shortens it.
    #[inline]
    pub fn extend_to(&mut self, len: usize, item: T, most: usize) -> Result<(), OutOfMemory> {
        let more = len.saturating_sub(self.len);
        if !self.claim(more) {
            self.grow(more, most)?;
            self.claim(more);
        }
        for at in self.len..self.len + more {
            // SAFETY: the place lies inside the buffer and was claimed.
            unsafe { self.items.add(at).write(item) };
        }
        self.len += more;
        Ok(())
    }
}

impl<T> Clone for SharedVec<T> {
    #[inline]
    fn clone(&self) -> Self {
        if let Some(header) = self.header() {
            header.holders.fetch_add(1, Ordering::Relaxed);
        }
        SharedVec { items: self.items, len: self.len, capacity: self.capacity, owns: PhantomData }
    }
}

impl<T> Drop for SharedVec<T> {
    fn drop(&mut self) {
        let Some(header) = self.header() else { return };
        if header.holders.fetch_sub(1, Ordering::Release) != 1 {
            return;
        }
        fence(Ordering::Acquire);
        let written = header.written.load(Ordering::Relaxed);
        let Ok((layout, offset)) = Self::layout(self.capacity) else { return };
        let home = header.home;
        // SAFETY: this was the last holder, and all others' reads happened before; `written` items are initialised; the buffer
        // was allocated with this layout and has this home.
        unsafe {
            slice_from_raw_parts_mut(self.items.as_ptr(), written).drop_in_place();
            free(self.items.cast::<u8>().sub(offset), layout, home);
        }
    }
}

impl<T> Default for SharedVec<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for SharedVec<T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        // SAFETY: the first `len` items are initialised and nobody changes them while a holder shares them.
        unsafe { std::slice::from_raw_parts(self.items.as_ptr(), self.len) }
    }
}

impl<T: fmt::Debug> fmt::Debug for SharedVec<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests;
