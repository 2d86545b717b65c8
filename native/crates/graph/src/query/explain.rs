//! What a filter does, as a map.

use crate::Control;
use crate::query::filter::{ExplainedStep, ExplainedTest, Filter, FilterRows};
use crate::query::query_rows::{EdgeQueryRows, NamedIds, NodeQueryRows};
use crate::shared::shared_graph::SharedGraph;
use kneiphof_kernels::Level;
use kneiphof_wire::{Failure, MapWriter, QueryView, Subject, ValueRef, write_map};

impl SharedGraph {
    /// Runs the filter of a query on a snapshot and appends what its steps did as a packed MAP. O(rows), as a query; order and
    /// page are not looked at. A step of the control is a row.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `LIMIT_EXCEEDED`, `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn explain(
        &self,
        subject: Subject,
        query: &QueryView<'_>,
        control: Option<&Control>,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        let graph = self.read()?;
        let ids = NamedIds::of(&graph, subject, query).map_err(crate::graph::out_of_memory)?;
        let snapshot = graph.snapshot()?;
        drop(graph);
        let chunks = snapshot.chunks(subject);
        match subject {
            Subject::Node => {
                explained(query, &NodeQueryRows { snapshot: &snapshot, ids: &ids }, chunks, control, out)
            }
            Subject::Edge => explained(query, &EdgeQueryRows::new(&snapshot, &ids), chunks, control, out),
        }
    }
}

fn explained<R: FilterRows>(
    query: &QueryView<'_>,
    rows: &R,
    chunks: usize,
    control: Option<&Control>,
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    let filter = Filter::compile(&query.program, rows, Level::best())?;
    let explanation = filter.explain(&query.program, chunks, control)?;
    rows.outcome()?;
    write_map(out, |map| {
        map.count("rows", explanation.rows)?;
        map.count("passed", explanation.passed)?;
        map.count("chunks", chunks as u64)?;
        map.text("kernel", filter.kernel())?;
        map.list("steps", |steps| {
            explanation.steps.iter().try_for_each(|step| steps.map(|map| write_step(step, map)))
        })
    })
}

fn write_step(step: &ExplainedStep, map: &mut MapWriter<'_>) -> Result<(), Failure> {
    map.text("operation", step.operation)?;
    map.count("depth", step.depth)?;
    match &step.test {
        Some(test) => map.map("test", |map| write_test(test, map)),
        None => map.value("test", ValueRef::Null),
    }
}

fn write_test(test: &ExplainedTest, map: &mut MapWriter<'_>) -> Result<(), Failure> {
    map.text("text", test.wording.as_str())?;
    map.value("wanted", ValueRef::Boolean(test.wanted))?;
    map.text("reads", test.reads)?;
    map.text("kernel", test.kernel)?;
    match test.codes {
        Some(codes) => map.count("codes", codes)?,
        None => map.value("codes", ValueRef::Null)?,
    }
    map.count("estimatedRows", test.estimated)?;
    map.count("rowsIn", test.counts.rows_in)?;
    map.count("rowsOut", test.counts.rows_out)?;
    map.count("chunksSkipped", test.counts.skipped)?;
    map.count("chunksWhole", test.counts.whole)?;
    map.count("chunksIndexed", test.counts.indexed)?;
    map.count("chunksScanned", test.counts.scanned)?;
    map.count("chunksOneByOne", test.counts.one_by_one)
}
