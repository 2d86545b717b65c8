use super::*;
use proptest::prelude::*;
use std::sync::Arc;

#[test]
fn appending_beside_readers_copies_nothing_and_readers_keep_their_length() {
    let mut writer = SharedVec::with_capacity(8).unwrap();
    let before = left_behind_bytes();
    let readers: Vec<_> = (0..8)
        .map(|item| {
            let reader = writer.clone();
            writer.push(item).unwrap();
            reader
        })
        .collect();
    assert!(readers.iter().all(|reader| reader.shares_with(&writer)));
    assert!(readers.iter().enumerate().all(|(len, reader)| reader[..] == writer[..len]));
    assert_eq!(left_behind_bytes(), before);
    writer.push(8).unwrap();
    assert!(!readers[0].shares_with(&writer));
    assert!(left_behind_bytes() > before);
}

#[test]
fn of_two_holders_that_append_only_one_stays() {
    let mut left = SharedVec::with_capacity(8).unwrap();
    left.push(1).unwrap();
    let mut right = left.clone();
    left.push(2).unwrap();
    right.push(3).unwrap();
    right.push(4).unwrap();
    assert_eq!((&left[..], &right[..]), (&[1, 2][..], &[1, 3, 4][..]));
}

#[test]
fn every_item_is_dropped_once() {
    let item = Arc::new(());
    let mut vec = SharedVec::new();
    for _ in 0..5 {
        vec.push(item.clone()).unwrap();
    }
    let mut shorter = vec.clone();
    shorter.truncate(2);
    assert_eq!(Arc::strong_count(&item), 6);
    drop(vec);
    shorter.push(item.clone()).unwrap();
    assert_eq!((shorter.len(), Arc::strong_count(&item)), (3, 4));
    let copy = shorter.clone();
    shorter.make_mut().unwrap();
    assert_eq!(Arc::strong_count(&item), 7);
    drop((copy, shorter));
    assert_eq!(Arc::strong_count(&item), 1);
}

#[test]
fn a_size_that_no_machine_has_is_an_error_and_changes_nothing() {
    let mut vec = SharedVec::new();
    vec.extend_from_slice(&[1u64, 2]).unwrap();
    assert!(vec.reserve(usize::MAX, usize::MAX).is_err());
    assert!(vec.reserve(usize::MAX / 8, usize::MAX).is_err());
    assert!(vec.extend_to(usize::MAX / 8, 0, usize::MAX).is_err());
    assert_eq!(vec[..], [1, 2]);
}

#[test]
fn threads_read_while_one_appends() {
    let mut writer = SharedVec::new();
    std::thread::scope(|scope| {
        for round in 0..2_000usize {
            if round % 16 == 0 {
                let reader = writer.clone();
                scope.spawn(move || assert!((0..round).eq(reader.iter().copied())));
            }
            writer.push(round).unwrap();
        }
    });
}

#[derive(Clone, Debug)]
enum Step {
    Push(u32),
    Extend(Vec<u32>),
    ExtendTo(usize),
    Truncate(usize),
    Write(usize),
    Reserve(usize),
    Shrink,
    Clone,
    Drop,
}

fn step() -> impl Strategy<Value = (usize, Step)> {
    let step = prop_oneof![
        4 => any::<u32>().prop_map(Step::Push),
        1 => prop::collection::vec(any::<u32>(), 0..9).prop_map(Step::Extend),
        1 => (0usize..40).prop_map(Step::ExtendTo),
        1 => (0usize..20).prop_map(Step::Truncate),
        2 => any::<usize>().prop_map(Step::Write),
        1 => (0usize..20).prop_map(Step::Reserve),
        1 => Just(Step::Shrink),
        2 => Just(Step::Clone),
        1 => Just(Step::Drop),
    ];
    (any::<usize>(), step)
}

proptest! {
    #[test]
    fn holders_behave_as_vectors_of_their_own(steps in prop::collection::vec(step(), 0..120)) {
        let mut pairs: Vec<(SharedVec<u32>, Vec<u32>)> = vec![Default::default()];
        for (which, step) in steps {
            let index = which % pairs.len();
            let (shared, model) = &mut pairs[index];
            match step {
                Step::Push(item) => {
                    shared.push(item).unwrap();
                    model.push(item);
                }
                Step::Extend(items) => {
                    shared.extend_from_slice(&items).unwrap();
                    model.extend(items);
                }
                Step::ExtendTo(len) => {
                    shared.extend_to(len, 7, 64).unwrap();
                    model.resize(len.max(model.len()), 7);
                }
                Step::Truncate(len) => {
                    shared.truncate(len);
                    model.truncate(len);
                }
                Step::Write(at) if !model.is_empty() => {
                    let at = at % model.len();
                    shared.make_mut().unwrap()[at] = 9;
                    model[at] = 9;
                }
                Step::Reserve(more) => shared.reserve(more, usize::MAX).unwrap(),
                Step::Shrink => shared.shrink().unwrap(),
                Step::Clone if pairs.len() < 6 => {
                    let pair = pairs[index].clone();
                    pairs.push(pair);
                }
                Step::Drop if pairs.len() > 1 => {
                    pairs.swap_remove(index);
                }
                _ => {}
            }
            for (shared, model) in &pairs {
                prop_assert_eq!(&shared[..], &model[..]);
            }
        }
    }
}
