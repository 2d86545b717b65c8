//! What a run of rows says beside attributes, as numbers: rows of ends, label sets, types.

use super::bound::Bound;
use super::bound::dictionary_entry;
use crate::graph::Graph;
use crate::store::ids::{Ids, NO_ROW};
use crate::store::room::{collected, room};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{ColumnData, ColumnView, Role};
use std::ops::Range;

impl Bound<'_, '_> {
    /// Finds the rows of the ends of a run of edges, up to the first edge with an end that is not there; answers how many.
    pub fn find_ends(&mut self, graph: &Graph, rows: Range<usize>) -> Result<usize, OutOfMemory> {
        let ids = &graph.nodes.ids;
        find_end(ids, self.source, rows.clone(), &mut self.source_entries, &mut self.sources)?;
        let entries = if share_dictionary(self.source, self.target) {
            &mut self.source_entries
        } else {
            &mut self.target_entries
        };
        find_end(ids, self.target, rows, entries, &mut self.targets)?;
        let is_missing = |ends: (&u32, &u32)| *ends.0 == NO_ROW || *ends.1 == NO_ROW;
        let known = self.sources.iter().zip(&self.targets).position(is_missing);
        Ok(known.unwrap_or(self.sources.len()))
    }

    /// The number of each row's label set.
    pub fn label_codes(&mut self, graph: &mut Graph, rows: Range<usize>) -> Result<&[u32], OutOfMemory> {
        self.codes.clear();
        let Some(column) = self.section.column(Role::Labels) else { return Ok(&[]) };
        room(&mut self.codes, rows.len())?;
        for row in rows {
            let code = match dictionary_entry(Some(column), row) {
                None => 0,
                Some((entry, _)) => match (self.label_sets[entry], &self.labels[entry]) {
                    (Some(code), _) => code,
                    (None, Some(Ok(labels))) => {
                        let code = graph.label_code(labels)?;
                        self.label_sets[entry] = Some(code);
                        code
                    }
                    _ => 0,
                },
            };
            self.codes.push(code);
        }
        Ok(&self.codes)
    }

    /// The type of each row, symbol + 1 or 0; nothing at all when the section has no types.
    pub fn kinds(&self, rows: Range<usize>) -> Result<Vec<u16>, OutOfMemory> {
        if self.types.is_empty() {
            return Ok(Vec::new());
        }
        collected(rows.map(|row| self.type_of(row).ok().flatten().map_or(0, |symbol| symbol + 1)))
    }
}

/// Whether both ends are places in one list of ids: then each id is looked up once for both.
fn share_dictionary(source: Option<&ColumnView<'_>>, target: Option<&ColumnView<'_>>) -> bool {
    match (source.map(ColumnView::data), target.map(ColumnView::data)) {
        (Some(ColumnData::Dictionary(source)), Some(ColumnData::Dictionary(target))) => {
            source.entries().lies_where(&target.entries())
        }
        _ => false,
    }
}

fn find_end(
    ids: &Ids,
    column: Option<&ColumnView<'_>>,
    rows: Range<usize>,
    entries: &mut Vec<u32>,
    found: &mut Vec<u32>,
) -> Result<(), OutOfMemory> {
    found.clear();
    room(found, rows.len())?;
    match column.map(ColumnView::data) {
        Some(ColumnData::Text(texts)) => {
            ids.find_into(rows.len(), |at| texts.get(rows.start + at).as_bytes(), found)?;
        }
        Some(ColumnData::Dictionary(codes)) => {
            // Each entry is looked up once: no row of edges changes which nodes there are.
            if entries.is_empty() {
                ids.find_into(codes.entries().len(), |entry| codes.entries().get(entry).as_bytes(), entries)?;
            }
            found.extend(rows.map(|row| entries[codes.code(row) as usize]));
        }
        _ => {}
    }
    Ok(())
}
