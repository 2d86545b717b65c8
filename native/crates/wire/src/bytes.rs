//! Checked reading of little-endian numbers and sub-slices; the one place where offsets meet bytes.

use crate::Failure;

/// Rounds up to a multiple of eight; `None` on overflow.
#[inline]
pub(crate) fn align8(length: usize) -> Option<usize> {
    length.checked_add(7).map(|length| length & !7)
}

/// Pads with zeroes to a multiple of eight, counted from `start`.
pub(crate) fn pad8(out: &mut Vec<u8>, start: usize) {
    let length = out.len() - start;
    out.resize(start + length.next_multiple_of(8), 0);
}

/// A borrowed structure whose reads name what was out of bounds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    #[inline]
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes }
    }

    #[inline]
    fn array<const N: usize>(&self, at: usize, what: &'static str) -> Result<[u8; N], Failure> {
        match self.bytes.get(at..).and_then(<[u8]>::first_chunk::<N>) {
            Some(array) => Ok(*array),
            None => Err(Failure::malformed(what, at as u64)),
        }
    }

    #[inline]
    pub(crate) fn u8(&self, at: usize, what: &'static str) -> Result<u8, Failure> {
        self.array::<1>(at, what).map(|array| array[0])
    }

    #[inline]
    pub(crate) fn u16(&self, at: usize, what: &'static str) -> Result<u16, Failure> {
        self.array(at, what).map(u16::from_le_bytes)
    }

    #[inline]
    pub(crate) fn u32(&self, at: usize, what: &'static str) -> Result<u32, Failure> {
        self.array(at, what).map(u32::from_le_bytes)
    }

    #[inline]
    pub(crate) fn u64(&self, at: usize, what: &'static str) -> Result<u64, Failure> {
        self.array(at, what).map(u64::from_le_bytes)
    }

    /// `length` bytes from `at` on; both come from the input and may be anything.
    #[inline]
    pub(crate) fn slice(&self, at: u64, length: u64, what: &'static str) -> Result<&'a [u8], Failure> {
        let range =
            usize::try_from(at).ok().zip(at.checked_add(length).and_then(|end| usize::try_from(end).ok()));
        match range.and_then(|(start, end)| self.bytes.get(start..end)) {
            Some(slice) => Ok(slice),
            None => Err(Failure::malformed(what, at)),
        }
    }

    /// An aligned buffer of `length` bytes, whose padding up to the next multiple of eight is zero.
    pub(crate) fn buffer(&self, at: u64, length: u64, what: &'static str) -> Result<&'a [u8], Failure> {
        if !at.is_multiple_of(8) {
            return Err(Failure::malformed(what, at));
        }
        let slice = self.slice(at, length, what)?;
        let padded = length.checked_next_multiple_of(8).ok_or_else(|| Failure::malformed(what, length))?;
        let padding = self.slice(at + length, padded - length, what)?;
        zero(padding, what)?;
        Ok(slice)
    }
}

/// Reserved bytes must be zero: a later version may give them a meaning.
#[inline]
pub(crate) fn zero(bytes: &[u8], what: &'static str) -> Result<(), Failure> {
    match bytes.iter().find(|byte| **byte != 0) {
        None => Ok(()),
        Some(byte) => Err(Failure::malformed(what, u64::from(*byte))),
    }
}

#[inline]
pub(crate) fn utf8<'a>(bytes: &'a [u8], what: &'static str) -> Result<&'a str, Failure> {
    kneiphof_kernels::utf8(bytes).map_err(|_| Failure::invalid_utf8(what, bytes))
}
