//! What is in a graph and what it costs, as a map.

use crate::graph::Graph;
use crate::store::chunked::{Bitmap, chunks_of};
use crate::store::columns::{ChunkValues, Column};
use crate::store::indexes::Indexed;
use kneiphof_wire::{Failure, ListWriter, MapWriter, Subject, Tag, ValueRef, write_map};

impl Graph {
    /// Appends the packed map. O(columns × chunks), and the values of chunks with mixed types.
    pub fn describe(&self, out: &mut Vec<u8>) -> Result<(), Failure> {
        write_map(out, |map| {
            map.value("directed", ValueRef::Boolean(self.options.directed))?;
            map.count("nodes", u64::from(self.nodes.count))?;
            map.count("edges", u64::from(self.edges.count))?;
            map.count("revision", self.revision)?;
            map.count("epoch", u64::from(self.epoch))?;
            map.count("bytes", self.bytes())?;
            map.list("labels", |list| self.list_named_counts(&self.label_counts, list))?;
            map.list("types", |list| self.list_named_counts(&self.type_counts, list))?;
            map.list("nodeAttributes", |list| self.list_attributes(Subject::Node, list))?;
            map.list("edgeAttributes", |list| self.list_attributes(Subject::Edge, list))?;
            map.list("indexes", |list| self.list_indexes(list))?;
            self.tell_memory(map)
        })
    }

    fn list_indexes(&self, list: &mut ListWriter<'_>) -> Result<(), Failure> {
        for (of, index) in self.indexes.iter() {
            // As the call that declared it says it.
            let (on, key) = match of {
                Indexed::Attribute(subject, key) => (subject as u64, self.symbol_text(key)),
                Indexed::Labels => (2, None),
                Indexed::Types => (3, None),
            };
            list.map(|entry| {
                entry.count("on", on)?;
                entry.text("key", key.unwrap_or_default())?;
                entry.count("values", index.value_count())?;
                entry.count("bytes", index.bytes() as u64)
            })?;
        }
        Ok(())
    }

    /// Appends what memory the graph has, and what its snapshots hold, as a packed MAP.
    pub fn describe_memory(&self, out: &mut Vec<u8>) -> Result<(), Failure> {
        write_map(out, |map| self.tell_memory(map))
    }

    fn list_named_counts(&self, counts: &[u64], list: &mut ListWriter<'_>) -> Result<(), Failure> {
        for (symbol, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            list.map(|entry| {
                entry.text("name", self.symbol_text(symbol as u16).unwrap_or_default())?;
                entry.count("count", *count)
            })?;
        }
        Ok(())
    }

    fn list_attributes(&self, subject: Subject, list: &mut ListWriter<'_>) -> Result<(), Failure> {
        let (live, len) = match subject {
            Subject::Node => (&self.nodes.live, self.nodes.len),
            Subject::Edge => (&self.edges.live, self.edges.len),
        };
        for column in self.columns(subject).iter() {
            let (count, kind) = presence(column, live, len);
            if count > 0 {
                list.map(|attribute| {
                    attribute.text("key", self.symbol_text(column.key()).unwrap_or_default())?;
                    attribute.text("type", kind)?;
                    attribute.count("count", count)?;
                    attribute.count("bytes", column.bytes() as u64)
                })?;
            }
        }
        Ok(())
    }

    fn tell_memory(&self, map: &mut MapWriter<'_>) -> Result<(), Failure> {
        map.list("memory", |list| {
            self.each_part(|part, key, bytes| {
                list.map(|entry| {
                    entry.text("part", part)?;
                    entry.value("key", key.map_or(ValueRef::Null, ValueRef::Text))?;
                    entry.count("bytes", bytes)
                })
            })
        })?;
        let counts = self.snapshots.counts(self.environment.clock.now_nanos());
        map.map("snapshots", |snapshots| {
            snapshots.count("open", counts.open)?;
            snapshots.count("oldestNanos", counts.oldest_nanos)?;
            snapshots.count("heldBytes", counts.held_bytes)
        })
    }
}

/// How many live rows have the attribute, nulls included, and of which type their values are.
fn presence(column: &Column, live: &Bitmap, len: u32) -> (u64, &'static str) {
    let mut count = 0;
    // A bit for each tag.
    let mut kinds = 0u32;
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
        kinds |= match column.values(chunk) {
            ChunkValues::Empty => 0,
            ChunkValues::Booleans(_) => 1 << Tag::Boolean as u8,
            ChunkValues::Integers(_) => 1 << Tag::Integer as u8,
            ChunkValues::Floats(_) => 1 << Tag::Float as u8,
            ChunkValues::Instants(_) => 1 << Tag::Instant as u8,
            ChunkValues::Opaques(_) => 1 << Tag::Opaque as u8,
            ChunkValues::Codes(_) => 1 << Tag::Text as u8,
            ChunkValues::Plain(tag) => 1 << tag as u8,
            ChunkValues::Tagged(tags) => {
                let valid = column.valid(chunk);
                let rows = tags
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| (valid[at / 64] & live[at / 64]) >> (at % 64) & 1 == 1);
                rows.fold(0, |kinds, (_, tag)| kinds | 1u32.checked_shl(u32::from(*tag)).unwrap_or(0))
            }
        };
    }
    let name = match kinds.count_ones() {
        0 => Tag::Null.name(),
        1 => Tag::from_code(kinds.trailing_zeros() as u8).map_or("mixed", Tag::name),
        _ => "mixed",
    };
    (count, name)
}
