//! Vectors and pins that are shared, appended to, changed and dropped by several threads, and a lock that is biased to its readers, in
//! every order that the memory model allows.

use kneiphof_kernels::{Bias, Generations, Pin, Place, SharedVec, everybody_is_seen};
use loom::cell::UnsafeCell;
use loom::sync::Arc;
use loom::thread;

/// A number whose reads and writes the model checker watches.
struct Item {
    number: UnsafeCell<u32>,
    /// Items that live.
    alive: Arc<()>,
}

impl Item {
    fn new(number: u32, alive: &Arc<()>) -> Item {
        Item { number: UnsafeCell::new(number), alive: alive.clone() }
    }

    fn get(&self) -> u32 {
        // SAFETY: the pointer is valid; that nobody writes meanwhile is what the model checker proves.
        self.number.with(|number| unsafe { *number })
    }

    fn set(&self, value: u32) {
        // SAFETY: as above.
        self.number.with_mut(|number| unsafe { *number = value });
    }
}

impl Clone for Item {
    fn clone(&self) -> Item {
        Item::new(self.get(), &self.alive)
    }
}

impl Drop for Item {
    fn drop(&mut self) {
        self.set(u32::MAX);
    }
}

// SAFETY: the number is read and written by turns, which is what the model checker proves.
unsafe impl Sync for Item {}

fn numbers(items: &SharedVec<Item>) -> Vec<u32> {
    items.iter().map(Item::get).collect()
}

fn vec_of(numbers: impl IntoIterator<Item = u32>, capacity: usize, alive: &Arc<()>) -> SharedVec<Item> {
    let mut items = SharedVec::with_capacity(capacity).unwrap();
    for number in numbers {
        items.push(Item::new(number, alive)).unwrap();
    }
    items
}

/// Runs the model in every order; after each run no item may be left.
fn check(model: impl Fn(&Arc<()>) + Sync + Send + 'static) {
    loom::model(move || {
        let alive = Arc::new(());
        model(&alive);
        assert_eq!(Arc::strong_count(&alive), 1, "every item was dropped, once");
    });
}

#[test]
fn whoever_drops_a_vector_last_drops_its_items_once_and_after_all_reads() {
    check(|alive| {
        let items = vec_of([1, 2], 2, alive);
        let readers: Vec<_> = (0..2)
            .map(|_| {
                let items = items.clone();
                thread::spawn(move || assert_eq!(numbers(&items), [1, 2]))
            })
            .collect();
        drop(items);
        readers.into_iter().for_each(|reader| reader.join().unwrap());
    });
}

#[test]
fn a_writer_changes_in_place_only_after_the_last_reader_and_else_a_copy() {
    check(|alive| {
        let mut items = vec_of([1, 2], 2, alive);
        let reader = items.clone();
        let reader = thread::spawn(move || assert_eq!(numbers(&reader), [1, 2]));
        items.make_mut().unwrap()[0].set(7);
        assert_eq!(numbers(&items), [7, 2]);
        items.make_mut().unwrap()[1].set(8);
        reader.join().unwrap();
        items.get_mut().unwrap()[0].set(9);
        assert_eq!(numbers(&items), [9, 8]);
    });
}

#[test]
fn readers_see_their_own_length_while_the_writer_appends_into_the_same_buffer_and_beyond_it() {
    check(|alive| {
        let mut items = vec_of([1], 2, alive);
        let reader = items.clone();
        let reader = thread::spawn(move || assert_eq!(numbers(&reader), [1]));
        for number in 2..4 {
            items.push(Item::new(number, alive)).unwrap();
        }
        assert_eq!(numbers(&items), [1, 2, 3]);
        reader.join().unwrap();
    });
}

#[test]
fn of_two_that_append_at_once_one_takes_the_place_and_the_other_a_buffer_of_its_own() {
    check(|alive| {
        let mut left = vec_of([1], 3, alive);
        let mut right = left.clone();
        let added = Item::new(3, alive);
        let other = thread::spawn(move || {
            right.push(added).unwrap();
            assert_eq!(numbers(&right), [1, 3]);
        });
        left.push(Item::new(2, alive)).unwrap();
        assert_eq!(numbers(&left), [1, 2]);
        other.join().unwrap();
        assert_eq!(numbers(&left), [1, 2]);
    });
}

