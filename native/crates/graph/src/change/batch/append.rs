//! A run of new rows as columns: checked as a whole, then written column by column, with one entry in the undo log.
//!
//! What can fail does so before a row is there, or is rolled back; whatever is wrong with a row is told by the way row by row.

use super::bound::Bound;
use crate::change::edges::Shape;
use crate::change::nodes::count;
use crate::change::undo::Undo;
use crate::graph::Graph;
use crate::store::ids::{AHEAD, station};
use crate::store::room::{collected, grown};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{ColumnData, Operation, Subject};
use std::ops::Range;

/// Fewer rows than this are not worth the way of the columns.
const RUN_MIN: usize = 8;

impl Graph {
    /// Appends rows of a section that lie in one chunk, up to the first that is not new or not right; answers how many.
    pub(super) fn append_rows(&mut self, bound: &mut Bound<'_, '_>, rows: Range<usize>) -> usize {
        if rows.len() < RUN_MIN || !bound.is_right(self, rows.clone()) {
            return 0;
        }
        let mark = self.mark();
        let appended = match bound.section.subject() {
            Subject::Node => self.append_nodes(bound, rows.clone()),
            Subject::Edge => self.append_edges(bound, rows.clone()),
        };
        let with_cells = appended.and_then(|count| {
            self.append_cells(bound, rows.start..rows.start + count)?;
            Ok(count)
        });
        with_cells.unwrap_or_else(|_| {
            // There is no memory; a row alone may find some, or else says so.
            self.roll_back(mark, false);
            0
        })
    }

    fn append_nodes(&mut self, bound: &mut Bound<'_, '_>, rows: Range<usize>) -> Result<usize, OutOfMemory> {
        let Some(ColumnData::Text(ids)) = bound.id.map(|column| column.data()) else { return Ok(0) };
        let first = self.nodes.len;
        self.undo.reserve()?;
        self.nodes.live.put_run(first, 0, true)?;
        let added = self.nodes.ids.insert_new(first, rows.len(), |at| ids.get(rows.start + at));
        if added == 0 {
            return Ok(0);
        }
        self.nodes.live.put_run(first, added, true)?;
        self.nodes.len += added as u32;
        self.nodes.count += added as u32;
        self.undo.push(Undo::Added { subject: Subject::Node, rows: added as u32 });
        let codes = bound.label_codes(self, rows.start..rows.start + added)?;
        if codes.iter().any(|code| *code != 0) {
            self.nodes.label_codes.append(first, codes)?;
            for code in codes {
                self.count_labels(*code, true);
            }
        }
        Ok(added)
    }

    fn append_edges(&mut self, bound: &mut Bound<'_, '_>, rows: Range<usize>) -> Result<usize, OutOfMemory> {
        let first = self.edges.len;
        let known = bound.find_ends(self, rows.clone())?;
        let kinds = bound.kinds(rows.start..rows.start + known)?;
        let (sources, targets) = (&bound.sources[..known], &bound.targets[..known]);
        self.place_edges(first, sources, targets, &kinds).inspect_err(|_| self.unplace_edges(first))?;
        let joined = self.join_all(first, sources, targets, &kinds);
        self.unplace_edges(first + joined as u32);
        if joined > 0 {
            self.edges.len += joined as u32;
            self.edges.count += joined as u32;
            self.undo.push(Undo::Added { subject: Subject::Edge, rows: joined as u32 });
        }
        for symbol in kinds[..joined.min(kinds.len())].iter().filter_map(|kind| kind.checked_sub(1)) {
            count(&mut self.type_counts, symbol, true);
        }
        Ok(joined)
    }

    /// Everything about new edges that may fail, but for joining them. They are live before they are joined, so that two rows of
    /// the run that are one edge are found out.
    fn place_edges(
        &mut self,
        first: u32,
        sources: &[u32],
        targets: &[u32],
        kinds: &[u16],
    ) -> Result<(), OutOfMemory> {
        self.undo.reserve()?;
        self.edges.sources.append(first, sources)?;
        self.edges.targets.append(first, targets)?;
        if !kinds.is_empty() {
            for symbol in kinds.iter().filter_map(|kind| kind.checked_sub(1)) {
                grown(&mut self.type_counts, usize::from(symbol))?;
            }
            self.edges.types.append(first, kinds)?;
        }
        self.edges.live.put_run(first, sources.len(), true)
    }

    /// Joins the ends of new edges, up to the first that is there already; answers how many.
    fn join_all(&mut self, first: u32, sources: &[u32], targets: &[u32], kinds: &[u16]) -> usize {
        let count = sources.len();
        let shape = |at: usize| {
            let kind = kinds.get(at).copied().unwrap_or(0);
            Shape { source: sources[at], target: targets[at], kind }
        };
        self.ready_filter(count as u32);
        for step in 0..count + 2 * AHEAD {
            if step < count {
                self.adjacency.prefetch_heads(sources[step], targets[step]);
                self.edge_filter.prefetch(self.key(shape(step)));
            }
            if let Some(at) = station(step, AHEAD, count) {
                self.adjacency.prefetch_ends(self.adjacency.heads(sources[at], targets[at]));
            }
            if let Some(at) = station(step, 2 * AHEAD, count)
                && !self.join(first + at as u32, shape(at))
            {
                return at;
            }
        }
        count
    }

