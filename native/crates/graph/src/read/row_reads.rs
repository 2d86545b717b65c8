//! Reading rows.

use crate::graph::{Graph, out_of_memory};
use crate::read::version::VersionSum;
use crate::store::ids::{NO_ROW, STAGE};
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

impl Graph {
    /// Appends the Row of a live node. O(columns) and the size of the row.
    pub fn read_node(&self, row: u32, reader: &mut RowReader, out: &mut Vec<u8>) -> Result<(), Failure> {
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
            out_degree: self.adjacency.outgoing.degrees().degree(row),
            in_degree: self.adjacency.incoming.degrees().degree(row),
            replace_labels: false,
        };
        reader.writer.finish_node(&head, out);
        Ok(())
    }

    /// Appends the Row of a live edge. O(columns) and the size of the row.
    pub fn read_edge(&self, row: u32, reader: &mut RowReader, out: &mut Vec<u8>) -> Result<(), Failure> {
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
            type_symbol: self.shape(row).kind.checked_sub(1),
        };
        reader.writer.finish_edge(&head, out);
        Ok(())
    }

    fn read_attributes(&self, subject: Subject, row: u32, reader: &mut RowReader) -> Result<(), Failure> {
        let RowReader { writer, version } = reader;
        let mut refused = None;
        self.add_attributes(subject, row, version, |key, value| match writer.room_for(value) {
            Ok(()) => drop(writer.slot(key, value)),
            Err(failure) => refused = Some(failure),
        });
        refused.map_or(Ok(()), Err)
    }

    /// Nobody has the id that was asked for, at this revision: whoever asked knows the id.
    fn missed(&self, status: Status) -> Failure {
        Failure::new(status).number(self.revision)
    }

    pub fn get_node(&self, id: &str, out: &mut Vec<u8>) -> Result<(), Failure> {
        let row = self.nodes.ids.find(id).ok_or(self.missed(Status::NodeNotFound))?;
        self.prefetch_row(Subject::Node, row);
        self.read_node(row, &mut RowReader::new(), out)
    }

    pub fn get_edge(&self, id: &str, out: &mut Vec<u8>) -> Result<(), Failure> {
        let row = self.look_up_edge(id).map_err(out_of_memory)?.ok_or(self.missed(Status::EdgeNotFound))?;
        self.read_edge(row, &mut RowReader::new(), out)
    }

    /// Rows of the nodes with these ids; look-ups and reads are staged.
    pub fn get_nodes(&self, ids: &[&str]) -> Result<Vec<u8>, Failure> {
        let mut rows = Vec::new();
        self.nodes.ids.find_into(ids.len(), |at| ids[at].as_bytes(), &mut rows).map_err(out_of_memory)?;
        self.read_rows(Subject::Node, rows.into_iter().map(|row| (row != NO_ROW).then_some(row)))
    }

    /// Rows of the nodes or edges with these numbers; a stale number has none.
    pub fn read_numbers(&self, subject: Subject, numbers: &[u64]) -> Result<Vec<u8>, Failure> {
        self.read_rows(subject, numbers.iter().map(|number| self.row(subject, *number).ok()))
    }

    fn read_rows(
        &self,
        subject: Subject,
        rows: impl ExactSizeIterator<Item = Option<u32>>,
    ) -> Result<Vec<u8>, Failure> {
        let mut answer = RowsWriter::new(rows.len())?;
        let mut reader = RowReader::new();
        let mut rows = rows.fuse();
        loop {
            let mut stage = [None; STAGE];
            let count = stage.iter_mut().zip(&mut rows).map(|(place, row)| *place = row).count();
            stage[..count].iter().flatten().for_each(|row| self.prefetch_row(subject, *row));
            for row in &stage[..count] {
                match (*row, subject) {
                    (None, _) => answer.missing(),
                    (Some(row), Subject::Node) => answer.row(|out| self.read_node(row, &mut reader, out))?,
                    (Some(row), Subject::Edge) => answer.row(|out| self.read_edge(row, &mut reader, out))?,
                }
            }
            if count < STAGE {
                return Ok(answer.finish());
            }
        }
    }

    /// Asks for the lines that reading a row begins with: the place of its id, its heads, and its cells.
    #[inline]
    fn prefetch_row(&self, subject: Subject, row: u32) {
        match subject {
            Subject::Node => {
                self.nodes.ids.prefetch(row);
                self.adjacency.outgoing.prefetch_head(row);
                self.adjacency.incoming.prefetch_head(row);
            }
            Subject::Edge => self.edges.ids.prefetch(row),
        }
        self.columns(subject).iter().for_each(|column| column.prefetch(row));
    }
}
