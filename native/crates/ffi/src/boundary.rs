//! The guard around every export, and the report of what went wrong.

use crate::memory::{self, Mutable};
use crate::traces;
use crate::types::{KNEIPHOF_REPORT_TEXT_BYTES, KneiphofReport};
use kneiphof_wire::{Failure, Status};
use std::backtrace::Backtrace;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::time::Instant;

/// Runs an export's work and turns its outcome into a status. A panic becomes `NATIVE_PANIC`; the engine itself poisons a
/// graph whose change was interrupted.
///
/// # Safety
/// `report` is null or valid for the write of one report.
#[inline]
pub(crate) unsafe fn boundary(
    report: *mut KneiphofReport,
    work: impl FnOnce() -> Result<(), Failure>,
) -> i32 {
    if traces::are_on() {
        let function = traces::function_of(&work);
        // SAFETY: the caller's duty.
        return traces::crossing(function, || unsafe { guarded(report, work) });
    }
    // SAFETY: the caller's duty.
    unsafe { guarded(report, work) }
}

/// # Safety
/// As [`boundary`].
#[inline]
unsafe fn guarded(report: *mut KneiphofReport, work: impl FnOnce() -> Result<(), Failure>) -> i32 {
    // Put back, not reset: a predicate of the other side may call in here while a call of its own thread is under way.
    let outer = GUARDED.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    match outcome {
        Ok(Ok(())) => Status::Ok.code(),
        // SAFETY: the caller's duty.
        Ok(Err(failure)) => unsafe { fail(report, &failure) },
        // SAFETY: the caller's duty.
        Err(_) => unsafe { fail(report, &panicked()) },
    }
}

/// As [`boundary`], and tells the time that the work took.
///
/// # Safety
/// As [`boundary`].
#[inline]
pub(crate) unsafe fn timed_boundary(
    report: *mut KneiphofReport,
    work: impl FnOnce() -> Result<(), Failure>,
) -> i32 {
    if report.is_null() {
        // SAFETY: a null report is never written.
        return unsafe { boundary(report, work) };
    }
    let start = Instant::now();
    // SAFETY: the caller's duty.
    let status = unsafe { boundary(report, work) };
    let nanos = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
    // SAFETY: the caller's duty; the first field lies at the start.
    unsafe { report.cast::<u64>().write_unaligned(nanos) };
    status
}

/// The guard of the few calls that take no lock, allocate nothing and end within nanoseconds: it leaves out the mark that keeps
/// a panic's message off the standard error, and the span of a trace.
///
/// # Safety
/// As [`boundary`].
#[inline]
pub(crate) unsafe fn short_boundary(
    report: *mut KneiphofReport,
    work: impl FnOnce() -> Result<(), Failure>,
) -> i32 {
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => Status::Ok.code(),
        // SAFETY: the caller's duty.
        Ok(Err(failure)) => unsafe { fail(report, &failure) },
        // SAFETY: the caller's duty.
        Err(_) => unsafe { fail(report, &panicked()) },
    }
}

/// Writes the report of a failure.
///
/// # Safety
/// As [`boundary`].
#[cold]
unsafe fn fail(report: *mut KneiphofReport, failure: &Failure) -> i32 {
    if !report.is_null() {
        let (shown, length) = failure.value.as_ref().map_or(("", 0), |value| (value.shown(), value.length()));
        let detail =
            &failure.detail[..failure.detail.floor_char_boundary(KNEIPHOF_REPORT_TEXT_BYTES - shown.len())];
        // Field by field: the text, nine tenths of the block, mostly is empty.
        // SAFETY: the caller's duty; unaligned writes need no alignment, and value and detail together fit the text.
        unsafe {
            (&raw mut (*report).native_nanos).write_unaligned(0);
            (&raw mut (*report).row).write_unaligned(failure.row);
            (&raw mut (*report).number).write_unaligned(failure.number);
            (&raw mut (*report).limit).write_unaligned(failure.limit);
            (&raw mut (*report).status).write_unaligned(failure.status.code());
            (&raw mut (*report).value_length).write_unaligned(u32::try_from(length).unwrap_or(u32::MAX));
            (&raw mut (*report).value_bytes).write_unaligned(shown.len() as u32);
            (&raw mut (*report).detail_bytes).write_unaligned(detail.len() as u32);
            let text = (&raw mut (*report).text).cast::<u8>();
            text.copy_from_nonoverlapping(shown.as_ptr(), shown.len());
            text.add(shown.len()).copy_from_nonoverlapping(detail.as_ptr(), detail.len());
        }
    }
    failure.status.code()
}

