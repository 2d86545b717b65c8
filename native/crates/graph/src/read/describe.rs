//! What is in a graph and what it costs, as a map.

use crate::MemoryPart;
use crate::graph::Graph;
use crate::store::chunked::{Bitmap, chunks_of};
use crate::store::columns::{ChunkValues, Column};
use kneiphof_wire::{Subject, Tag, Value, encode};

pub(crate) fn integer(number: u64) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

pub(crate) fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

impl Graph {
    /// Appends the packed map. O(columns × chunks), and the values of chunks with mixed types.
    pub fn describe(&self, out: &mut Vec<u8>) {
        let description = map([
            ("directed", Value::Boolean(self.options.directed)),
            ("nodes", integer(u64::from(self.nodes.count))),
            ("edges", integer(u64::from(self.edges.count))),
            ("revision", integer(self.revision)),
            ("epoch", integer(u64::from(self.epoch))),
            ("bytes", integer(self.bytes())),
            ("labels", self.named_counts(&self.label_counts)),
            ("types", self.named_counts(&self.type_counts)),
            ("nodeAttributes", self.attributes(Subject::Node)),
            ("edgeAttributes", self.attributes(Subject::Edge)),
            ("memory", self.memory_parts()),
            ("snapshots", self.open_snapshots()),
        ]);
        encode(&description, out);
    }

    /// Appends what memory the graph has, and what its snapshots hold, as a packed MAP.
    pub fn describe_memory(&self, out: &mut Vec<u8>) {
        let memory = map([("memory", self.memory_parts()), ("snapshots", self.open_snapshots())]);
        encode(&memory, out);
    }

    fn named_counts(&self, counts: &[u64]) -> Value {
        let used = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let entry = |(symbol, count): (usize, &u64)| {
            let name = self.symbol_text(symbol as u16).unwrap_or_default().to_owned();
            map([("name", Value::Text(name)), ("count", integer(*count))])
        };
        Value::List(used.map(entry).collect())
    }

    fn attributes(&self, subject: Subject) -> Value {
        let (live, len) = match subject {
            Subject::Node => (&self.nodes.live, self.nodes.len),
            Subject::Edge => (&self.edges.live, self.edges.len),
        };
        let mut attributes = Vec::new();
        for column in self.columns(subject).iter() {
            let (count, kind) = presence(column, live, len);
            if count > 0 {
                attributes.push(map([
                    ("key", Value::Text(self.symbol_text(column.key()).unwrap_or_default().to_owned())),
                    ("type", Value::Text(kind.to_owned())),
                    ("count", integer(count)),
                    ("bytes", integer(column.bytes() as u64)),
                ]));
            }
        }
        Value::List(attributes)
    }

    fn memory_parts(&self) -> Value {
        let part = |part: MemoryPart| {
            let key = part.key.map_or(Value::Null, Value::Text);
            let bytes = integer(part.bytes);
            map([("part", Value::Text(part.part.to_owned())), ("key", key), ("bytes", bytes)])
        };
        Value::List(self.memory().into_iter().map(part).collect())
    }

    fn open_snapshots(&self) -> Value {
        let counts = self.snapshots.counts(self.environment.clock.now_nanos());
        map([
            ("open", integer(counts.open)),
            ("oldestNanos", integer(counts.oldest_nanos)),
            ("heldBytes", integer(counts.held_bytes)),
        ])
    }
}

/// How many live rows have the attribute, nulls included, and of which type their values are.
fn presence(column: &Column, live: &Bitmap, len: u32) -> (u64, &'static str) {
    let mut count = 0;
    let mut kinds: Vec<Tag> = Vec::new();
    for chunk in 0..chunks_of(len) {
        let live = live.words(chunk);
        let valid = column.valid(chunk).iter().zip(live).map(|(valid, live)| valid & live);
        let values: u64 = valid.map(|word| u64::from(word.count_ones())).sum();
        let nulls = column.nulls(chunk).map_or(0, |nulls| {
            nulls.iter().zip(live).map(|(null, live)| u64::from((null & live).count_ones())).sum()
        });
        count += values + nulls;
        if values == 0 {
            continue;
        }
        let kind = match column.values(chunk) {
            ChunkValues::Empty => continue,
            ChunkValues::Booleans(_) => Tag::Boolean,
            ChunkValues::Integers(_) => Tag::Integer,
            ChunkValues::Floats(_) => Tag::Float,
            ChunkValues::Instants(_) => Tag::Instant,
            ChunkValues::Opaques(_) => Tag::Opaque,
            ChunkValues::Codes(_) => Tag::Text,
            ChunkValues::Plain(tag) => tag,
            ChunkValues::Tagged(tags) => {
                let rows = tags
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| (column.valid(chunk)[at / 64] & live[at / 64]) >> (at % 64) & 1 == 1);
                kinds.extend(rows.filter_map(|(_, tag)| Tag::from_code(*tag)));
                kinds.sort_unstable_by_key(|tag| *tag as u8);
                kinds.dedup();
                continue;
            }
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let name = match kinds.as_slice() {
        [] => Tag::Null.name(),
        [kind] => kind.name(),
        _ => "mixed",
    };
    (count, name)
}
