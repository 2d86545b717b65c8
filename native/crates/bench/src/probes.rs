//! The limits of the machine at the time of the run: what the figures of the engine are to be compared with.

use crate::SplitMix64;
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 5;
const LINE_BYTES: usize = 64;
const LINE_WORDS: usize = LINE_BYTES / 4;

/// Nanoseconds until a load answers whose address is the answer of the load before: one cache line of so much memory, in
/// random order, the least of several rounds.
pub fn load_latency_nanos(bytes: usize) -> f64 {
    let lines = (bytes / LINE_BYTES) as u32;
    let order = SplitMix64::new(1, 0).permutation(lines);
    let mut chain = vec![0_u32; bytes / 4];
    for (line, next) in order.iter().zip(order.iter().cycle().skip(1)) {
        chain[*line as usize * LINE_WORDS] = *next;
    }
    let loads = 1_000_000;
    least(|| {
        let mut line = 0;
        for _ in 0..loads {
            line = chain[line as usize * LINE_WORDS];
        }
        black_box(line);
    }) / f64::from(loads)
}

/// Bytes read in a nanosecond (GB/s) from so much memory, one after the other.
pub fn read_bandwidth(bytes: usize) -> f64 {
    let words = vec![1_u64; bytes / 8];
    bytes as f64
        / least(|| {
            // Eight sums, so that no addition waits for the one before.
            let mut sums = [0_u64; 8];
            for chunk in black_box(&words).as_chunks::<8>().0 {
                sums.iter_mut().zip(chunk).for_each(|(sum, word)| *sum = sum.wrapping_add(*word));
            }
            black_box(sums);
        })
}

/// Bytes copied in a nanosecond (GB/s); each is read once and written once.
pub fn copy_bandwidth(bytes: usize) -> f64 {
    let source = vec![1_u64; bytes / 8];
    let mut target = vec![0_u64; bytes / 8];
    bytes as f64
        / least(|| {
            target.copy_from_slice(black_box(&source));
            black_box(&mut target);
        })
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
        let near = load_latency_nanos(32 << 10);
        assert!((0.1..1_000.0).contains(&near), "{near} ns a load");
        let bandwidth = read_bandwidth(1 << 20);
        assert!((0.01..10_000.0).contains(&bandwidth), "{bandwidth} GB/s");
    }
}
