//! What a writer has taken out of use while readers may still look at it.
//!
//! ```text
//! generation   1 ── readers pin it ──► | items retired |      free when nobody pins 1
//!              2 ── readers pin it ──► | items retired |      free when nobody pins 1 or 2
//!              3   the current one                            begun by the first collection after something was retired
//! ```
//! A reader holds a clone of the pin that was current when it began, and so may look at whatever was in use then. What was
//! retired under a pin waits for the readers of that generation and of all earlier ones. Readers never wait, and pay one counter.

use crate::{OutOfMemory, SharedVec, grow_counted, note_memory_event, spend, unspend};
use std::collections::VecDeque;

/// Held by all who may read what was in use in a generation. An empty one pins nothing.
#[derive(Clone, Debug, Default)]
pub struct Pin(SharedVec<u8>);

impl Pin {
    /// Makes an empty pin the first of its generation.
    pub fn begin(&mut self) -> Result<(), OutOfMemory> {
        if self.0.is_empty() {
            self.0 = SharedVec::of(0)?;
        }
        Ok(())
    }

    /// Whether readers hold it beside the writer.
    fn is_held(&self) -> bool {
        self.0.is_shared()
    }

    pub fn bytes(&self) -> usize {
        self.0.bytes()
    }
}

/// The writer's side: what is retired, by generation.
#[derive(Debug)]
pub struct Generations<T> {
    /// In the current generation.
    retired: Vec<T>,
    /// Earlier generations, the oldest first.
    waiting: VecDeque<(Pin, Vec<T>)>,
    /// Of both lists.
    bytes: usize,
}

impl<T> Default for Generations<T> {
    fn default() -> Self {
        Generations { retired: Vec::new(), waiting: VecDeque::new(), bytes: 0 }
    }
}

impl<T> Generations<T> {
    /// Whether a reader may look at what is in use now.
    pub fn are_pinned(&self, current: &Pin) -> bool {
        current.is_held() || !self.waiting.is_empty()
    }

    /// Notes an item that readers may still look at; answers whether it did. An item that cannot be noted for want of memory is lost.
    pub fn retire(&mut self, item: T) -> bool {
        let before = self.retired.capacity();
        let has_room = self.retired.len() < before || grow_counted(&mut self.retired, 1).is_ok();
        if has_room {
            self.retired.push(item);
            self.bytes += (self.retired.capacity() - before) * size_of::<T>();
        }
        has_room
    }

    /// Whether nothing waits to be free.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.retired.is_empty() && self.waiting.is_empty()
    }

    /// Calls with the items that no reader can look at any more. O(1) and the items freed. Where there is no memory for a new
    /// generation, the current one goes on.
    #[inline]
    pub fn collect(&mut self, current: &mut Pin, free: impl FnMut(T)) {
        if !self.is_empty() {
            self.collect_lists(current, free);
        }
    }

    fn collect_lists(&mut self, current: &mut Pin, mut free: impl FnMut(T)) {
        note_memory_event();
        let before = self.waiting.capacity();
        let mut next = Pin::default();
        if !self.retired.is_empty() && self.has_room_to_wait() && next.begin().is_ok() {
            self.bytes += current.bytes();
            let pin = std::mem::replace(current, next);
            self.waiting.push_back((pin, std::mem::take(&mut self.retired)));
        }
        self.bytes += (self.waiting.capacity() - before) * size_of::<(Pin, Vec<T>)>();
        // What the readers of before read happened before they let go of their pin, and so before this look at it.
        while self.waiting.front().is_some_and(|(pin, _)| !pin.is_held())
            && let Some((pin, items)) = self.waiting.pop_front()
        {
            self.bytes -= pin.bytes() + items.capacity() * size_of::<T>();
            items.into_iter().for_each(&mut free);
        }
    }

    /// Whether one generation more can wait.
    fn has_room_to_wait(&mut self) -> bool {
        let (len, capacity) = (self.waiting.len(), self.waiting.capacity());
        let bytes = capacity.max(4) * size_of::<(Pin, Vec<T>)>();
        if len < capacity {
            return true;
        }
        if spend(bytes).is_err() {
            return false;
        }
        let has_room = self.waiting.try_reserve_exact(capacity.max(4)).is_ok();
        if !has_room {
            unspend(bytes);
        }
        has_room
    }

    /// Bytes of the lists, and of the pins that wait. O(1).
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collected(generations: &mut Generations<u32>, current: &mut Pin) -> Vec<u32> {
        let mut free = Vec::new();
        generations.collect(current, |item| free.push(item));
        free
    }

    #[test]
    fn an_item_is_free_when_the_readers_of_its_generation_and_of_earlier_ones_are_gone() {
        let (mut current, mut generations) = (Pin::default(), Generations::default());
        current.begin().unwrap();
        let first = current.clone();
        assert!(generations.are_pinned(&current));
        assert!(generations.retire(1));
        assert_eq!(collected(&mut generations, &mut current), []);
        let second = current.clone();
        assert!(generations.retire(2));
        assert_eq!(collected(&mut generations, &mut current), []);
        drop(second);
        assert_eq!(collected(&mut generations, &mut current), [], "the first reader may look at both");
        drop(first);
        assert_eq!(collected(&mut generations, &mut current), [1, 2]);
        assert!(!generations.are_pinned(&current));
        assert_eq!(generations.bytes(), generations.waiting.capacity() * size_of::<(Pin, Vec<u32>)>());
    }
}
