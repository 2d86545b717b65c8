//! The machine itself, before anything is measured on it.

use kneiphof_bench::probes::{CHAINS, SIZES, limits};
use kneiphof_bench::{record, report};
use kneiphof_kernels::{Words, ask_for_huge_pages};

pub fn measure() {
    if let Some(load) = report::load() {
        record::fact("load/before", load);
    }
    for (pages, are_huge) in report::PAGES.into_iter().zip([true, false]) {
        ask_for_huge_pages(are_huge);
        let largest = SIZES[SIZES.len() - 1].1;
        let mut words = Words::zeroed(largest / 8).expect("there is memory for the largest probe");
        for (size, bytes) in SIZES {
            let limits = limits(&mut words, bytes);
            for (chains, nanos) in CHAINS.iter().zip(limits.line_nanos) {
                record::fact(&format!("limits/{pages}/{size}/line/{chains}"), nanos);
            }
            record::fact(&format!("limits/{pages}/{size}/read"), limits.read);
            record::fact(&format!("limits/{pages}/{size}/copied"), limits.copied);
        }
    }
    ask_for_huge_pages(true);
}
