//! Reading rows.

use crate::Control;
use crate::graph::{Graph, out_of_memory};
use crate::read::asked::Stages;
use crate::read::moment::{Moment, NONE};
use crate::read::version::VersionSum;
use kneiphof_wire::{EdgeHead, Failure, NodeHead, RowWriter, RowsWriter, Status, Subject};

/// Reads rows one after the other, without asking for memory for each. Every column is looked at once a row: for its value
/// and for the row's version.
pub(crate) struct RowReader {
    writer: RowWriter,
    version: VersionSum,
}

impl RowReader {
    pub fn new() -> Self {
        RowReader { writer: RowWriter::new(), version: VersionSum::default() }
    }
}

impl Moment<'_> {
    /// Appends the Row of a live node. O(columns) and the size of the row.
    pub fn read_node(self, row: u32, reader: &mut RowReader, out: &mut Vec<u8>) -> Result<(), Failure> {
        let id = self.nodes.ids.get(row).unwrap_or_default();
        self.begin_node_version(row, id, &mut reader.version);
        self.read_attributes(Subject::Node, row, reader)?;
        let labels = self.label_sets.labels(self.nodes.label_codes.value(row));
        reader.writer.room_for_row(id.len() + size_of_val(labels), out)?;
        let head = NodeHead {
            number: self.number(row),
            version: reader.version.finish(),
            id,
            labels,
            out_degree: self.outgoing.degrees().degree(row),
            in_degree: self.incoming.degrees().degree(row),
            replace_labels: false,
        };
        reader.writer.finish_node(&head, out);
        Ok(())
    }

    /// Appends the Row of a live edge. O(columns) and the size of the row.
    pub fn read_edge(self, row: u32, reader: &mut RowReader, out: &mut Vec<u8>) -> Result<(), Failure> {
        let ids = self.ids_of_edge(row);
        self.begin_edge_version(row, ids, &mut reader.version);
        self.read_attributes(Subject::Edge, row, reader)?;
        let [id, source, target] = ids;
        reader.writer.room_for_row(id.len() + source.len() + target.len(), out)?;
        let head = EdgeHead {
            number: self.number(row),
            version: reader.version.finish(),
            id,
            source,
            target,
            type_symbol: self.type_of_edge(row),
        };
        reader.writer.finish_edge(&head, out);
        Ok(())
    }

    fn read_attributes(self, subject: Subject, row: u32, reader: &mut RowReader) -> Result<(), Failure> {
        let RowReader { writer, version } = reader;
        let mut refused = None;
        self.add_attributes(subject, row, version, |key, value| match writer.room_for(value) {
            Ok(()) => drop(writer.slot(key, value)),
            Err(failure) => refused = Some(failure),
        });
        refused.map_or(Ok(()), Err)
    }

    /// Rows of nodes or edges, in the order asked for; none for one that is not there. Look-ups and reads are staged.
    ///
    /// # Errors
    /// `CANCELLED`, `OUT_OF_MEMORY`.
    pub fn read_rows(
        self,
        subject: Subject,
        asked: &(impl Stages + ?Sized),
        control: Option<&Control>,
    ) -> Result<Vec<u8>, Failure> {
        let mut answer = RowsWriter::new(asked.count())?;
        let mut reader = RowReader::new();
        asked.each_watched(self, control, |_, rows| {
            self.prefetch_rows(subject, rows);
            for row in rows {
                match (*row, subject) {
                    (NONE, _) => answer.missing(),
                    (row, Subject::Node) => answer.row(|out| self.read_node(row, &mut reader, out))?,
                    (row, Subject::Edge) => answer.row(|out| self.read_edge(row, &mut reader, out))?,
                }
            }
            Ok(0)
        })?;
        Ok(answer.finish())
    }

    /// Asks for the lines that reading these rows takes. Where one leads to the next it is read when it is near: what lies beside the
    /// row, then the places of the ids, then the ids.
    #[inline]
    fn prefetch_rows(self, subject: Subject, rows: &[u32]) {
        let there = || rows.iter().copied().filter(|row| *row != NONE);
        let (nodes, edges) = (self.nodes, self.edges);
        match subject {
            Subject::Node => {
                for row in there() {
                    self.prefetch_node(row);
                }
                there().for_each(|row| nodes.ids.prefetch_text(row));
            }
            Subject::Edge => {
                for row in there() {
                    edges.ids.prefetch(row);
                    edges.sources.prefetch(row);
                    edges.targets.prefetch(row);
                    edges.types.prefetch(row);
                    edges.columns.iter().for_each(|column| column.prefetch(row));
                }
                let ends = |row| [edges.sources.value(row), edges.targets.value(row)];
                there().flat_map(ends).for_each(|node| nodes.ids.prefetch(node));
                for row in there() {
                    edges.ids.prefetch_text(row);
                    ends(row).into_iter().for_each(|node| nodes.ids.prefetch_text(node));
                }
            }
        }
    }

    #[inline]
    fn prefetch_node(self, row: u32) {
        self.nodes.ids.prefetch(row);
        self.nodes.label_codes.prefetch(row);
        self.outgoing.prefetch_head(row);
        self.incoming.prefetch_head(row);
        self.nodes.columns.iter().for_each(|column| column.prefetch(row));
    }
}

impl Graph {
    /// Nobody has the id that was asked for, at this revision: whoever asked knows the id.
    fn missed(&self, status: Status) -> Failure {
        Failure::new(status).number(self.revision)
    }

    pub fn get_node(&self, id: &str, out: &mut Vec<u8>) -> Result<(), Failure> {
        let row = self.nodes.ids.find(id).ok_or(self.missed(Status::NodeNotFound))?;
        let moment = self.moment();
        moment.prefetch_node(row);
        moment.read_node(row, &mut RowReader::new(), out)
    }

    pub fn get_edge(&self, id: &str, out: &mut Vec<u8>) -> Result<(), Failure> {
        let row = self.look_up_edge(id).map_err(out_of_memory)?.ok_or(self.missed(Status::EdgeNotFound))?;
        self.moment().read_edge(row, &mut RowReader::new(), out)
    }
}
