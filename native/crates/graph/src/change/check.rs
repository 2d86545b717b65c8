//! The rules for texts and values that come in. Every failure names the value.

use crate::GraphOptions;
use kneiphof_wire::{Failure, Tag, ValueRef};

/// What a text is, in the words of the failures.
#[derive(Clone, Copy)]
pub(crate) struct TextRule {
    empty: &'static str,
    control: &'static str,
    length: &'static str,
}

macro_rules! rule {
    ($name:ident, $what:literal) => {
        pub(crate) const $name: TextRule = TextRule {
            empty: concat!($what, " is empty"),
            control: concat!($what, " contains a control character"),
            length: concat!("length in bytes of the ", $what),
        };
    };
}

rule!(NODE_ID, "id of a node");
rule!(EDGE_ID, "id of an edge");
rule!(SOURCE, "source of an edge");
rule!(TARGET, "target of an edge");
rule!(KEY, "key of an attribute");
rule!(LABEL, "label of a node");
rule!(TYPE, "type of an edge");
rule!(SYMBOL, "key, label or type");

/// Not empty, no control characters, not too long. O(length), which is bounded before the text is read.
pub(crate) fn text(text: &str, bytes_max: u32, rule: TextRule) -> Result<(), Failure> {
    if text.is_empty() {
        return Err(Failure::invalid(rule.empty, text));
    }
    if text.len() as u64 > u64::from(bytes_max) {
        return Err(Failure::limit_exceeded(rule.length, text.len() as u64, u64::from(bytes_max)).value(text));
    }
    if text.bytes().any(|byte| byte < 0x20 || byte == 0x7F) {
        return Err(Failure::invalid(rule.control, text));
    }
    Ok(())
}

/// A value that may be stored: not too long. `key` is named in the failure.
#[inline]
pub(crate) fn value<'k>(
    value: ValueRef<'_>,
    options: &GraphOptions,
    key: impl FnOnce() -> &'k str,
) -> Result<(), Failure> {
    let length = match value {
        ValueRef::Text(text) => text.len(),
        ValueRef::Bytes(bytes) => bytes.len(),
        ValueRef::List(packed) | ValueRef::Map(packed) => packed.as_bytes().len(),
        _ => return Ok(()),
    } as u64;
    if length > options.value_bytes_max {
        let failure =
            Failure::limit_exceeded("length in bytes of an attribute", length, options.value_bytes_max);
        return Err(failure.value(key()));
    }
    Ok(())
}

/// A value that may stand in an add or upsert.
pub(crate) fn is_absent(value: ValueRef<'_>) -> bool {
    value.tag() == Tag::Absent
}

/// The options of a graph must be such that the structures can hold what they allow.
pub(crate) fn options(options: &GraphOptions) -> Result<(), Failure> {
    use crate::{ID_BYTES_CEILING, ROWS_CEILING, VALUE_BYTES_CEILING};
    let limits = [
        ("limit of the bytes of an id", u64::from(options.id_bytes_max), u64::from(ID_BYTES_CEILING)),
        ("limit of the bytes of a key", u64::from(options.key_bytes_max), u64::from(ID_BYTES_CEILING)),
        ("limit of the attributes of a row", u64::from(options.attributes_max), u64::from(u16::MAX)),
        (
            "limit of the nesting of a value",
            u64::from(options.nesting_max),
            u64::from(kneiphof_wire::NESTING_MAX),
        ),
        ("limit of the bytes of a value", options.value_bytes_max, VALUE_BYTES_CEILING),
        ("limit of the nodes", options.nodes_max, ROWS_CEILING),
        ("limit of the edges", options.edges_max, ROWS_CEILING),
        ("quota in bytes", options.quota_bytes, u64::MAX),
    ];
    for (what, asked, ceiling) in limits {
        if asked == 0 {
            return Err(Failure::invalid(what, "0"));
        }
        if asked > ceiling {
            return Err(Failure::limit_exceeded(what, asked, ceiling));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kneiphof_wire::Status;

    #[test]
    fn f001_f004_f005_bad_ids_are_refused_and_named() {
        assert_eq!(text("", 8, NODE_ID).unwrap_err().status, Status::InvalidArgument);
        assert_eq!(text("a\0b", 8, NODE_ID).unwrap_err().shown(), "a\0b");
        assert_eq!(
            text("a\u{7f}", 8, NODE_ID).unwrap_err().detail,
            "id of a node contains a control character"
        );
        let failure = text("123456789", 8, NODE_ID).unwrap_err();
        assert_eq!((failure.status, failure.number, failure.limit), (Status::LimitExceeded, 9, 8));
        assert!(text("é\u{202e}\u{80}ok", 16, NODE_ID).is_ok());
    }

    #[test]
    fn options_beyond_what_the_structures_hold_are_refused() {
        let base = GraphOptions::default();
        assert!(options(&base).is_ok());
        assert!(options(&GraphOptions { nodes_max: 1 << 32, ..base.clone() }).is_err());
        assert!(options(&GraphOptions { value_bytes_max: 1 << 24, ..base.clone() }).is_err());
        assert!(options(&GraphOptions { id_bytes_max: 0, ..base }).is_err());
    }
}
