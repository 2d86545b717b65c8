//! Declaring and dropping indexes.
//!
//! ```text
//! declare   others read, nobody writes: build │ alone: put it in its place
//! drop      alone: take it out │ give its memory back
//! ```

use crate::Control;
use crate::graph::Graph;
use crate::shared::shared_graph::SharedGraph;
use kneiphof_wire::{Failure, Subject, TestSubject};

impl SharedGraph {
    /// Declares an index: of the attribute under a key, of the labels of nodes, or of the types of edges (the key is not looked at
    /// then). From then on each write keeps it, and filters use it where it names few rows. O(rows), a step of the control each, while
    /// others read; answers whether there was none before. A change of the graph: the storage keeps it, and it has a revision of its own.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `OUT_OF_QUOTA`, `OUT_OF_MEMORY`, `LIMIT_EXCEEDED`, `STORAGE_FAILED`, `CANCELLED`, and then there is none;
    /// `BUSY`, `POISONED`.
    pub fn declare_index(
        &self,
        subject: Subject,
        what: TestSubject,
        key: &str,
        control: Option<&Control>,
    ) -> Result<bool, Failure> {
        let graph = self.read_to_write()?;
        let built = graph.built_index(subject, what, key, self.counts().bytes, control)?;
        let mut graph = self.upgraded(graph)?;
        let declare = |graph: &mut Graph| graph.declare_index(subject, what, key, built, control);
        let declared = graph.noting(|graph| graph.within_quota(declare));
        graph.publish_anew();
        declared
    }

    /// Drops a declared index; answers whether there was one. O(values), most of it when the graph is others' again. A change of the
    /// graph, as declaring it is.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`; `STORAGE_FAILED`, and then it is there still; `BUSY`, `POISONED`.
    pub fn drop_index(&self, subject: Subject, what: TestSubject, key: &str) -> Result<bool, Failure> {
        let mut graph = self.write()?;
        let dropped = graph.drop_index(subject, what, key);
        graph.publish_anew();
        drop(graph);
        Ok(dropped?.is_some())
    }
}
