//! Registered schemas: rows of 8-byte words whose keys and types were told once.
//!
//! ```text
//! schema 0 | city TEXT | born INTEGER | …        row | schema 0 | id | code 7 | 1815 | …
//! ```
//! A text may stand as the code that its column's dictionary has for it. Codes stay until the columns are built anew, which
//! raises the generation: a row with codes of an older one is refused, and writes nothing.

use crate::Written;
use crate::change::check;
use crate::change::edges::EdgeChange;
use crate::change::frame::{Change, Frame};
use crate::change::nodes::{NodeChange, Put};
use crate::graph::{Graph, out_of_memory};
use crate::shared::shared_graph::{SharedGraph, Writing};
use crate::shared::writes::{known_symbol, make_change};
use crate::store::columns::{Columns, Exchanged};
use crate::store::few::Few;
use crate::store::room::{collected, counted_room};
use kneiphof_kernels::{OutOfMemory, note_memory_event, spend};
use kneiphof_wire::{
    EdgeHead, EndNames, Failure, NodeHead, NodeName, Operation, RowWriter, SchemaField, SchemaRowView,
    SchemaValue, SchemaView, Status, Subject, Tag, ValueRef,
};

/// A graph knows so many schemas.
const SCHEMAS_MAX: usize = 65_535;
const FEW_LABELS: usize = 8;

/// The attributes that rows of one schema have, in their order.
#[derive(Debug)]
pub(crate) struct Schema {
    subject: Subject,
    fields: Vec<SchemaField>,
}

/// The schemas of a graph by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Schemas {
    all: Vec<Schema>,
    fields: usize,
}

/// What the column of an attribute knows of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextCode {
    Code {
        generation: u32,
        code: u32,
    },
    /// No row had it yet.
    Unknown,
    /// The column keeps its texts without codes: most of them are distinct.
    Uncoded,
}

impl Schemas {
    fn get(&self, number: u32) -> Result<&Schema, Failure> {
        let schema = self.all.get(number as usize);
        schema.ok_or_else(|| Failure::malformed("number of a schema", u64::from(number)))
    }

    fn number(&self, subject: Subject, fields: &[SchemaField]) -> Option<u32> {
        let same = |known: &Schema| known.subject == subject && known.fields == fields;
        self.all.iter().position(same).map(|number| number as u32)
    }

    fn add(&mut self, subject: Subject, fields: Vec<SchemaField>) -> Result<u32, Failure> {
        if self.all.len() >= SCHEMAS_MAX {
            let max = SCHEMAS_MAX as u64;
            return Err(Failure::limit_exceeded("number of schemas", max + 1, max));
        }
        counted_room(&mut self.all, 1).map_err(out_of_memory)?;
        spend(fields.capacity() * size_of::<SchemaField>()).map_err(out_of_memory)?;
        note_memory_event();
        self.fields += fields.capacity();
        self.all.push(Schema { subject, fields });
        Ok(self.all.len() as u32 - 1)
    }

    /// Undoes the last `add`.
    fn remove_last(&mut self) {
        note_memory_event();
        self.fields -= self.all.pop().map_or(0, |schema| schema.fields.capacity());
    }

    /// Takes a schema out to read it while the graph is written; `put_back` ends that.
    fn take(&mut self, number: u32) -> Result<Schema, Failure> {
        let subject = self.get(number)?.subject;
        Ok(std::mem::replace(&mut self.all[number as usize], Schema { subject, fields: Vec::new() }))
    }

    fn put_back(&mut self, number: u32, schema: Schema) {
        self.all[number as usize] = schema;
    }

    pub fn bytes(&self) -> usize {
        self.all.capacity() * size_of::<Schema>() + self.fields * size_of::<SchemaField>()
    }
}

impl SharedGraph {
    /// The number of a schema; the same schema has the same number. O(schemas).
    ///
    /// # Errors
    /// `INVALID_ARGUMENT` for a symbol that stands for nothing, `LIMIT_EXCEEDED`, `OUT_OF_QUOTA`, `OUT_OF_MEMORY`, `BUSY`,
    /// `POISONED`.
    pub fn register_schema(&self, schema: &SchemaView<'_>) -> Result<u32, Failure> {
        let mut graph = self.write()?;
        let (count, max) = (schema.fields().len() as u64, u64::from(graph.options.attributes_max));
        if count > max {
            return Err(Failure::limit_exceeded("number of attributes", count, max));
        }
        for (key, _) in schema.fields() {
            known_symbol(&graph, key, "symbol of a key")?;
        }
        let fields = collected(schema.fields()).map_err(out_of_memory)?;
        match graph.schemas.number(schema.subject(), &fields) {
            Some(number) => Ok(number),
            None => {
                let number = graph
                    .noting(|graph| graph.within_quota(|graph| graph.add_schema(schema.subject(), fields)))?;
                graph.publish_bytes();
                Ok(number)
            }
        }
    }

