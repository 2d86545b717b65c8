//! Reading rows.

use crate::graph::{Graph, out_of_memory};
use kneiphof_wire::{EdgeHead, Failure, NodeHead, RowWriter, RowsWriter, Status, Subject};

impl Graph {
    /// Appends the Row of a live node. O(columns) and the size of the row.
    pub fn read_node(&self, row: u32, writer: &mut RowWriter, out: &mut Vec<u8>) {
        self.read_attributes(Subject::Node, row, writer);
        let head = NodeHead {
            number: self.number(row),
            version: self.node_version(row),
            id: self.nodes.ids.get(row).unwrap_or_default(),
            labels: self.label_sets.labels(self.nodes.label_codes.value(row)),
            out_degree: self.adjacency.outgoing.degrees().degree(row),
            in_degree: self.adjacency.incoming.degrees().degree(row),
            replace_labels: false,
        };
        writer.finish_node(&head, out);
    }

    /// Appends the Row of a live edge. O(columns) and the size of the row.
    pub fn read_edge(&self, row: u32, writer: &mut RowWriter, out: &mut Vec<u8>) {
        self.read_attributes(Subject::Edge, row, writer);
        let shape = self.shape(row);
        let head = EdgeHead {
            number: self.number(row),
            version: self.edge_version(row),
            id: self.edges.ids.get(row).unwrap_or_default(),
            source: self.nodes.ids.get(shape.source).unwrap_or_default(),
            target: self.nodes.ids.get(shape.target).unwrap_or_default(),
            type_symbol: shape.kind.checked_sub(1),
        };
        writer.finish_edge(&head, out);
    }

    fn read_attributes(&self, subject: Subject, row: u32, writer: &mut RowWriter) {
        for (key, value) in self.columns(subject).row(row) {
            writer.slot(key, value);
        }
    }

    /// Nobody has the id that was asked for, at this revision: whoever asked knows the id.
    fn missed(&self, status: Status) -> Failure {
        Failure::new(status).number(self.revision)
    }

    pub fn get_node(&self, id: &str, out: &mut Vec<u8>) -> Result<(), Failure> {
        let row = self.nodes.ids.find(id).ok_or(self.missed(Status::NodeNotFound))?;
        self.read_node(row, &mut RowWriter::new(), out);
        Ok(())
    }

    pub fn get_edge(&self, id: &str, out: &mut Vec<u8>) -> Result<(), Failure> {
        let row = self.look_up_edge(id).map_err(out_of_memory)?.ok_or(self.missed(Status::EdgeNotFound))?;
        self.read_edge(row, &mut RowWriter::new(), out);
        Ok(())
    }

    /// Rows of the nodes with these ids; the look-ups are staged.
    pub fn get_nodes(&self, ids: &[&str]) -> Vec<u8> {
        self.read_rows(Subject::Node, self.nodes.ids.find_all(ids).into_iter())
    }

    /// Rows of the nodes or edges with these numbers; a stale number has none.
    pub fn read_numbers(&self, subject: Subject, numbers: &[u64]) -> Vec<u8> {
        self.read_rows(subject, numbers.iter().map(|number| self.row(subject, *number).ok()))
    }

    fn read_rows(&self, subject: Subject, rows: impl ExactSizeIterator<Item = Option<u32>>) -> Vec<u8> {
        let mut answer = RowsWriter::new(rows.len());
        let mut writer = RowWriter::new();
        for row in rows {
            match (row, subject) {
                (None, _) => answer.missing(),
                (Some(row), Subject::Node) => answer.row(|out| self.read_node(row, &mut writer, out)),
                (Some(row), Subject::Edge) => answer.row(|out| self.read_edge(row, &mut writer, out)),
            }
        }
        answer.finish()
    }
}
