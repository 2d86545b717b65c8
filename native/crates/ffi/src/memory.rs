//! Addresses and lengths from the other side become slices here, and results are copied back. Nothing needs an alignment.

use crate::types::KneiphofControl;
use kneiphof_graph::Control;
use kneiphof_kernels::{NearText, utf8};
use kneiphof_wire::{Failure, Status, out_of_memory};

/// An address to read from and how many elements there are, as they came in.
#[derive(Clone, Copy)]
pub(crate) struct Readable<T> {
    pub address: *const T,
    pub count: u64,
    /// For the failure, such as "id of a node".
    pub what: &'static str,
}

/// An address to write to and how many elements have room there, as they came in.
#[derive(Clone, Copy)]
pub(crate) struct Mutable<T> {
    pub address: *mut T,
    pub capacity: u64,
    pub what: &'static str,
}

impl<T> Readable<T> {
    /// The size in bytes, if the address may be read at all.
    #[inline(always)]
    fn checked_bytes(&self) -> Result<usize, Failure> {
        let bytes = usize::try_from(self.count).ok().and_then(|count| count.checked_mul(size_of::<T>()));
        match bytes {
            Some(bytes) if bytes <= isize::MAX.cast_unsigned() => {
                if self.address.is_null() && bytes > 0 {
                    return Err(null(self.what));
                }
                Ok(bytes)
            }
            _ => Err(Failure::malformed(self.what, self.count)),
        }
    }
}

/// `INVALID_ARGUMENT` for an address that is null and must not be.
#[cold]
pub(crate) fn null(what: &'static str) -> Failure {
    Failure::invalid(what, "null")
}

/// An empty list with room for so many elements; `OUT_OF_MEMORY`.
pub(crate) fn with_room<T>(elements: usize) -> Result<Vec<T>, Failure> {
    let mut list = Vec::new();
    match list.try_reserve_exact(elements) {
        Ok(()) => Ok(list),
        Err(_) => Err(out_of_memory(elements.saturating_mul(size_of::<T>()))),
    }
}

/// The bytes at an address.
///
/// # Safety
/// The address is null or valid for reads of `count` elements, which nobody writes to while the slice lives.
#[inline]
pub(crate) unsafe fn bytes<'a, T>(input: Readable<T>) -> Result<&'a [u8], Failure> {
    match input.checked_bytes()? {
        0 => Ok(&[]),
        // SAFETY: not null, not longer than a slice may be, and valid for reads by the caller's duty; bytes need no alignment.
        length => Ok(unsafe { std::slice::from_raw_parts(input.address.cast(), length) }),
    }
}

/// The text at an address.
///
/// # Safety
/// As [`bytes`].
#[inline]
pub(crate) unsafe fn text<'a>(input: Readable<u8>) -> Result<&'a str, Failure> {
    // SAFETY: the caller's duty.
    let bytes = unsafe { bytes(input) }?;
    utf8(bytes).map_err(|_| Failure::invalid_utf8(input.what, bytes))
}

/// The text at an address where the caller has just written it, copied when it is short.
///
/// # Safety
/// As [`bytes`].
#[inline(always)]
pub(crate) unsafe fn near_text(input: Readable<u8>, near: &mut NearText) -> Result<&str, Failure> {
    // SAFETY: the caller's duty.
    let bytes = near.copy_of(unsafe { bytes(input) }?);
    utf8(bytes).map_err(|_| Failure::invalid_utf8(input.what, bytes))
}

/// The numbers at an address, copied because they may lie at any.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn numbers(input: Readable<u64>) -> Result<Vec<u64>, Failure> {
    // SAFETY: the caller's duty.
    let bytes = unsafe { bytes(input) }?;
    let words = bytes.as_chunks().0;
    let mut numbers = with_room(words.len())?;
    numbers.extend(words.iter().map(|number| u64::from_ne_bytes(*number)));
    Ok(numbers)
}

/// The control of a long call, if the caller has one.
///
/// # Safety
/// `address` is null or, where it is aligned, valid for atomic reads and writes of one control while the reference lives.
pub(crate) unsafe fn control<'a>(address: *mut KneiphofControl) -> Result<Option<&'a Control>, Failure> {
    let address = address.cast::<Control>();
    if !address.is_aligned() {
        return Err(Failure::malformed("alignment of the address of a control", address.addr() as u64));
    }
    // SAFETY: null or, aligned, valid by the caller's duty; both structs have one layout, and every field that is written from
    // elsewhere is atomic.
    Ok(unsafe { address.as_ref() })
}

/// Checks that a result can be written to, before work is done for it.
#[inline]
pub(crate) fn required<T>(out: *mut T, what: &'static str) -> Result<(), Failure> {
    if out.is_null() { Err(null(what)) } else { Ok(()) }
}

/// Writes one result.
///
/// # Safety
/// `out` is null or valid for the write of one value.
#[inline]
pub(crate) unsafe fn write<T>(out: *mut T, value: T, what: &'static str) -> Result<(), Failure> {
    required(out, what)?;
    // SAFETY: not null, and valid for writes by the caller's duty; unaligned writes need no alignment.
    unsafe { out.write_unaligned(value) };
    Ok(())
}

/// Writes one result, if the caller wants it.
///
/// # Safety
/// As [`write`].
#[inline]
pub(crate) unsafe fn write_optional<T>(out: *mut T, value: T) {
    if !out.is_null() {
        // SAFETY: not null, and valid for writes by the caller's duty; unaligned writes need no alignment.
        unsafe { out.write_unaligned(value) };
    }
}

