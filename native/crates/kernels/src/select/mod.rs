//! Turns a bitmap of rows into their numbers.
//!
//! ```text
//! bits  | 0 1 0 0 1 1 … |      first = 2048:      out  | 2049 | 2052 | 2053 | …
//! ```

#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;
#[cfg(test)]
mod tests;

use crate::level::{Kind, Level};

/// Writes `first + i` for each set bit `i`, in order, as far as `out` has room, and answers how many numbers it wrote. What lies
/// behind them in `out` is undefined afterwards. O(words + numbers).
pub fn numbers(level: Level, bits: &[u64], first: u64, out: &mut [u64]) -> usize {
    match level.kind() {
        Kind::Portable => portable::numbers(bits, first, out),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level says that the machine has BMI1.
        Kind::Avx2 => unsafe { bmi(bits, first, out) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level says that the machine has AVX-512 F, BW and VBMI2.
        Kind::Avx512 => unsafe { avx512::numbers(bits, first, out) },
    }
}

/// The portable loop with one instruction for the lowest bit and one to take it away.
///
/// # Safety
/// The machine has BMI1 and POPCNT.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "bmi1,popcnt")]
fn bmi(bits: &[u64], first: u64, out: &mut [u64]) -> usize {
    portable::numbers(bits, first, out)
}