#[test]
fn what_is_cut_off_is_dropped_only_when_nobody_sees_it() {
    check(|alive| {
        let mut items = vec_of([1, 2], 3, alive);
        let reader = items.clone();
        let reader = thread::spawn(move || assert_eq!(numbers(&reader), [1, 2]));
        items.truncate(1);
        items.push(Item::new(5, alive)).unwrap();
        assert_eq!(numbers(&items), [1, 5]);
        reader.join().unwrap();
    });
}

#[test]
fn a_snapshot_that_is_handed_over_shows_what_was_written_before_it_was_made() {
    check(|alive| {
        let mut items = vec_of([1], 4, alive);
        let place = std::sync::Arc::new(loom::sync::Mutex::new(items.clone()));
        let shown = place.clone();
        let reader = thread::spawn(move || {
            let snapshot = shown.lock().unwrap().clone();
            let seen = numbers(&snapshot);
            assert!(seen == [1] || seen == [1, 2]);
        });
        items.push(Item::new(2, alive)).unwrap();
        *place.lock().unwrap() = items.clone();
        items.push(Item::new(3, alive)).unwrap();
        assert_eq!(numbers(&items), [1, 2, 3]);
        reader.join().unwrap();
        drop(place);
    });
}

/// Two places that a writer uses by turns, as lists use blocks: readers look at the one that was in use when they came.
#[test]
fn a_place_is_used_again_only_after_all_who_may_read_it() {
    check(|alive| {
        let places = std::sync::Arc::new([Item::new(1, alive), Item::new(0, alive)]);
        let (mut pin, mut retired) = (Pin::default(), Generations::default());
        pin.begin().unwrap();
        let reader = |place: usize, pin: Pin, expected: u32| {
            let places = places.clone();
            thread::spawn(move || {
                assert_eq!(places[place].get(), expected);
                drop(pin);
            })
        };
        let first = reader(0, pin.clone(), 1);
        places[1].set(2);
        retired.retire(0);
        let mut free: Vec<usize> = Vec::new();
        retired.collect(&mut pin, |place| free.push(place));
        let second = reader(1, pin.clone(), 2);
        retired.collect(&mut pin, |place| free.push(place));
        free.drain(..).for_each(|place| places[place].set(3));
        first.join().unwrap();
        retired.collect(&mut pin, |place| free.push(place));
        free.into_iter().for_each(|place| places[place].set(4));
        second.join().unwrap();
        drop(places);
    });
}

#[test]
fn a_writer_writes_when_readers_that_saw_the_bias_have_left_and_others_see_it_off() {
    loom::model(|| {
        struct Shared {
            bias: Bias,
            place: Place,
            number: UnsafeCell<u32>,
        }
        // SAFETY: the number is read and written by turns, which is what the model checker proves.
        unsafe impl Sync for Shared {}
        let number = UnsafeCell::new(1);
        let shared = Arc::new(Shared { bias: Bias::new(), place: Place::new(), number });
        shared.bias.turn_on();
        let read = {
            let shared = shared.clone();
            thread::spawn(move || {
                for _ in 0..2 {
                    shared.place.tell(7);
                    if shared.bias.is_on() {
                        // SAFETY: the pointer is valid; that nobody writes meanwhile is what the model checker proves.
                        let seen = shared.number.with(|number| unsafe { *number });
                        assert!(seen == 1 || seen == 2);
                    }
                    shared.place.leave();
                }
            })
        };
        shared.bias.turn_off();
        assert!(everybody_is_seen());
        while shared.place.tells(7) {
            thread::yield_now();
        }
        // SAFETY: as above.
        shared.number.with_mut(|number| unsafe { *number = 2 });
        shared.bias.turn_on();
        read.join().unwrap();
    });
}
