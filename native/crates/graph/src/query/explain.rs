//! What a filter does, as a map.

use crate::query::filter::{ExplainedStep, ExplainedTest, Filter, FilterRows};
use crate::query::query_rows::{EdgeQueryRows, NamedIds, NodeQueryRows};
use crate::read::describe::{integer, map};
use crate::shared::shared_graph::SharedGraph;
use kneiphof_kernels::Level;
use kneiphof_wire::{Failure, QueryView, Subject, Value, encode};

impl SharedGraph {
    /// Runs the filter of a query on a snapshot and appends what its steps did as a packed MAP. O(rows), as a query; order and
    /// page are not looked at.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `LIMIT_EXCEEDED`, `BUSY`.
    pub fn explain(&self, subject: Subject, query: &QueryView<'_>, out: &mut Vec<u8>) -> Result<(), Failure> {
        let graph = self.read()?;
        let ids = NamedIds::of(&graph, subject, query).map_err(crate::graph::out_of_memory)?;
        let snapshot = graph.snapshot()?;
        drop(graph);
        let chunks = snapshot.chunks(subject);
        let explanation = match subject {
            Subject::Node => explained(query, &NodeQueryRows { snapshot: &snapshot, ids: &ids }, chunks),
            Subject::Edge => explained(query, &EdgeQueryRows { snapshot: &snapshot, ids: &ids }, chunks),
        }?;
        encode(&explanation, out);
        Ok(())
    }
}

fn explained<R: FilterRows>(query: &QueryView<'_>, rows: &R, chunks: usize) -> Result<Value, Failure> {
    let filter = Filter::compile(&query.program, rows, Level::best())?;
    let explanation = filter.explain(&query.program, chunks);
    Ok(map([
        ("rows", integer(explanation.rows)),
        ("passed", integer(explanation.passed)),
        ("chunks", integer(chunks as u64)),
        ("kernel", Value::from(filter.kernel())),
        ("steps", Value::List(explanation.steps.iter().map(step).collect())),
    ]))
}

fn step(step: &ExplainedStep) -> Value {
    map([
        ("operation", Value::from(step.operation)),
        ("depth", integer(step.depth)),
        ("test", step.test.as_ref().map_or(Value::Null, test)),
    ])
}

fn test(test: &ExplainedTest) -> Value {
    map([
        ("text", Value::from(test.wording.as_str())),
        ("wanted", Value::Boolean(test.wanted)),
        ("reads", Value::from(test.reads)),
        ("kernel", Value::from(test.kernel)),
        ("codes", test.codes.map_or(Value::Null, integer)),
        ("estimatedRows", integer(test.estimated)),
        ("rowsIn", integer(test.counts.rows_in)),
        ("rowsOut", integer(test.counts.rows_out)),
        ("chunksSkipped", integer(test.counts.skipped)),
        ("chunksWhole", integer(test.counts.whole)),
        ("chunksScanned", integer(test.counts.scanned)),
        ("chunksOneByOne", integer(test.counts.one_by_one)),
    ])
}
