//! Batches, alone or several in a transaction.

use crate::boundary::{boundary, timed_boundary};
use crate::graph::{GRAPHS_MAX, with_graph_to_change};
use crate::handle::{Handles, Kind};
use crate::memory::{self, Mutable, Readable, check_room, required, write, write_each};
use crate::scans::refuse_during_scan_of;
use crate::types::{KneiphofApplied, KneiphofControl, KneiphofReport, KneiphofRowError};
use kneiphof_graph::{Applied, Control, RowError, Transaction};
use kneiphof_wire::{BatchView, Failure, Status};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long the end of a transaction waits for a call on it in another thread.
const END_PATIENCE: Duration = Duration::from_secs(5);

/// A transaction and the graph whose write lock it holds.
struct OpenTransaction {
    graph: u64,
    transaction: Mutex<Transaction>,
}

static TRANSACTIONS: Handles<OpenTransaction, GRAPHS_MAX> = Handles::new(Kind {
    name: "transaction",
    limit: "number of open transactions",
    closed: Status::StaleHandle,
});

/// Ends the transactions of a graph that is being closed.
pub(crate) fn roll_back_transactions(graph: u64) {
    for handle in TRANSACTIONS.find(|open| open.graph == graph) {
        if let Ok(open) = TRANSACTIONS.remove(handle, END_PATIENCE) {
            open.into_transaction().rollback();
        }
    }
}

impl OpenTransaction {
    fn into_transaction(self) -> Transaction {
        self.transaction.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a transaction that is to end, unless a scan of its graph is under way in this thread.
fn end(transaction: u64) -> Result<OpenTransaction, Failure> {
    TRANSACTIONS.with(transaction, |open| refuse_during_scan_of(open.graph))?;
    TRANSACTIONS.remove(transaction, END_PATIENCE)
}

/// A batch that comes in, and where its outcome goes.
struct Apply {
    batch: Readable<u8>,
    out: *mut KneiphofApplied,
    errors: Mutable<KneiphofRowError>,
    control: *mut KneiphofControl,
}

impl Apply {
    /// Reads the batch, has it applied, and writes the outcome.
    ///
    /// # Safety
    /// `batch` is null or valid for reads of its count, `out` for the write of the struct, `errors` for writes of its capacity; `control` is
    /// null or valid for atomic reads and writes of one control.
    unsafe fn run(
        &self,
        nesting_max: u32,
        apply: impl FnOnce(&BatchView<'_>, &mut Vec<RowError>, Option<&Control>) -> Result<Applied, Failure>,
    ) -> Result<(), Failure> {
        required(self.out, "address of the outcome")?;
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(self.control) }?;
        // SAFETY: the caller's duty.
        let batch = BatchView::parse(unsafe { memory::bytes(self.batch) }?, nesting_max)?;
        if batch.is_lenient() && check_room(self.errors, batch.rows()).is_err() {
            return Err(Failure::malformed("room for the errors of a lenient batch", self.errors.capacity));
        }
        let mut rejected = Vec::new();
        let applied = apply(&batch, &mut rejected, control)?;
        // SAFETY: the caller's duty.
        unsafe {
            write_each(self.errors, rejected.iter().map(row_error))?;
            write(self.out, outcome(&applied), "address of the outcome")
        }
    }
}

fn row_error(error: &RowError) -> KneiphofRowError {
    KneiphofRowError {
        row: error.row,
        status: error.failure.status.code(),
        number: error.failure.number,
        role: u32::from(error.role),
        column: error.column,
    }
}

fn outcome(applied: &Applied) -> KneiphofApplied {
    KneiphofApplied {
        revision: applied.revision,
        created: applied.created,
        updated: applied.updated,
        removed: applied.removed,
        removed_edges: applied.removed_edges,
        rejected: applied.rejected,
        reserved: [0; 2],
    }
}

/// Applies a batch as one change. An atomic batch is applied wholly or fails with its first bad row, which the report names; a lenient one
/// leaves bad rows out and writes them to `errors`, which must have room for as many as the batch has rows. `control`, unless it is null,
/// can end the call, which then answers CANCELLED once it has undone what it did. Timed.
///
/// # Safety
/// `batch` is null or valid for reads of `length` bytes; `out` is null or valid for the write of the struct, `errors` for writes of
/// `errors_capacity` errors, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_apply(
    graph: u64,
    batch: *const u8,
    length: u64,
    out: *mut KneiphofApplied,
    errors: *mut KneiphofRowError,
    errors_capacity: u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let apply = Apply {
            batch: Readable { address: batch, count: length, what: "address of a batch" },
            out,
            errors: Mutable { address: errors, capacity: errors_capacity, what: "address of the errors" },
            control,
        };
        with_graph_to_change(graph, |graph| {
            // SAFETY: the caller's duty for the addresses.
            unsafe {
                apply.run(graph.options().nesting_max, |batch, errors, control| {
                    graph.apply(batch, errors, control)
                })
            }
        })
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// Begins a transaction, which holds the graph's write lock until it is committed or rolled back, from whatever thread. Readers and
/// writers wait for it as long as the graph's options say, then are told BUSY.
///
/// # Safety
/// `transaction_out` is null or valid for the write of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_transaction_begin(
    graph: u64,
    transaction_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(transaction_out, "address of a transaction")?;
        let transaction = with_graph_to_change(graph, |open| {
            TRANSACTIONS.insert(OpenTransaction { graph, transaction: Mutex::new(open.begin()?) })
        })?;
        // SAFETY: the caller's duty.
        unsafe { write(transaction_out, transaction, "address of a transaction") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Applies a batch within a transaction. When it fails, the transaction is as it was before this call and stays open. Timed.
///
/// # Safety
/// As kneiphof_graph_apply.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_transaction_apply(
    transaction: u64,
    batch: *const u8,
    length: u64,
    out: *mut KneiphofApplied,
    errors: *mut KneiphofRowError,
    errors_capacity: u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let apply = Apply {
            batch: Readable { address: batch, count: length, what: "address of a batch" },
            out,
            errors: Mutable { address: errors, capacity: errors_capacity, what: "address of the errors" },
            control,
        };
        TRANSACTIONS.with(transaction, |open| {
            with_graph_to_change(open.graph, |graph| {
                let mut transaction = open.transaction.lock().unwrap_or_else(PoisonError::into_inner);
                // SAFETY: the caller's duty for the addresses.
                unsafe {
                    apply.run(graph.options().nesting_max, |batch, errors, control| {
                        transaction.apply(batch, errors, control)
                    })
                }
            })
        })
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// Makes all changes of a transaction visible at once and ends it. `revision_out` is told the graph's revision.
///
/// # Safety
/// `revision_out` is null or valid for the write of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_transaction_commit(
    transaction: u64,
    revision_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(revision_out, "address of a revision")?;
        let open = end(transaction)?;
        let revision = open.into_transaction().commit()?;
        // SAFETY: the caller's duty.
        unsafe { write(revision_out, revision, "address of a revision") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Undoes all changes of a transaction and ends it.
///
/// # Safety
/// `report` is null or valid for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_transaction_rollback(transaction: u64, report: *mut KneiphofReport) -> i32 {
    let work = || {
        end(transaction)?.into_transaction().rollback();
        Ok(())
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}
