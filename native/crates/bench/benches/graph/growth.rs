//! The longest pause of one insert while a graph grows: the price of rebuilding a table all at once, if somebody does.

use crate::engine::Engine;
use crate::peer::Peer;
use kneiphof_bench::record;
use kneiphof_kernels::ask_for_huge_pages;
use std::collections::HashMap;
use std::time::Instant;

/// A pause that belongs to the structure comes back at the same insert; one of the operating system's does not.
const GROWTHS: usize = 3;

pub fn measure(ids: u32) {
    engine("engine", ids);
    // What is left without the first touch of a page of 2 MiB, which the system fills with zeros, or first gets from its host.
    ask_for_huge_pages(false);
    engine("engine in 4 KiB pages", ids);
    ask_for_huge_pages(true);
    pauses::<HashMap<String, u32>>(
        "HashMap",
        ids,
        HashMap::new,
        |map, id| {
            map.insert(id.to_owned(), 1);
        },
        HashMap::len,
    );
}

fn engine(name: &str, ids: u32) {
    pauses::<Engine>(
        name,
        ids,
        Engine::empty,
        |engine, id| engine.add_node(id, 1.0, "active"),
        |engine| engine.graph.node_count() as usize,
    );
}

fn pauses<T>(
    name: &str,
    ids: u32,
    empty: impl Fn() -> T,
    insert: impl Fn(&mut T, &str),
    len: impl Fn(&T) -> usize,
) {
    let row = format!("growth/{name}/{ids}");
    let mut least = vec![u32::MAX; ids as usize];
    let mut id = String::new();
    for _ in 0..GROWTHS {
        let mut grown = empty();
        for (number, pause) in least.iter_mut().enumerate() {
            use std::fmt::Write;
            id.clear();
            write!(id, "n{number:012}").expect("text grows");
            let start = Instant::now();
            insert(&mut grown, &id);
            let nanos = u32::try_from(start.elapsed().as_nanos()).unwrap_or(u32::MAX);
            *pause = nanos.min(*pause);
        }
        assert_eq!(len(&grown), ids as usize, "{row}: number of ids");
    }
    record::check(
        &row,
        "every growth has its number of ids, and every insert its time",
        &least.contains(&u32::MAX),
        &false,
    );
    least.sort_unstable();
    record::fact(&format!("{row}/longest"), f64::from(least[least.len() - 1]));
    record::fact(&format!("{row}/median"), f64::from(least[least.len() / 2]));
}