    /// The code that stands for a text in rows of a schema. O(text).
    ///
    /// # Errors
    /// `INVALID_ARGUMENT` for a schema or an attribute that there is not, `BUSY`.
    pub fn text_code(&self, schema: u32, attribute: u32, text: &str) -> Result<TextCode, Failure> {
        let graph = self.read()?;
        let schema = graph.schemas.get(schema)?;
        let (key, _) = schema
            .fields
            .get(attribute as usize)
            .filter(|(_, tag)| *tag == Tag::Text)
            .ok_or_else(|| Failure::malformed("number of an attribute", u64::from(attribute)))?;
        let Some(column) = graph.columns(schema.subject).get(*key) else { return Ok(TextCode::Unknown) };
        Ok(match column.code_of_text(text, &graph.hasher) {
            Some(code) => TextCode::Code { generation: graph.code_generation, code },
            None if column.codes_texts() => TextCode::Unknown,
            None => TextCode::Uncoded,
        })
    }

    /// Adds, replaces or merges a node or edge from a row of a schema. O(size of the row); replacing also looks at every column.
    ///
    /// # Errors
    /// `STALE_HANDLE` for codes of a generation that is over and for a number that names no node any more; otherwise as
    /// `add_node`, `upsert_node`, `merge_node`, and those of edges.
    pub fn put_row_of_schema(
        &self,
        operation: Operation,
        row: &SchemaRowView<'_>,
    ) -> Result<Written, Failure> {
        let mut graph = self.write()?;
        let schema = graph.schemas.take(row.schema())?;
        let outcome = put(&mut graph, &schema, operation, row);
        graph.schemas.put_back(row.schema(), schema);
        outcome
    }
}

fn put(
    graph: &mut Writing<'_>,
    schema: &Schema,
    operation: Operation,
    row: &SchemaRowView<'_>,
) -> Result<Written, Failure> {
    let name = graph.name_of(row)?;
    graph.check_row_of_schema(schema, row)?;
    let frame = graph.frame_of(schema, operation, row, name)?;
    make_change(graph, &frame, |graph| graph.put_checked_row(schema, operation, row, name))
        .map(|(written, _)| written)
}

/// By the id, which is not looked up yet, or by the row of a live node.
#[derive(Clone, Copy)]
enum By<I, R> {
    Id(I),
    Row(R),
}

