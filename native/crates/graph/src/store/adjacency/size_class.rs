//! Sizes of adjacency blocks.
//!
//! ```text
//! class      0   1   2   3   4   5   6   7   8  …  13   14  …    19    20
//! entries    2   4   8  12  16  24  32  48  64  … 384  512  … 3,072 4,096
//! ```
//! A block of up to 8 entries is less than a cache line, and doubles: to move it costs more than what it leaves unused. From
//! there on there are two sizes to a doubling, so that a list leaves a quarter of its block unused, or less than a third.

/// Number of classes.
pub(super) const CLASSES: usize = 21;
pub(super) const CLASS_MAX: u32 = CLASSES as u32 - 1;
/// Up to this class, sizes double.
const LINE_CLASS: u32 = 2;
/// By the first six bits of a head: what is no block has no entries.
const ENTRIES: [u32; 64] = {
    let mut entries = [0; 64];
    let mut class = 0;
    while class <= CLASS_MAX {
        entries[class as usize] =
            if class < LINE_CLASS { 2 << class } else { (2 + class % 2) << (class / 2 + 1) };
        class += 1;
    }
    entries
};

/// Entries of a block; none of a class that there is not.
#[inline(always)]
pub(super) fn entries_of(class: u32) -> u32 {
    ENTRIES[class as usize & (ENTRIES.len() - 1)]
}

/// The class of the smallest block that has room for so many entries, of which there are 4,096 at most.
pub(super) fn class_for(entries: u32) -> u32 {
    let doubled = entries.max(2).next_power_of_two();
    let log = doubled.trailing_zeros();
    if doubled <= entries_of(LINE_CLASS) {
        return log - 1;
    }
    // 16 entries are 2^4, and class 4.
    2 * log - 4 - u32::from(entries <= doubled / 4 * 3)
}

/// The classes of the first part, and of the rest, of a block that is cut in two where one of a smaller class is wanted: in halves
/// where both are powers of two, or neither is, else so that the first part is of the wanted kind.
pub(super) fn cut(class: u32, wanted: u32) -> (u32, u32) {
    let (entries, aim) = (entries_of(class), entries_of(wanted));
    let first = match (entries.is_power_of_two(), aim.is_power_of_two()) {
        (true, false) => entries / 4 * 3,
        (false, true) if aim > entries / 3 => entries / 3 * 2,
        (false, true) => entries / 3,
        _ => entries / 2,
    };
    (class_for(first), class_for(entries - first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_the_smallest_block_that_holds_it() {
        for entries in 1..=4_096 {
            let class = class_for(entries);
            assert!(entries_of(class) >= entries);
            assert!(class == 0 || entries_of(class - 1) < entries, "{entries} entries in class {class}");
            assert!(entries <= 8 || entries_of(class) * 2 < entries * 3);
        }
        assert_eq!((entries_of(0), entries_of(14), entries_of(CLASS_MAX)), (2, 512, 4_096));
    }

    #[test]
    fn cutting_leads_to_every_smaller_class_loses_no_entry_and_leaves_one_rest_of_a_class() {
        for larger in 1..=CLASS_MAX {
            for wanted in 0..larger {
                let (mut class, mut entries) = (larger, 0);
                let mut rests = Vec::new();
                while class != wanted {
                    let (first, rest) = cut(class, wanted);
                    assert_eq!(entries_of(first) + entries_of(rest), entries_of(class));
                    assert!((wanted..class).contains(&first));
                    assert!(!rests.contains(&rest), "two rests of one class");
                    rests.push(rest);
                    entries += entries_of(rest);
                    class = first;
                }
                assert_eq!(entries + entries_of(wanted), entries_of(larger));
            }
        }
    }
}