thread_local! {
    /// Whether this thread is inside a guard.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Message and place of the thread's last guarded panic.
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
    /// Where it came from: addresses, whose names are looked up when somebody asks.
    static LAST_BACKTRACE: RefCell<Option<Backtrace>> = const { RefCell::new(None) };
}

/// Takes the frames of this thread's last guarded panic.
pub(crate) fn take_backtrace() -> Option<Backtrace> {
    LAST_BACKTRACE.take()
}

#[cold]
fn panicked() -> Failure {
    let message = LAST_PANIC.with(|last| last.try_borrow_mut().map(|mut last| std::mem::take(&mut *last)));
    Failure::new(Status::NativePanic).detail("panic").value(&message.unwrap_or_default())
}

/// Keeps guarded panics off the standard error and remembers what they said; others go on to the hook that was there.
pub(crate) fn record_panics() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                return others(info);
            }
            let payload = info.payload();
            let message = payload
                .downcast_ref::<&str>()
                .copied()
                .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
                .unwrap_or("no message");
            let place = info
                .location()
                .map_or(String::new(), |place| format!(" at {}:{}", place.file(), place.line()));
            LAST_BACKTRACE.replace(Some(Backtrace::force_capture()));
            LAST_PANIC.with(|last| {
                if let Ok(mut last) = last.try_borrow_mut() {
                    *last = format!("{message}{place}");
                }
            });
        }));
    });
}

/// Runs `write` on a buffer that this thread reuses, then copies what it wrote to the caller's.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` bytes; `length_out` is null or valid for the write of a u64.
pub(crate) unsafe fn answer_bytes(
    out: Mutable<u8>,
    length_out: *mut u64,
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    /// A buffer that grew beyond this is given back.
    const KEPT_BYTES: usize = 1 << 20;
    thread_local! {
        static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
    }
    let mut scratch = SCRATCH.take();
    scratch.clear();
    let outcome = write(&mut scratch).and_then(|()| {
        // SAFETY: the caller's duty.
        unsafe { memory::write_all(out, &scratch, length_out) }
    });
    if scratch.capacity() <= KEPT_BYTES {
        SCRATCH.set(scratch);
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> KneiphofReport {
        KneiphofReport {
            native_nanos: 7,
            row: 0,
            number: 0,
            limit: 0,
            status: 0,
            value_length: 0,
            value_bytes: 0,
            detail_bytes: 0,
            text: [0; KNEIPHOF_REPORT_TEXT_BYTES],
        }
    }

    fn run(report: &mut KneiphofReport, work: impl FnOnce() -> Result<(), Failure>) -> i32 {
        // SAFETY: the report is a live reference.
        unsafe { boundary(report, work) }
    }

    #[test]
    fn success_leaves_the_report_alone() {
        let mut report = report();
        assert_eq!(run(&mut report, || Ok(())), 0);
        assert_eq!((report.native_nanos, report.status), (7, 0));
    }

    #[test]
    fn f077_a_panic_becomes_a_status_with_message_and_place() {
        record_panics();
        let mut report = report();
        assert_eq!(run(&mut report, || panic!("planted {}", 42)), Status::NativePanic.code());
        let text = std::str::from_utf8(&report.text[..report.value_bytes as usize]).unwrap();
        assert!(text.starts_with("planted 42 at ") && text.contains("boundary.rs:"), "{text}");
        assert_eq!(run(&mut report, || Ok(())), 0);
    }

    #[test]
    fn a_failure_carries_its_operands() {
        let mut report = report();
        let value = "x".repeat(1_000);
        let failure = Failure::invalid("id of a node", &value).at_row(5).number(6).limit(7);
        assert_eq!(run(&mut report, || Err(failure)), Status::InvalidArgument.code());
        assert_eq!((report.row, report.number, report.limit), (5, 6, 7));
        assert_eq!((report.value_length, report.value_bytes, report.detail_bytes), (1_000, 200, 12));
        assert_eq!(&report.text[200..212], b"id of a node");
    }

    #[test]
    fn f035_a_null_report_is_legal() {
        // SAFETY: a null report is legal.
        let status = unsafe { boundary(std::ptr::null_mut(), || Err(Failure::new(Status::NodeNotFound))) };
        assert_eq!(status, Status::NodeNotFound.code());
    }

    #[test]
    fn timed_calls_tell_their_time_on_failure_too() {
        let mut report = report();
        // SAFETY: the report is a live reference.
        let status = unsafe {
            timed_boundary(&mut report, || {
                std::thread::sleep(std::time::Duration::from_millis(2));
                Err(Failure::new(Status::Busy))
            })
        };
        assert_eq!(status, Status::Busy.code());
        assert!(report.native_nanos >= 2_000_000);
    }
}