/// What a row names: a node, or source and target of an edge.
#[derive(Clone, Copy)]
enum Name<'a> {
    Node(By<&'a str, u32>),
    Edge { ends: By<[&'a str; 2], [u32; 2]>, type_symbol: Option<u16> },
}

impl Graph {
    /// Asks for what two numbers lead to: it comes near while the row is checked.
    ///
    /// # Errors
    /// `STALE_HANDLE` for a number that names no node any more.
    #[inline(always)]
    fn name_of<'a>(&self, row: &SchemaRowView<'a>) -> Result<Name<'a>, Failure> {
        let node = |number| self.row(Subject::Node, number);
        let Some(ends) = row.ends() else {
            return Ok(Name::Node(match row.name() {
                NodeName::Id(id) => By::Id(id),
                NodeName::Number(number) => By::Row(node(number)?),
            }));
        };
        let type_symbol = ends.type_symbol;
        let ends = match ends.names {
            EndNames::Ids(ids) => By::Id(ids),
            EndNames::Numbers([source, target]) => {
                let [source, target] = [node(source)?, node(target)?];
                self.prefetch_edge(source, target, type_symbol);
                By::Row([source, target])
            }
        };
        Ok(Name::Edge { ends, type_symbol })
    }

    /// The id of a live node.
    fn id_of(&self, node: u32) -> &str {
        self.nodes.ids.get(node).unwrap_or_default()
    }

    fn add_schema(&mut self, subject: Subject, fields: Vec<SchemaField>) -> Result<u32, Failure> {
        let number = self.schemas.add(subject, fields)?;
        self.leave_room_for_removals().inspect_err(|_| self.schemas.remove_last())?;
        Ok(number)
    }

    /// Everything that could be wrong with the row itself.
    fn check_row_of_schema(&self, schema: &Schema, row: &SchemaRowView<'_>) -> Result<(), Failure> {
        if row.subject() != schema.subject {
            return Err(Failure::malformed("subject of a row", row.subject() as u64));
        }
        row.check(&schema.fields)?;
        for (at, (key, tag)) in schema.fields.iter().enumerate() {
            if *tag != Tag::Text {
                continue;
            }
            match row.value(at, *tag) {
                SchemaValue::Code(code) => self.check_code(schema, *key, code, row.generation())?,
                SchemaValue::Value(text) => {
                    check::value(text, &self.options, || self.symbol_text(*key).unwrap_or_default())?;
                }
                SchemaValue::Missing => {}
            }
        }
        Ok(())
    }

    /// A merge may give a row more attributes than it may have. O(1), and O(columns) where that could be.
    fn check_attribute_count(
        &self,
        schema: &Schema,
        put: Put,
        row: &SchemaRowView<'_>,
    ) -> Result<(), Failure> {
        let (columns, max) = (self.columns(schema.subject), u64::from(self.options.attributes_max));
        if put.created || (columns.len() + schema.fields.len()) as u64 <= max {
            return Ok(());
        }
        let has = |key: &u16| columns.get(*key).is_some_and(|column| column.has(put.row));
        let new = schema.keys_of(row).filter(|key| !has(key)).count();
        let count = (columns.iter().filter(|column| column.has(put.row)).count() + new) as u64;
        if count > max {
            return Err(Failure::limit_exceeded("number of attributes", count, max));
        }
        Ok(())
    }

    fn check_code(&self, schema: &Schema, key: u16, code: u32, generation: u32) -> Result<(), Failure> {
        if generation != self.code_generation {
            return Err(Failure::new(Status::StaleHandle).detail("code of a text").number(u64::from(code)));
        }
        match self.columns(schema.subject).get(key) {
            Some(column) if code < column.code_count() => Ok(()),
            _ => Err(Failure::malformed("code of a text", u64::from(code))),
        }
    }

    fn put_checked_row(
        &mut self,
        schema: &Schema,
        operation: Operation,
        row: &SchemaRowView<'_>,
        name: Name<'_>,
    ) -> Result<Written, Failure> {
        let subject = schema.subject;
        // An upsert is a merge that replaces the labels and clears what the row does not give.
        let replaces = operation == Operation::Upsert;
        let put = self.put_named(if replaces { Operation::Merge } else { operation }, replaces, row, name)?;
        if replaces && !put.created {
            self.clear_all_but(subject, put.row, schema.keys_of(row)).map_err(out_of_memory)?;
        }
        if operation == Operation::Merge {
            self.check_attribute_count(schema, put, row)?;
        }
        for (at, (key, tag)) in schema.fields.iter().enumerate() {
            self.write_schema_cell(subject, put, *key, row.value(at, *tag)).map_err(out_of_memory)?;
        }
        Ok(Written { number: self.number(put.row), created: put.created })
    }

    /// The node or edge of a row, still without the attributes of the row.
    #[inline(always)]
    fn put_named(
        &mut self,
        operation: Operation,
        replace_labels: bool,
        row: &SchemaRowView<'_>,
        name: Name<'_>,
    ) -> Result<Put, Failure> {
        let (ends, type_symbol) = match name {
            Name::Edge { ends, type_symbol } => (ends, type_symbol),
            Name::Node(node) => return self.put_named_node(operation, replace_labels, row, node),
        };
        if let Some(symbol) = type_symbol {
            known_symbol(self, symbol, "symbol of a type")?;
        }
        let change = EdgeChange {
            operation,
            id: row.explicit_id(),
            type_symbol,
            expected_version: row.version(),
            attributes: &[],
        };
        match ends {
            By::Row([source, target]) => self.put_edge_between(&change, source, target),
            By::Id(ids) => self.put_edge(&change, ids),
        }
    }

    #[inline(always)]
    fn put_named_node(
        &mut self,
        operation: Operation,
        replace_labels: bool,
        row: &SchemaRowView<'_>,
        node: By<&str, u32>,
    ) -> Result<Put, Failure> {
        let mut labels = Few::<u16, FEW_LABELS>::new(0);
        labels.fill(row.labels()).map_err(out_of_memory)?;
        for label in &*labels {
            known_symbol(self, *label, "symbol of a label")?;
        }
        labels.keep_first_of_each().map_err(out_of_memory)?;
        let change = |id| NodeChange {
            operation,
            id,
            labels: Some(&labels),
            replace_labels: replace_labels || row.replaces_labels(),
            expected_version: row.version(),
            attributes: &[],
        };
        match node {
            By::Row(node) => self.change_node(node, &change("")),
            By::Id(id) => self.put_node(&change(id)),
        }
    }

    #[inline(always)]
    fn write_schema_cell(
        &mut self,
        subject: Subject,
        put: Put,
        key: u16,
        value: SchemaValue<'_>,
    ) -> Result<(), OutOfMemory> {
        match value {
            SchemaValue::Missing => Ok(()),
            SchemaValue::Value(value) if put.created => self.write_new_cell(subject, put.row, key, value),
            SchemaValue::Value(value) => self.write_cell(subject, put.row, key, value),
            SchemaValue::Code(code) => {
                let in_place = if put.created {
                    self.columns_mut(subject).exchange_code(key, put.row, code) != Exchanged::Declined
                } else {
                    self.write_code(subject, put.row, key, code)?
                };
                if in_place { Ok(()) } else { self.write_text_of_code(subject, put, key, code) }
            }
        }
    }

    #[inline(never)]
    fn write_text_of_code(
        &mut self,
        subject: Subject,
        put: Put,
        key: u16,
        code: u32,
    ) -> Result<(), OutOfMemory> {
        let bytes = collected(text_of(self.columns(subject), key, code).bytes())?;
        let text = ValueRef::Text(std::str::from_utf8(&bytes).unwrap_or_default());
        match put.created {
            true => self.write_new_cell(subject, put.row, key, text),
            false => self.write_cell(subject, put.row, key, text),
        }
    }

    /// What the storage keeps: codes mean nothing outside of this process, so the row goes with its texts.
    fn frame_of(
        &self,
        schema: &Schema,
        operation: Operation,
        row: &SchemaRowView<'_>,
        name: Name<'_>,
    ) -> Result<Frame, Failure> {
        let mut frame = Frame::default();
        if !self.environment.storage.keeps_frames() {
            return Ok(frame);
        }
        let mut writer = RowWriter::new();
        for (at, (key, tag)) in schema.fields.iter().enumerate() {
            match row.value(at, *tag) {
                SchemaValue::Missing => {}
                SchemaValue::Value(value) => drop(writer.slot(*key, value)),
                SchemaValue::Code(code) => {
                    writer.slot(*key, ValueRef::Text(text_of(self.columns(schema.subject), *key, code)));
                }
            }
        }
        let mut bytes = Vec::new();
        match name {
            Name::Node(node) => {
                let labels = collected(row.labels()).map_err(out_of_memory)?;
                let replace_labels = row.replaces_labels();
                let id = match node {
                    By::Id(id) => id,
                    By::Row(node) => self.id_of(node),
                };
                let version = row.version();
                let head = NodeHead { id, version, labels: &labels, replace_labels, ..NodeHead::default() };
                writer.finish_node(&head, &mut bytes);
            }
            Name::Edge { ends, type_symbol } => {
                let [source, target] = match ends {
                    By::Id(ids) => ids,
                    By::Row(nodes) => nodes.map(|node| self.id_of(node)),
                };
                let head = EdgeHead {
                    number: 0,
                    version: row.version(),
                    id: row.explicit_id().unwrap_or_default(),
                    source,
                    target,
                    type_symbol,
                };
                writer.finish_edge(&head, &mut bytes);
            }
        }
        frame.push(Change::Row(schema.subject, operation, &bytes)).map_err(out_of_memory)?;
        Ok(frame)
    }
}

impl Schema {
    /// The keys that a row has a value or an explicit null for.
    fn keys_of(&self, row: &SchemaRowView<'_>) -> impl Iterator<Item = u16> {
        let fields = self.fields.iter().enumerate();
        fields.filter(|(at, (_, tag))| row.value(*at, *tag) != SchemaValue::Missing).map(|(_, (key, _))| *key)
    }
}

fn text_of(columns: &Columns, key: u16, code: u32) -> &str {
    columns.get(key).and_then(|column| column.text_of_code(code)).unwrap_or_default()
}
