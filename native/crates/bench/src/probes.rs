//! The limits of the machine at the time of the run: what the figures of the engine are to be compared with.

use crate::SplitMix64;
use kneiphof_kernels::Words;
use std::hint::black_box;
use std::time::Instant;

/// How much memory is looked at, and its name in the record of the run.
pub const SIZES: [(&str, usize); 8] = [
    ("32 KiB", 32 << 10),
    ("512 KiB", 512 << 10),
    ("2 MiB", 2 << 20),
    ("4 MiB", 4 << 20),
    ("8 MiB", 8 << 20),
    ("24 MiB", 24 << 20),
    ("128 MiB", 128 << 20),
    ("1 GiB", 1 << 30),
];
/// How many loads are under way at once.
pub const CHAINS: [usize; 6] = [1, 2, 4, 8, 16, 32];

const ROUNDS: usize = 7;
const LOADS_OF_A_ROUND: usize = 400_000;
/// What a round reads or copies at least: a small memory many times over, so that the clock does not count.
const BYTES_OF_A_ROUND: usize = 16 << 20;
const LINE_WORDS: usize = 8;

/// A probe's figures for so much memory.
#[derive(Debug)]
pub struct Limits {
    /// Nanoseconds for one cache line of this memory, in random order, by the number of [`CHAINS`]: with one, a load waits for
    /// the one before, whose answer is its address.
    pub line_nanos: [f64; CHAINS.len()],
    /// Bytes read in a nanosecond (GB/s), one after the other.
    pub read: f64,
    /// Bytes read and bytes written in a nanosecond, added up, from one half of the memory to the other.
    pub copied: f64,
}

/// Measures the first `bytes` of `words`, and overwrites them. Each figure is the least of several rounds.
pub fn limits(words: &mut Words, bytes: usize) -> Limits {
    let words = &mut words[..bytes / 8];
    let lines = (words.len() / LINE_WORDS) as u32;
    let order = SplitMix64::new(1, 0).permutation(lines);
    for (line, next) in order.iter().zip(order.iter().cycle().skip(1)) {
        words[*line as usize * LINE_WORDS] = u64::from(*next);
    }
    Limits {
        line_nanos: [
            chase::<1>(words, &order),
            chase::<2>(words, &order),
            chase::<4>(words, &order),
            chase::<8>(words, &order),
            chase::<16>(words, &order),
            chase::<32>(words, &order),
        ],
        read: read(words),
        copied: copy(words),
    }
}

/// Follows one circle of lines from so many places at once.
fn chase<const CHAINS: usize>(words: &[u64], order: &[u32]) -> f64 {
    let mut lines: [u64; CHAINS] = std::array::from_fn(|chain| order[chain * order.len() / CHAINS].into());
    let steps = LOADS_OF_A_ROUND / CHAINS;
    // Each round goes on where the last one ended: else a large memory would be read from a cache.
    least(|| {
        for _ in 0..steps {
            for line in &mut lines {
                *line = words[*line as usize * LINE_WORDS];
            }
        }
        black_box(&mut lines);
    }) / (steps * CHAINS) as f64
}

fn read(words: &[u64]) -> f64 {
    let bytes = words.len() * 8;
    let times = BYTES_OF_A_ROUND.div_ceil(bytes);
    let nanos = least(|| {
        for _ in 0..times {
            // Eight sums, so that no addition waits for the one before.
            let mut sums = [0_u64; 8];
            for chunk in black_box(words).as_chunks::<8>().0 {
                sums.iter_mut().zip(chunk).for_each(|(sum, word)| *sum = sum.wrapping_add(*word));
            }
            black_box(sums);
        }
    });
    (times * bytes) as f64 / nanos
}

fn copy(words: &mut [u64]) -> f64 {
    let bytes = words.len() * 8;
    let times = BYTES_OF_A_ROUND.div_ceil(bytes);
    let (source, target) = words.split_at_mut(words.len() / 2);
    let nanos = least(|| {
        for _ in 0..times {
            target.copy_from_slice(black_box(source));
            black_box(&mut *target);
        }
    });
    (times * bytes) as f64 / nanos
}

fn least(mut work: impl FnMut()) -> f64 {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_nanos() as f64
    };
    (0..ROUNDS).map(round).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probes_answer_plausible_figures() {
        let mut words = Words::zeroed((1 << 20) / 8).expect("there is memory");
        let limits = limits(&mut words, 512 << 10);
        for nanos in limits.line_nanos {
            assert!((0.01..1_000.0).contains(&nanos), "{nanos} ns a line");
        }
        for bandwidth in [limits.read, limits.copied] {
            assert!((0.01..10_000.0).contains(&bandwidth), "{bandwidth} GB/s");
        }
    }
}
