//! Traces: what ran inside of a crossing, and how long.
//!
//! Each guarded export is a span named `crossing`, the engine's longer work are spans inside of it. While tracing is off, a crossing reads one
//! number and the engine's spans read another. While it is on, ended spans are kept as lines of text until somebody reads them.

use crate::boundary::{answer_bytes, boundary, take_backtrace};
use crate::memory::Mutable;
use crate::types::KneiphofReport;
use kneiphof_wire::Failure;
use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::time::Instant;
use tracing::field::{Empty, Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};

/// Lines that are kept for a reader; further spans are counted, not kept.
const LINES_MAX: usize = 65_536;

static ON: AtomicBool = AtomicBool::new(false);

#[inline]
pub(crate) fn are_on() -> bool {
    ON.load(Relaxed)
}

/// The export that a closure of work is written in, by the name that the compiler gives its type.
pub(crate) fn function_of<F>(_work: &F) -> &'static str {
    let segments = std::any::type_name::<F>().rsplit("::");
    segments.into_iter().find(|segment| segment.starts_with("kneiphof_")).unwrap_or("kneiphof")
}

/// Makes a call inside of its span.
#[cold]
pub(crate) fn crossing(function: &'static str, call: impl FnOnce() -> i32) -> i32 {
    if function.starts_with("kneiphof_trace_") {
        // Who reads a trace would find the readings in it.
        return call();
    }
    let span = tracing::span!(Level::INFO, "crossing", function, status = Empty);
    let entered = span.enter();
    let status = call();
    span.record("status", status);
    drop(entered);
    status
}

/// Collects spans that end.
struct Collector {
    next: AtomicU64,
    spans: Mutex<HashMap<u64, Open>>,
}

struct Open {
    name: &'static str,
    fields: String,
    nanos: u64,
}

static LINES: Mutex<Lines> = Mutex::new(Lines { kept: VecDeque::new(), dropped: 0 });

struct Lines {
    kept: VecDeque<String>,
    dropped: u64,
}

thread_local! {
    /// When the spans that this thread is inside of were entered, the innermost last.
    static ENTERED: RefCell<Vec<Instant>> = const { RefCell::new(Vec::new()) };
}

/// Consistent after every statement: a panic elsewhere does not spoil it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Collector {
    fn register_callsite(&self, _metadata: &'static Metadata<'static>) -> Interest {
        if are_on() { Interest::always() } else { Interest::never() }
    }

    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        are_on()
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Relaxed);
        let mut fields = String::new();
        attributes.record(&mut Fields(&mut fields));
        locked(&self.spans).insert(id, Open { name: attributes.metadata().name(), fields, nanos: 0 });
        Id::from_u64(id)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        if let Some(span) = locked(&self.spans).get_mut(&id.into_u64()) {
            values.record(&mut Fields(&mut span.fields));
        }
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, _event: &Event<'_>) {}

    fn enter(&self, _id: &Id) {
        ENTERED.with_borrow_mut(|entered| entered.push(Instant::now()));
    }

    fn exit(&self, id: &Id) {
        let Some(since) = ENTERED.with_borrow_mut(Vec::pop) else { return };
        if let Some(span) = locked(&self.spans).get_mut(&id.into_u64()) {
            span.nanos += u64::try_from(since.elapsed().as_nanos()).unwrap_or(u64::MAX);
        }
    }

    fn try_close(&self, id: Id) -> bool {
        let Some(span) = locked(&self.spans).remove(&id.into_u64()) else { return false };
        let depth = ENTERED.with_borrow(Vec::len);
        let mut lines = locked(&LINES);
        if lines.kept.len() < LINES_MAX {
            lines.kept.push_back(format!(
                "{}\t{depth}\t{}\t{}\n",
                span.nanos,
                span.name,
                span.fields.trim_start()
            ));
        } else {
            lines.dropped += 1;
        }
        true
    }
}

/// Begins (1) or ends (0) the keeping of spans, for the whole process and from any thread.
///
/// # Safety
/// `report` is null or valid for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_trace_switch(on: u32, report: *mut KneiphofReport) -> i32 {
    static INSTALLED: Once = Once::new();
    let work = || {
        if on > 1 {
            return Err(Failure::malformed("switch of the trace", u64::from(on)));
        }
        INSTALLED.call_once(|| {
            let collector = Collector { next: AtomicU64::new(1), spans: Mutex::new(HashMap::new()) };
            // Another library of the process may have been first: then the spans are that one's.
            let _ = tracing::subscriber::set_global_default(collector);
        });
        ON.store(on == 1, Relaxed);
        tracing::callsite::rebuild_interest_cache();
        Ok(())
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Takes the lines that are kept, as many as fit, in the order in which their spans ended: nanoseconds, depth, name and fields, with a
/// tab between them and a line feed behind. When spans were dropped, a line named `dropped` tells how many.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64; `report` is null or valid for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_trace_read(
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let out = Mutable { address: out, capacity, what: "address of the trace" };
        let take = |bytes: &mut Vec<u8>| {
            let mut lines = locked(&LINES);
            while let Some(line) =
                lines.kept.pop_front_if(|line| (bytes.len() + line.len()) as u64 <= capacity)
            {
                bytes.extend_from_slice(line.as_bytes());
            }
            if lines.kept.is_empty() && lines.dropped > 0 {
                let line = format!("0\t0\tdropped\tspans={}\n", lines.dropped);
                if (bytes.len() + line.len()) as u64 <= capacity {
                    bytes.extend_from_slice(line.as_bytes());
                    lines.dropped = 0;
                }
            }
            Ok(())
        };
        // SAFETY: the caller's duty.
        unsafe { answer_bytes(out, length_out, take) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The frames of this thread's last panic, as text with function, file and line. They are looked up in the file of the library, so it has to
/// lie where it was loaded from. Empty when there was no panic since the last call.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64; `report` is null or valid for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_last_panic(
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let out = Mutable { address: out, capacity, what: "address of the frames" };
        let text = take_backtrace().map(|frames| frames.to_string()).unwrap_or_default();
        let fitting = text.floor_char_boundary(usize::try_from(capacity).unwrap_or(usize::MAX));
        // SAFETY: the caller's duty.
        unsafe {
            answer_bytes(out, length_out, |bytes| {
                bytes.extend_from_slice(&text.as_bytes()[..fitting]);
                Ok(())
            })
        }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}
