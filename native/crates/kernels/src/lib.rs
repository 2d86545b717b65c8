//! The few things that safe Rust cannot say: memory in huge pages, prefetching, vectors that snapshots share while a writer
//! appends, a lock whose readers pay no locked instruction, and scans with the widest vectors of the machine. Every function is safe
//! to call; every scan stands beside a portable twin that the tests hold it to.

mod allowance;
mod barrier;
mod biased_lock;
pub mod bits;
mod blocks;
pub mod codes;
pub mod compare;
mod copy_on_write;
mod generations;
pub mod half_word_search;
mod half_words;
mod level;
mod line_of_words;
mod near_text;
mod pages;
mod places;
mod prefetch;
pub mod select;
mod shared_vec;
mod shared_words;
mod sync;
mod texts;
mod utf8;
mod words;

pub use allowance::{Allowance, grow_counted, spend, unspend};
pub use biased_lock::{Bias, BiasedLock, Reading};
pub use codes::CodeSet;
pub use compare::Comparison;
pub use copy_on_write::CopyOnWrite;
pub use generations::{Generations, Pin};
pub use half_word_search::{FEW_WORDS, places_of_half, position_of_half};
pub use half_words::HalfWords;
pub use level::Level;
pub use line_of_words::{LINE_WORDS, lower_halves, upper_halves};
pub use near_text::NearText;
pub use pages::{ask_for_huge_pages, mapped_bytes, memory_events, note_memory_event};
pub use places::{InUse, Place, everybody_is_seen, is_in_use};
pub use prefetch::{Ahead, prefetch};
pub use shared_vec::{SharedVec, left_behind_bytes};
pub use shared_words::SharedWords;
pub use texts::Texts;
pub use utf8::utf8;
pub use words::{HUGE_PAGE_BYTES, OutOfMemory, Words};
