//! The operands of `in`: numbers and texts are looked up, anything else is compared one by one.

use super::compare::equal;
use super::nested::Nested;
use crate::store::indexes::NumberKey;
use crate::store::room::push;
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Packed, ValueRef};
use std::collections::HashSet;
use std::hash::Hash;

#[derive(Debug, Default)]
pub(super) struct Members<'a> {
    numbers: HashSet<NumberKey>,
    texts: HashSet<&'a str>,
    others: Vec<ValueRef<'a>>,
    nested: Vec<Nested<'a>>,
}

impl<'a> Members<'a> {
    pub fn new(operands: impl Iterator<Item = Packed<'a>>) -> Result<Self, OutOfMemory> {
        let mut members = Members::default();
        for operand in operands {
            match operand.value() {
                ValueRef::Integer(integer) => add(&mut members.numbers, NumberKey::Integer(integer))?,
                ValueRef::Float(float) => add(&mut members.numbers, NumberKey::of_float(float))?,
                ValueRef::Text(text) => add(&mut members.texts, text)?,
                other => match Nested::new(operand)? {
                    Some(nested) => push(&mut members.nested, nested)?,
                    None => push(&mut members.others, other)?,
                },
            }
        }
        Ok(members)
    }

    #[inline]
    pub fn has_text(&self, text: &str) -> bool {
        self.texts.contains(text)
    }

    #[inline]
    pub fn has(&self, value: ValueRef<'_>) -> bool {
        match value {
            ValueRef::Integer(integer) => self.numbers.contains(&NumberKey::Integer(integer)),
            ValueRef::Float(float) => self.numbers.contains(&NumberKey::of_float(float)),
            ValueRef::Text(text) => self.has_text(text),
            ValueRef::List(_) | ValueRef::Map(_) => self.nested.iter().any(|member| member.equals(value)),
            other => self.others.iter().any(|member| equal(*member, other)),
        }
    }
}

fn add<T: Eq + Hash>(members: &mut HashSet<T>, member: T) -> Result<(), OutOfMemory> {
    let bytes = 2 * (members.len() + 1) * size_of::<T>();
    members.try_reserve(1).map_err(|_| OutOfMemory::System { bytes })?;
    members.insert(member);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kneiphof_wire::Value;

    #[test]
    fn members_are_found_by_exact_equality() {
        let packed: Vec<Vec<u8>> = [
            Value::Integer(i64::MAX),
            Value::Float(2.0),
            Value::Float(f64::NAN),
            Value::Float(0.5),
            Value::Text("1".into()),
            Value::Instant(3),
        ]
        .iter()
        .map(Value::to_packed)
        .collect();
        let members = Members::new(packed.iter().map(|bytes| Packed::trusted(bytes))).unwrap();
        for member in
            [ValueRef::Integer(2), ValueRef::Float(-f64::NAN), ValueRef::Float(0.5), ValueRef::Instant(3)]
        {
            assert!(members.has(member), "{member:?}");
        }
        for stranger in [
            ValueRef::Float(9_223_372_036_854_775_808.0),
            ValueRef::Integer(1),
            ValueRef::Integer(3),
            ValueRef::Null,
        ] {
            assert!(!members.has(stranger), "{stranger:?}");
        }
    }
}
