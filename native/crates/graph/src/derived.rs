//! The id of an edge that was given none, made from its ends and type; it is never stored.
//!
//! ```text
//! esc(source) "->" esc(target)            esc(source) "-[" esc(type) "]->" esc(target)
//! ```
//! `esc` puts a backslash before a backslash, before a `-` followed by `>` or `[`, and before a `]` followed by `->`, so
//! that different edges never share an id: the node `a->b` joined to `c` is not `a` joined to `b->c`.

/// The derived id of an edge.
pub(crate) fn derived_id(source: &str, kind: Option<&str>, target: &str) -> String {
    let mut id = String::with_capacity(source.len() + target.len() + kind.map_or(2, |kind| kind.len() + 5));
    escape(source, &mut id);
    match kind {
        None => id.push_str("->"),
        Some(kind) => {
            id.push_str("-[");
            escape(kind, &mut id);
            id.push_str("]->");
        }
    }
    escape(target, &mut id);
    id
}

fn escape(part: &str, out: &mut String) {
    let bytes = part.as_bytes();
    let mut copied = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let rest = &bytes[at + 1..];
        let special = match byte {
            b'\\' => true,
            b'-' => matches!(rest.first(), Some(b'>' | b'[')),
            b']' => rest.starts_with(b"->"),
            _ => false,
        };
        if special {
            out.push_str(&part[copied..at]);
            out.push('\\');
            copied = at;
        }
    }
    out.push_str(&part[copied..]);
}

/// The parts of a derived id.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub source: String,
    pub kind: Option<String>,
    pub target: String,
}

/// Takes a derived id apart; `None` when the text is not the derived id of any edge.
pub(crate) fn parse(id: &str) -> Option<Parts> {
    if !id.contains("->") {
        return None;
    }
    let (source, rest) = unescape(id, &["->", "-["])?;
    let (kind, rest) = match rest.strip_prefix("->") {
        Some(target) => (None, target),
        None => {
            let (kind, rest) = unescape(rest.strip_prefix("-[")?, &["]->"])?;
            (Some(kind), rest.strip_prefix("]->")?)
        }
    };
    let (target, _) = unescape(rest, &[])?;
    let parts = Parts { source, kind, target };
    // Only the one spelling that `derived_id` writes is an id.
    (derived_id(&parts.source, parts.kind.as_deref(), &parts.target) == id).then_some(parts)
}

/// The unescaped text before the first separator, and the rest from the separator on. Without separators: all of it.
fn unescape<'a>(text: &'a str, separators: &[&str]) -> Option<(String, &'a str)> {
    let mut part = String::new();
    let mut rest = text;
    loop {
        if separators.iter().any(|separator| rest.starts_with(separator)) {
            return Some((part, rest));
        }
        let mut chars = rest.chars();
        match chars.next() {
            None => return separators.is_empty().then_some((part, rest)),
            Some('\\') => part.push(chars.next()?),
            Some(other) => part.push(other),
        }
        rest = chars.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn s8_f010_ids_with_arrows_give_different_edges_different_ids() {
        assert_eq!(derived_id("a->b", None, "c"), r"a\->b->c");
        assert_eq!(derived_id("a", None, "b->c"), r"a->b\->c");
        assert_eq!(derived_id("a", Some("K]->"), "b"), r"a-[K\]\->]->b");
        assert_eq!(derived_id("a", Some("KNOWS"), "b"), "a-[KNOWS]->b");
        assert_eq!(derived_id("a-", None, ">b"), "a-->>b");
    }

    #[test]
    fn text_that_no_edge_would_get_is_not_a_derived_id() {
        for text in ["", "ab", "a-b", "a-[b", r"a\", r"\a->b", "a-[T]b", "a-[T->b"] {
            assert_eq!(parse(text), None, "{text}");
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
            let id = derived_id(&source, kind.as_deref(), &target);
            prop_assert_eq!(parse(&id), Some(Parts { source, kind, target }), "{}", id);
        }
    }
}