/// Checks that `needed` elements have room; `BUFFER_TOO_SMALL` tells how many are needed.
pub(crate) fn check_room<T>(out: Mutable<T>, needed: usize) -> Result<(), Failure> {
    if needed as u64 > out.capacity {
        return Err(Failure::new(Status::BufferTooSmall).number(needed as u64).limit(out.capacity));
    }
    if out.address.is_null() && needed > 0 {
        return Err(null(out.what));
    }
    Ok(())
}

/// The first `needed` elements at an address, to be written in place.
///
/// # Safety
/// The address is null or valid for reads and writes of `capacity` elements, aligned, and used by nobody else while the slice
/// lives. Memory that came from another language counts as written.
pub(crate) unsafe fn room<'a, T: Copy>(out: Mutable<T>, needed: usize) -> Result<&'a mut [T], Failure> {
    check_room(out, needed)?;
    if needed == 0 {
        return Ok(&mut []);
    }
    // SAFETY: not null and with room enough as just checked; valid, aligned and not shared by the caller's duty.
    Ok(unsafe { std::slice::from_raw_parts_mut(out.address, needed) })
}

/// Writes all elements or none.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` elements, and does not overlap `elements`.
pub(crate) unsafe fn write_slice<T: Copy>(out: Mutable<T>, elements: &[T]) -> Result<(), Failure> {
    check_room(out, elements.len())?;
    if !elements.is_empty() {
        let bytes = size_of_val(elements);
        // SAFETY: not null and with room enough as just checked, valid by the caller's duty; bytes need no alignment.
        unsafe {
            std::ptr::copy_nonoverlapping(elements.as_ptr().cast::<u8>(), out.address.cast::<u8>(), bytes)
        };
    }
    Ok(())
}

/// Writes all elements as they come, or none.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` elements.
pub(crate) unsafe fn write_each<T: Copy>(
    out: Mutable<T>,
    elements: impl ExactSizeIterator<Item = T>,
) -> Result<(), Failure> {
    let count = elements.len();
    check_room(out, count)?;
    for (at, element) in elements.take(count).enumerate() {
        // SAFETY: less than `count` elements before, which have room as just checked, valid by the caller's duty; unaligned writes
        // need no alignment.
        unsafe { out.address.add(at).write_unaligned(element) };
    }
    Ok(())
}

/// Writes all elements and their number, or neither.
///
/// # Safety
/// As [`write_slice`]; `length_out` is null or valid for the write of a u64.
pub(crate) unsafe fn write_all<T: Copy>(
    out: Mutable<T>,
    elements: &[T],
    length_out: *mut u64,
) -> Result<(), Failure> {
    required(length_out, "address of a length")?;
    // SAFETY: the caller's duty.
    unsafe {
        write_slice(out, elements)?;
        write(length_out, elements.len() as u64, "address of a length")
    }
}

/// As [`write_all`], of elements as they come.
///
/// # Safety
/// As [`write_all`].
pub(crate) unsafe fn write_all_each<T: Copy>(
    out: Mutable<T>,
    elements: impl ExactSizeIterator<Item = T>,
    length_out: *mut u64,
) -> Result<(), Failure> {
    let count = elements.len() as u64;
    required(length_out, "address of a length")?;
    // SAFETY: the caller's duty.
    unsafe {
        write_each(out, elements)?;
        write(length_out, count, "address of a length")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input<T>(address: *const T, count: u64) -> Readable<T> {
        Readable { address, count, what: "input" }
    }

    fn room<T>(address: *mut T, capacity: u64) -> Mutable<T> {
        Mutable { address, capacity, what: "output" }
    }

    #[test]
    fn f035_null_is_legal_with_a_length_of_zero_only() {
        // SAFETY: null is never read.
        unsafe {
            assert_eq!(bytes(input::<u8>(std::ptr::null(), 0)), Ok(&[][..]));
            assert_eq!(bytes(input::<u8>(std::ptr::null(), 1)).unwrap_err().shown(), "null");
        }
    }

    #[test]
    fn f033_lengths_that_overflow_are_refused() {
        let number = 0_u64;
        for count in [u64::MAX, u64::MAX / 8 + 1, i64::MAX.cast_unsigned() / 8 + 1] {
            // SAFETY: a length that overflows is never read.
            let failure = unsafe { bytes(input(&raw const number, count)) }.unwrap_err();
            assert_eq!((failure.status, failure.number), (Status::InvalidArgument, count));
        }
    }

    #[test]
    fn f035_misaligned_numbers_are_read_and_written() {
        let mut buffer = [0_u8; 33];
        let address = buffer[1..].as_mut_ptr().cast::<u64>();
        // SAFETY: 32 bytes lie behind the address.
        unsafe {
            write_slice(room(address, 4), &[1, 2, u64::MAX]).unwrap();
            assert_eq!(numbers(input(address, 4)).unwrap(), [1, 2, u64::MAX, 0]);
        }
    }

    #[test]
    fn too_small_a_buffer_is_left_alone_and_told_the_need() {
        let mut buffer = [9_u8; 2];
        let mut length = 5;
        // SAFETY: the buffer has room for two bytes, the length for one number.
        let failure = unsafe { write_all(room(buffer.as_mut_ptr(), 2), b"abc", &mut length) }.unwrap_err();
        assert_eq!((failure.status, failure.number, failure.limit), (Status::BufferTooSmall, 3, 2));
        assert_eq!((buffer, length), ([9, 9], 5));
    }
}
