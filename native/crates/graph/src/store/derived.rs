//! The id of an edge that was given none, made from its ends and type; it is never stored.
//!
//! ```text
//! esc(source) "->" esc(target)            esc(source) "-[" esc(type) "]->" esc(target)
//! ```
//! `esc` puts a backslash before a backslash, before a `-` followed by `>` or `[`, and before a `]` followed by `->`, so
//! that different edges never share an id: the node `a->b` joined to `c` is not `a` joined to `b->c`.

use crate::store::room::room;
use kneiphof_kernels::OutOfMemory;
use std::borrow::Cow;

/// The derived id of an edge. On failure there was no memory for it.
pub(crate) fn derived_id(source: &str, kind: Option<&str>, target: &str) -> Result<String, OutOfMemory> {
    let mut id = Vec::new();
    room(&mut id, bytes(source, kind, target).count())?;
    id.extend(bytes(source, kind, target));
    // Escapes stand before ASCII characters only: texts stay texts.
    Ok(String::from_utf8(id).unwrap_or_default())
}

/// As `derived_id`, into a text that is used again. On failure it is empty.
pub(crate) fn derive_id_in(
    scratch: &mut String,
    source: &str,
    kind: Option<&str>,
    target: &str,
) -> Result<(), OutOfMemory> {
    let mut id = std::mem::take(scratch).into_bytes();
    id.clear();
    room(&mut id, bytes(source, kind, target).count())?;
    id.extend(bytes(source, kind, target));
    *scratch = String::from_utf8(id).unwrap_or_default();
    Ok(())
}

/// As `derive_id_in`, for tests.
#[cfg(test)]
pub(crate) fn shown_id(source: &str, kind: Option<&str>, target: &str) -> String {
    String::from_utf8(bytes(source, kind, target).collect()).unwrap_or_default()
}

/// Whether the text is the derived id of such an edge. Needs no memory.
pub(crate) fn is_derived_id(id: &str, source: &str, kind: Option<&str>, target: &str) -> bool {
    bytes(source, kind, target).eq(id.bytes())
}

/// The bytes of a derived id.
fn bytes<'a>(source: &'a str, kind: Option<&'a str>, target: &'a str) -> impl Iterator<Item = u8> + 'a {
    let (before, after) = if kind.is_some() { ("-[", "]->") } else { ("->", "") };
    escaped(source)
        .chain(before.bytes())
        .chain(escaped(kind.unwrap_or("")))
        .chain(after.bytes())
        .chain(escaped(target))
}

fn escaped(part: &str) -> impl Iterator<Item = u8> + '_ {
    let bytes = part.as_bytes();
    bytes.iter().enumerate().flat_map(move |(at, byte)| {
        let rest = &bytes[at + 1..];
        let special = match byte {
            b'\\' => true,
            b'-' => matches!(rest.first(), Some(b'>' | b'[')),
            b']' => rest.starts_with(b"->"),
            _ => false,
        };
        special.then_some(b'\\').into_iter().chain([*byte])
    })
}

/// The parts of a derived id.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parts<'a> {
    pub source: Cow<'a, str>,
    pub kind: Option<Cow<'a, str>>,
    pub target: Cow<'a, str>,
}

/// Takes a derived id apart; `None` when the text is not the derived id of any edge. Copies only parts with escapes in them;
/// on failure there was no memory for those.
pub(crate) fn parse(id: &str) -> Result<Option<Parts<'_>>, OutOfMemory> {
    let Some((source, rest)) = id.contains("->").then(|| split(id, &["->", "-["])).flatten() else {
        return Ok(None);
    };
    let (kind, target) = match rest.strip_prefix("->") {
        Some(target) => (None, target),
        None => {
            let kind = rest.strip_prefix("-[").and_then(|rest| split(rest, &["]->"]));
            let Some((kind, rest)) = kind else { return Ok(None) };
            (Some(kind), &rest["]->".len()..])
        }
    };
    let kind = kind.map(unescaped).transpose()?;
    let parts = Parts { source: unescaped(source)?, kind, target: unescaped(target)? };
    // Only the one spelling that `derived_id` writes is an id.
    let is_canonical = is_derived_id(id, &parts.source, parts.kind.as_deref(), &parts.target);
    Ok(is_canonical.then_some(parts))
}

/// Source and target in a derived id without escapes, for who looks ahead: whether the text is such an id is not asked.
pub(crate) fn plain_ends(id: &str) -> Option<(&str, &str)> {
    let (source, rest) = split(id, &["->", "-["])?;
    let target = rest.strip_prefix("->").or_else(|| rest.split_once("]->").map(|(_, target)| target))?;
    Some((source, target))
}

/// The text before the first separator that is not escaped, and the rest from the separator on.
fn split<'a>(text: &'a str, separators: &[&str]) -> Option<(&'a str, &'a str)> {
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        if separators.iter().any(|separator| text[at..].starts_with(separator)) {
            return Some(text.split_at(at));
        }
        if char == '\\' {
            chars.next()?;
        }
    }
    None
}

fn unescaped(part: &str) -> Result<Cow<'_, str>, OutOfMemory> {
    if !part.contains('\\') {
        return Ok(Cow::Borrowed(part));
    }
    let mut plain = String::new();
    plain.try_reserve(part.len()).map_err(|_| OutOfMemory::System { bytes: part.len() })?;
    let mut chars = part.chars();
    while let Some(char) = chars.next() {
        plain.extend(if char == '\\' { chars.next() } else { Some(char) });
    }
    Ok(Cow::Owned(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(source: &str, kind: Option<&str>, target: &str) -> String {
        derived_id(source, kind, target).unwrap()
    }

    #[test]
    fn s8_f010_ids_with_arrows_give_different_edges_different_ids() {
        assert_eq!(id("a->b", None, "c"), r"a\->b->c");
        assert_eq!(id("a", None, "b->c"), r"a->b\->c");
        assert_eq!(id("a", Some("K]->"), "b"), r"a-[K\]\->]->b");
        assert_eq!(id("a", Some("KNOWS"), "b"), "a-[KNOWS]->b");
        assert_eq!(id("a-", None, ">b"), "a-->>b");
    }

    #[test]
    fn text_that_no_edge_would_get_is_not_a_derived_id() {
        for text in ["", "ab", "a-b", "a-[b", r"a\", r"\a->b", "a-[T]b", "a-[T->b"] {
            assert_eq!(parse(text), Ok(None), "{text}");
        }
    }

    fn part() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop::sample::select(vec!["-", ">", "[", "]", "\\", "a", "é", "->", "]->"]),
            1..6,
        )
        .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_derived_id_is_taken_apart_into_what_it_was_made_from(
            source in part(), kind in prop::option::of(part()), target in part()
        ) {
            let id = id(&source, kind.as_deref(), &target);
            let parts = Parts { source: source.into(), kind: kind.map(Cow::from), target: target.into() };
            prop_assert_eq!(parse(&id), Ok(Some(parts)), "{}", id);
        }
    }
}
