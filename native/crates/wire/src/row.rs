//! One node or edge, as it stands alone in both directions.

use crate::bytes::{Reader, align8, utf8, zero};
use crate::room::collected;
use crate::{Failure, Packed, Subject, Tag, ValueRef};

pub(crate) const HEAD_BYTES: usize = 40;
pub(crate) const SLOT_BYTES: usize = 16;
pub(crate) const REPLACE_LABELS: u32 = 1;

/// What a row is for; decides which of its fields may be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowUse {
    /// Goes in, to be added or upserted: every slot has a value.
    Write,
    /// Goes in, to be merged: slots may be absent, labels may be replaced.
    Merge,
    /// Came out: carries its number and degrees.
    Answer,
}

/// A checked row, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct RowView<'a> {
    bytes: &'a [u8],
    subject: Subject,
    number: u64,
    version: u64,
    words: [u32; 3],
    type_or_labels: u16,
    flags: u32,
    slots: &'a [[u8; SLOT_BYTES]],
    labels: &'a [[u8; 2]],
    id: &'a str,
    source: &'a str,
    target: &'a str,
}

impl<'a> RowView<'a> {
    /// Checks the whole row: lengths, slots, tags, duplicate keys, text, nesting. Linear in its bytes.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `INVALID_UTF8`, or `LIMIT_EXCEEDED` for the nesting of a value.
    pub fn parse(
        bytes: &'a [u8],
        subject: Subject,
        row_use: RowUse,
        nesting_max: u32,
    ) -> Result<Self, Failure> {
        let Some(head) = bytes.first_chunk::<HEAD_BYTES>() else { return Err(too_short(bytes)) };
        let u16_at = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
        let u32_at = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let u64_at = |at: usize| u64::from(u32_at(at)) | u64::from(u32_at(at + 4)) << 32;
        let length = u32_at(16);
        if length as usize != bytes.len() || !length.is_multiple_of(8) {
            return Err(Failure::malformed("length of a row", u64::from(length)));
        }
        let words = [u32_at(20), u32_at(24), u32_at(28)];
        let type_or_labels = u16_at(32);
        let slot_count = usize::from(u16_at(34));
        let label_count = if subject == Subject::Node { usize::from(type_or_labels) } else { 0 };

        let rest = Reader::new(bytes);
        let slot_bytes =
            rest.slice(HEAD_BYTES as u64, (slot_count * SLOT_BYTES) as u64, "number of slots")?;
        let labels_at = HEAD_BYTES + slot_bytes.len();
        let label_bytes = match label_count {
            0 => &[],
            count => rest.buffer(labels_at as u64, 2 * count as u64, "number of labels")?,
        };
        let names_at = labels_at + (2 * label_count).next_multiple_of(8);

        let mut at = names_at as u64;
        let mut name = |length: u32, what: &'static str| -> Result<&'a str, Failure> {
            let name = utf8(rest.slice(at, u64::from(length), what)?, what)?;
            at += u64::from(length);
            Ok(name)
        };
        let (id, source, target) = match subject {
            Subject::Node => (name(words[0], "id of a node")?, "", ""),
            Subject::Edge => (
                match words[0] {
                    0 => "",
                    length => name(length, "id of an edge")?,
                },
                name(words[1], "source of an edge")?,
                name(words[2], "target of an edge")?,
            ),
        };
        let heap_at = at as usize;
        let row = RowView {
            bytes,
            subject,
            number: u64_at(0),
            version: u64_at(8),
            words,
            type_or_labels,
            flags: u32_at(36),
            slots: slot_bytes.as_chunks().0,
            labels: label_bytes.as_chunks().0,
            id,
            source,
            target,
        };
        row.check_head(row_use)?;
        row.check_slots(row_use, heap_at, nesting_max)?;
        Ok(row)
    }

