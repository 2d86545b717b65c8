//! A short list, kept where it is made while it is short.

use crate::store::room::{collected, filled};
use kneiphof_kernels::OutOfMemory;
use std::ops::{Deref, DerefMut};

/// Up to `N` items without asking for memory; more of them in a vector.
pub(crate) struct Few<T, const N: usize> {
    near: [T; N],
    len: usize,
    far: Vec<T>,
}

impl<T: Copy, const N: usize> Few<T, N> {
    /// `nothing` stands in the places that are not used.
    #[inline(always)]
    pub fn new(nothing: T) -> Self {
        Few { near: [nothing; N], len: 0, far: Vec::new() }
    }

    /// Takes all items; the list is empty before.
    #[inline(always)]
    pub fn fill(&mut self, items: impl ExactSizeIterator<Item = T>) -> Result<(), OutOfMemory> {
        if items.len() > N {
            self.far = collected(items)?;
        } else {
            self.len = items.len();
            self.near.iter_mut().zip(items).for_each(|(place, item)| *place = item);
        }
        Ok(())
    }
}

impl<const N: usize> Few<u16, N> {
    /// Leaves out what stands further in front already. O(N²) while the list is short, else O(items).
    pub fn keep_first_of_each(&mut self) -> Result<(), OutOfMemory> {
        if !self.far.is_empty() {
            let mut seen = filled(false, 1 << u16::BITS)?;
            self.far.retain(|item| !std::mem::replace(&mut seen[usize::from(*item)], true));
            return Ok(());
        }
        let mut kept = 0;
        for at in 0..self.len {
            if !self.near[..kept].contains(&self.near[at]) {
                self.near[kept] = self.near[at];
                kept += 1;
            }
        }
        self.len = kept;
        Ok(())
    }
}

impl<T, const N: usize> Deref for Few<T, N> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        if self.far.is_empty() { &self.near[..self.len] } else { &self.far }
    }
}

impl<T, const N: usize> DerefMut for Few<T, N> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        if self.far.is_empty() { &mut self.near[..self.len] } else { &mut self.far }
    }
}

#[cfg(test)]
mod tests {
    use super::Few;

    fn few(items: impl ExactSizeIterator<Item = u16>) -> Few<u16, 4> {
        let mut few = Few::new(0);
        few.fill(items).unwrap();
        few
    }

    #[test]
    fn a_list_is_the_same_whether_short_or_long() {
        for count in [0u16, 1, 4, 5, 900] {
            assert!(few(0..count).iter().copied().eq(0..count));
        }
    }

    #[test]
    fn the_first_of_equal_items_stays_in_its_place() {
        for (times, distinct) in [(1, 3), (2, 2), (2, 3), (300, 2)] {
            let items: Vec<u16> = (0..times).flat_map(|_| (0..distinct).rev()).collect();
            let mut few = few(items.into_iter());
            few.keep_first_of_each().unwrap();
            assert!(few.iter().copied().eq((0..distinct).rev()), "{times} times {distinct}");
        }
    }
}
