//! Checks a packed value with a stack of its own: nesting in the input costs memory of ours, never stack of the thread.

use crate::bytes::{Reader, utf8};
use crate::room::push;
use crate::{Failure, NESTING_MAX, Tag};

/// A list or map whose content is being read.
struct Open {
    map: bool,
    remaining: u32,
    /// Where the content has to end.
    end: usize,
    /// Where this map's keys begin among all keys of the open maps.
    keys_from: usize,
}

/// Length of the packed value at the start of the bytes.
pub(super) fn validate(bytes: &[u8], nesting_max: u32) -> Result<usize, Failure> {
    let limit = nesting_max.min(NESTING_MAX);
    let reader = Reader::new(bytes);
    let mut open: Vec<Open> = Vec::new();
    let mut keys: Vec<&[u8]> = Vec::new();
    let mut at = 0_usize;
    loop {
        while let Some(top) = open.last_mut() {
            if top.remaining > 0 {
                top.remaining -= 1;
                if top.map {
                    let length = reader.u32(at, "length of a key in a map")?;
                    let key = reader.slice(at as u64 + 4, u64::from(length), "length of a key in a map")?;
                    utf8(key, "key in a map")?;
                    push(&mut keys, key)?;
                    at += 4 + key.len();
                }
                break;
            }
            if at != top.end {
                return Err(Failure::malformed("length of a list or map", at as u64));
            }
            unique(&mut keys[top.keys_from..])?;
            keys.truncate(top.keys_from);
            open.pop();
        }
        if open.is_empty() && at > 0 {
            return Ok(at);
        }
        let tag = scalar(&reader, &mut at, !open.is_empty())?;
        if matches!(tag, Tag::List | Tag::Map) {
            let depth = open.len() as u64 + 1;
            if depth > u64::from(limit) {
                return Err(Failure::limit_exceeded("nesting of a value", depth, u64::from(limit)));
            }
            let remaining = reader.u32(at, "count of a list or map")?;
            let length = reader.u32(at + 4, "length of a list or map")?;
            let content = reader.slice(at as u64 + 8, u64::from(length), "length of a list or map")?;
            at += 8;
            let (map, end, keys_from) = (tag == Tag::Map, at + content.len(), keys.len());
            push(&mut open, Open { map, remaining, end, keys_from })?;
        }
    }
}

/// Reads a tag and, unless it opens a list or map, its payload.
fn scalar(reader: &Reader<'_>, at: &mut usize, nested: bool) -> Result<Tag, Failure> {
    let code = reader.u8(*at, "end of a packed value")?;
    let tag =
        Tag::from_code(code).ok_or_else(|| Failure::malformed("tag of a packed value", u64::from(code)))?;
    *at += 1;
    match tag {
        Tag::Absent => return Err(Failure::malformed("tag of a packed value", u64::from(code))),
        Tag::Opaque if nested => {
            return Err(Failure::malformed("opaque value inside a list or map", u64::from(code)));
        }
        Tag::Null | Tag::List | Tag::Map => {}
        Tag::Boolean => {
            let boolean = reader.u8(*at, "end of a packed value")?;
            if boolean > 1 {
                return Err(Failure::malformed("boolean of a packed value", u64::from(boolean)));
            }
            *at += 1;
        }
        Tag::Integer | Tag::Float | Tag::Instant | Tag::Opaque => {
            reader.u64(*at, "end of a packed value")?;
            *at += 8;
        }
        Tag::Text | Tag::Bytes => {
            let length = reader.u32(*at, "length of a packed value")?;
            let bytes = reader.slice(*at as u64 + 4, u64::from(length), "length of a packed value")?;
            if tag == Tag::Text {
                utf8(bytes, "text in a packed value")?;
            }
            *at += 4 + bytes.len();
        }
    }
    Ok(tag)
}

/// Keys of one map; sorted in place, which the order of the map does not depend on.
fn unique(keys: &mut [&[u8]]) -> Result<(), Failure> {
    keys.sort_unstable();
    match keys.windows(2).find(|pair| pair[0] == pair[1]) {
        None => Ok(()),
        Some(pair) => Err(Failure::invalid(
            "key stands twice in a map",
            std::str::from_utf8(pair[0]).unwrap_or_default(),
        )),
    }
}

/// Length of the checked packed value at the start of the bytes.
pub(super) fn skip(bytes: &[u8]) -> Option<usize> {
    let reader = Reader::new(bytes);
    Some(match Tag::from_code(*bytes.first()?)? {
        Tag::Null | Tag::Absent => 1,
        Tag::Boolean => 2,
        Tag::Integer | Tag::Float | Tag::Instant | Tag::Opaque => 9,
        Tag::Text | Tag::Bytes => 5 + reader.u32(1, "").ok()? as usize,
        Tag::List | Tag::Map => 9 + reader.u32(5, "").ok()? as usize,
    })
}