    fn check_head(&self, row_use: RowUse) -> Result<(), Failure> {
        let flags_allowed =
            if row_use == RowUse::Merge && self.subject == Subject::Node { REPLACE_LABELS } else { 0 };
        if self.flags & !flags_allowed != 0 {
            return Err(Failure::malformed("flags of a row", u64::from(self.flags)));
        }
        if row_use == RowUse::Answer {
            return Ok(());
        }
        if self.number != 0 {
            return Err(Failure::malformed("number of a row that goes in", self.number));
        }
        if self.subject == Subject::Node && (self.words[1] | self.words[2]) != 0 {
            return Err(Failure::malformed(
                "degree of a row that goes in",
                u64::from(self.words[1] | self.words[2]),
            ));
        }
        Ok(())
    }

    fn check_slots(&self, row_use: RowUse, heap_at: usize, nesting_max: u32) -> Result<(), Failure> {
        let mut heap_end = heap_at;
        // Writers mostly send keys in rising order, which proves that none stands twice.
        let (mut above, mut rising) = (0, true);
        for slot in self.slots {
            let slot = Slot::read(slot);
            rising &= u32::from(slot.key) >= above;
            above = u32::from(slot.key) + 1;
            if slot.zero != 0 {
                return Err(Failure::malformed("padding of a slot", u64::from(slot.zero)));
            }
            let tag = Tag::from_code(slot.tag).filter(|tag| *tag != Tag::Absent || row_use == RowUse::Merge);
            let tag = tag.ok_or_else(|| Failure::malformed("tag of a slot", u64::from(slot.tag)))?;
            let most = match tag {
                Tag::Null | Tag::Absent => 0,
                Tag::Boolean => 1,
                Tag::Integer | Tag::Float | Tag::Instant | Tag::Opaque => u64::MAX,
                Tag::Text | Tag::Bytes | Tag::List | Tag::Map => {
                    heap_end = heap_end.max(self.check_heap(tag, &slot, heap_at, nesting_max)?);
                    continue;
                }
            };
            if slot.value > most {
                return Err(Failure::malformed("value of a slot", slot.value));
            }
            if slot.length != 0 {
                return Err(Failure::malformed("length of a slot", u64::from(slot.length)));
            }
        }
        let padding = self.bytes.get(heap_end..).unwrap_or(&[]);
        if align8(heap_end) != Some(self.bytes.len()) {
            return Err(Failure::malformed("bytes behind a row", padding.len() as u64));
        }
        zero(padding, "padding of a row")?;
        if rising { Ok(()) } else { self.check_keys() }
    }

    /// Checks what a slot points to; answers where it ends.
    fn check_heap(&self, tag: Tag, slot: &Slot, heap_at: usize, nesting_max: u32) -> Result<usize, Failure> {
        let bytes = Reader::new(self.bytes).slice(slot.value, u64::from(slot.length), "offset of a slot")?;
        if slot.value < heap_at as u64 {
            return Err(Failure::malformed("offset of a slot", slot.value));
        }
        match tag {
            Tag::Text => {
                utf8(bytes, "text of an attribute")?;
            }
            Tag::List | Tag::Map => {
                let packed = Packed::parse(bytes, nesting_max)?;
                if packed.tag() != tag {
                    return Err(Failure::malformed("tag of a slot", u64::from(slot.tag)));
                }
            }
            _ => {}
        }
        Ok(slot.value as usize + bytes.len())
    }