    /// Puts a new edge without an id of its own into the lists of its ends, unless there is one like it or no memory.
    fn join(&mut self, row: u32, shape: Shape) -> bool {
        let new = self.find_derived(shape).is_none()
            && self.adjacency.push(shape.source, shape.target, row).is_ok();
        if new {
            self.edge_filter.add(self.key(shape));
            self.index_at_hubs(row, shape);
        }
        new
    }

    /// The attributes of the last rows appended. A column is made by the first row that has a value for it, as row by row.
    fn append_cells(&mut self, bound: &mut Bound<'_, '_>, rows: Range<usize>) -> Result<(), OutOfMemory> {
        let subject = bound.section.subject();
        let len = if subject == Subject::Node { self.nodes.len } else { self.edges.len };
        let first = len - rows.len() as u32;
        let columns = bound.section.columns();
        let begun = (0..bound.keys.len()).filter_map(|key| {
            let cells = &columns[bound.keys[key].column as usize];
            Some((rows.clone().find(|row| cells.is_valid(*row))?, key))
        });
        let mut begun = collected(begun)?;
        begun.sort_unstable();
        for (_, key) in begun {
            let key = &mut bound.keys[key];
            if let Ok(symbol) = key.symbol {
                self.ensure_column(subject, symbol)?;
                let cells = &columns[key.column as usize];
                let (columns, hasher) = self.columns_to_write(subject);
                let learnt = &mut key.learnt;
                if !columns.append_run(symbol, first, cells, rows.clone(), learnt, hasher)? {
                    for (row, cell) in (first..).zip(rows.clone()) {
                        if let Some(value) = cells.value(cell) {
                            self.write_new_cell(subject, row, symbol, value)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

impl Bound<'_, '_> {
    /// Whether nothing can be said against these rows but that they, or their ends, may be there or not.
    fn is_right(&self, graph: &Graph, rows: Range<usize>) -> bool {
        let options = &graph.options;
        let count = rows.len() as u64;
        let (len, live, max) = match self.section.subject() {
            Subject::Node => (graph.nodes.len, graph.nodes.count, options.nodes_max),
            Subject::Edge => (graph.edges.len, graph.edges.count, options.edges_max),
        };
        let names_are_right = match self.section.subject() {
            Subject::Node => {
                self.ids_are_right(graph, rows.clone()) && self.labels_are_right(graph, rows.clone())
            }
            Subject::Edge => self.ids_are_derived(graph, rows.clone()) && self.types_are_right(rows.clone()),
        };
        self.section.operation() != Operation::Remove
            && u64::from(live) + count <= max
            && u64::from(len) + count <= crate::ROWS_CEILING
            && names_are_right
            && self.cells_are_right(graph, rows.clone())
    }

    /// Node ids: neither empty nor too long, without control characters.
    fn ids_are_right(&self, graph: &Graph, rows: Range<usize>) -> bool {
        let Some(ColumnData::Text(ids)) = self.id.map(|column| column.data()) else { return false };
        let (shortest, longest) = ids.lengths(rows.clone());
        let is_control = |byte: u8| (byte < 0x20) | (byte == 0x7F);
        shortest > 0
            && longest <= graph.options.id_bytes_max as usize
            && !ids.joined_of(rows).bytes().fold(false, |found, byte| found | is_control(byte))
    }

    fn labels_are_right(&self, graph: &Graph, rows: Range<usize>) -> bool {
        let most = graph.options.attributes_max as usize;
        rows.into_iter().all(|row| {
            self.labels_of(row).is_ok_and(|labels| labels.is_none_or(|labels| labels.len() <= most))
        })
    }

    /// No edge of the run, nor of the graph, has an id of its own that could be another's derived one.
    fn ids_are_derived(&self, graph: &Graph, mut rows: Range<usize>) -> bool {
        graph.edges.ids.len() == 0 && self.id.is_none_or(|ids| !rows.any(|row| ids.is_valid(row)))
    }

    fn types_are_right(&self, mut rows: Range<usize>) -> bool {
        self.types.is_empty() || rows.all(|row| self.type_of(row).is_ok())
    }

    fn cells_are_right(&self, graph: &Graph, rows: Range<usize>) -> bool {
        let longest = |column: u32| self.section.columns()[column as usize].longest(rows.clone()) as u64;
        self.keys.len() <= graph.options.attributes_max as usize
            && self
                .keys
                .iter()
                .all(|key| key.symbol.is_ok() && longest(key.column) <= graph.options.value_bytes_max)
    }
}
