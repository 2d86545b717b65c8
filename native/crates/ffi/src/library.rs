//! The library itself: its version, its manifest, and the empty call.

use crate::add_up::add_up;
use crate::boundary::short_boundary;
use crate::manifest;
use crate::memory::{required, write};
use crate::types::KneiphofReport;

/// Version of this ABI; a library with another one is not used.
pub const KNEIPHOF_ABI_VERSION: u32 = 1;

/// Version of the ABI the library was built with: KNEIPHOF_ABI_VERSION.
///
/// # Safety
/// There is nothing to see to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_abi_version() -> u32 {
    // No guard: a constant cannot panic.
    KNEIPHOF_ABI_VERSION
}

/// The text of the manifest: one line for each function, `name(i64,ptr,…)->i32`, and for each struct, `Name size=… field@offset …`.
/// It is never freed. A caller compares it with what it was written for before it makes any other call.
///
/// # Safety
/// `text_out` is null or valid for the write of one address, `length_out` for that of one u64; `report` is null or valid for the
/// write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_abi_manifest(
    text_out: *mut *const u8,
    length_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let text = manifest::text();
        required(length_out, "address of a length")?;
        // SAFETY: the caller's duty for both addresses.
        unsafe {
            write(text_out, text.as_ptr(), "address of a text")?;
            write(length_out, text.len() as u64, "address of a length")
        }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { short_boundary(report, work) }
}

/// The sum of two numbers, wrapping around: the empty call, to measure what a crossing itself costs.
///
/// # Safety
/// There is nothing to see to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_add(a: i64, b: i64) -> i64 {
    // No guard: a wrapping sum cannot panic.
    a.wrapping_add(b)
}

/// Adds the numbers from 0 up to `times`, one after the other, to `a`, wrapping around: what a loop over [`kneiphof_add`] does, without
/// its crossings. Takes a nanosecond or two for each; nothing ends it before.
///
/// # Safety
/// There is nothing to see to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_add_up(a: i64, times: i64) -> i64 {
    // No guard: a wrapping sum cannot panic.
    add_up(a, times)
}