    /// A key stands at most once.
    #[inline(never)]
    fn check_keys(&self) -> Result<(), Failure> {
        let mut sorted = collected(self.slots.iter().map(|slot| Slot::read(slot).key))?;
        sorted.sort_unstable();
        match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            None => Ok(()),
            Some(pair) => Err(Failure::malformed("symbol of a key that stands twice", u64::from(pair[0]))),
        }
    }

    /// The encoding itself.
    pub fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }

    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// The row's number; 0 in a row that goes in.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The content's version in an answer; the expected version, 0 for any, in a row that goes in.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The id of a node; of an edge the explicit id, empty when it is derived.
    #[inline]
    pub fn id(&self) -> &'a str {
        self.id
    }

    /// The id an edge was given, `None` when it is derived.
    #[inline]
    pub fn explicit_id(&self) -> Option<&'a str> {
        (!self.id.is_empty()).then_some(self.id)
    }

    #[inline]
    pub fn source(&self) -> &'a str {
        self.source
    }

    #[inline]
    pub fn target(&self) -> &'a str {
        self.target
    }

    /// Symbol of an edge's type.
    #[inline]
    pub fn type_symbol(&self) -> Option<u16> {
        if self.subject == Subject::Edge { self.type_or_labels.checked_sub(1) } else { None }
    }

    pub fn out_degree(&self) -> u32 {
        if self.subject == Subject::Node { self.words[1] } else { 0 }
    }

    pub fn in_degree(&self) -> u32 {
        if self.subject == Subject::Node { self.words[2] } else { 0 }
    }

    /// Whether a merge replaces the labels instead of adding to them.
    pub fn replaces_labels(&self) -> bool {
        self.flags & REPLACE_LABELS != 0
    }

    /// Symbols of a node's labels, as written.
    pub fn labels(&self) -> impl ExactSizeIterator<Item = u16> + Clone + use<'a> {
        self.labels.iter().map(|label| u16::from_le_bytes(*label))
    }

    pub fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// Symbol of the key and value of each attribute, as written.
    pub fn slots(&self) -> impl ExactSizeIterator<Item = (u16, ValueRef<'a>)> + Clone + use<'a> {
        let bytes = self.bytes;
        self.slots.iter().map(move |slot| {
            let slot = Slot::read(slot);
            (slot.key, slot.value(bytes))
        })
    }
}

/// A row that ends before its head does.
#[cold]
fn too_short(bytes: &[u8]) -> Failure {
    match Reader::new(bytes).u32(16, "length of a row") {
        Ok(length) => Failure::malformed("length of a row", u64::from(length)),
        Err(failure) => failure,
    }
}

struct Slot {
    key: u16,
    tag: u8,
    zero: u8,
    length: u32,
    value: u64,
}

impl Slot {
    #[inline]
    fn read(bytes: &[u8; SLOT_BYTES]) -> Self {
        let [k0, k1, tag, zero, l0, l1, l2, l3, v0, v1, v2, v3, v4, v5, v6, v7] = *bytes;
        Slot {
            key: u16::from_le_bytes([k0, k1]),
            tag,
            zero,
            length: u32::from_le_bytes([l0, l1, l2, l3]),
            value: u64::from_le_bytes([v0, v1, v2, v3, v4, v5, v6, v7]),
        }
    }

    /// The value of a checked slot.
    #[inline]
    fn value<'a>(&self, row: &'a [u8]) -> ValueRef<'a> {
        let heap = || {
            let start = self.value as usize;
            row.get(start..start.saturating_add(self.length as usize)).unwrap_or(&[])
        };
        match Tag::from_code(self.tag) {
            Some(Tag::Boolean) => ValueRef::Boolean(self.value != 0),
            Some(Tag::Integer) => ValueRef::Integer(self.value.cast_signed()),
            Some(Tag::Float) => ValueRef::Float(f64::from_bits(self.value)),
            Some(Tag::Text) => ValueRef::Text(kneiphof_kernels::utf8(heap()).unwrap_or("")),
            Some(Tag::Bytes) => ValueRef::Bytes(heap()),
            Some(Tag::Instant) => ValueRef::Instant(self.value.cast_signed()),
            Some(Tag::List) => ValueRef::List(Packed::trusted(heap())),
            Some(Tag::Map) => ValueRef::Map(Packed::trusted(heap())),
            Some(Tag::Opaque) => ValueRef::Opaque(self.value),
            Some(Tag::Absent) => ValueRef::Absent,
            Some(Tag::Null) | None => ValueRef::Null,
        }
    }
}
