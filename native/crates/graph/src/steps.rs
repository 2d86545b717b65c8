//! Counts the steps of a search, for the tests that hold its complexity; without tests it is nothing.

#[derive(Debug, Default)]
pub(crate) struct Steps(#[cfg(test)] std::sync::atomic::AtomicU64);

impl Steps {
    #[inline(always)]
    pub fn count(&self, steps: u64) {
        #[cfg(test)]
        self.0.fetch_add(steps, std::sync::atomic::Ordering::Relaxed);
        #[cfg(not(test))]
        let _ = steps;
    }

    #[cfg(test)]
    pub fn taken(&self) -> u64 {
        self.0.load(std::sync::atomic::Ordering::Relaxed)
    }
}
