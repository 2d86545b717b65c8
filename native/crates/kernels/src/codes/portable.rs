//! Without instructions of a kind of its own.

use super::CodeSet;
use crate::bits::fill;

#[inline(always)]
pub(super) fn equal<C: Copy + PartialEq>(codes: &[C], code: C, out: &mut [u64]) {
    fill(codes, out, |other| other == code);
}

#[inline(always)]
pub(super) fn among<C: Copy + Into<u32>>(codes: &[C], set: &CodeSet, out: &mut [u64]) {
    fill(codes, out, |code| set.has(code.into()));
}
