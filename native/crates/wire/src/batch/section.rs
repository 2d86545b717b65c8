//! A run of rows with one subject and one operation.

use super::SECTION_HEAD_BYTES;
use super::column::{ColumnView, Role};
use crate::bytes::{Reader, zero};
use crate::room::collected;
use crate::{Failure, Operation, Subject};

/// A checked section.
#[derive(Clone, Debug)]
pub struct SectionView<'a> {
    subject: Subject,
    operation: Operation,
    rows: u32,
    first_row: u32,
    columns: Vec<ColumnView<'a>>,
    /// Where the columns of the five named roles stand.
    named: [Option<u32>; 5],
}

impl<'a> SectionView<'a> {
    /// `first_row` counts the rows of the sections before.
    pub(super) fn parse(bytes: &'a [u8], first_row: u32, nesting_max: u32) -> Result<Self, Failure> {
        let section = Reader::new(bytes);
        let code = section.u8(0, "section")?;
        let subject = Subject::from_code(code)
            .ok_or_else(|| Failure::malformed("subject of a section", u64::from(code)))?;
        let code = section.u8(1, "section")?;
        let operation = Operation::from_code(code)
            .ok_or_else(|| Failure::malformed("operation of a section", u64::from(code)))?;
        zero(section.slice(2, 2, "section")?, "reserved bytes of a section")?;
        let rows = section.u32(4, "section")?;
        if rows == 0 {
            return Err(Failure::malformed("rows of a section", 0));
        }
        let count = section.u32(8, "section")? as usize;
        zero(section.slice(12, 4, "section")?, "reserved bytes of a section")?;

        let room = (bytes.len().saturating_sub(SECTION_HEAD_BYTES)) / super::DESCRIPTOR_BYTES;
        if count > room {
            return Err(Failure::malformed("number of columns", count as u64));
        }
        let mut columns = Vec::new();
        crate::room::room(&mut columns, count)?;
        let mut named = [None; 5];
        for index in 0..count {
            let column = ColumnView::parse(&section, index, rows as usize, nesting_max)
                .map_err(|failure| shifted(failure, first_row))?;
            if let Some(place) = named.get_mut(column.role() as usize)
                && place.replace(index as u32).is_some()
            {
                return Err(Failure::malformed("role of a column that stands twice", column.role() as u64));
            }
            columns.push(column);
        }
        let section = SectionView { subject, operation, rows, first_row, columns, named };
        section.check_roles()?;
        section.check_keys()?;
        Ok(section)
    }

    /// Which roles a section needs and may have.
    fn check_roles(&self) -> Result<(), Failure> {
        let remove = self.operation == Operation::Remove;
        let (needed, allowed): (&[Role], &[Role]) = match (self.subject, remove) {
            (_, true) => (&[Role::Id], &[]),
            (Subject::Node, false) => (&[Role::Id], &[Role::Labels, Role::Attribute]),
            (Subject::Edge, false) => {
                (&[Role::Source, Role::Target], &[Role::Id, Role::Type, Role::Attribute])
            }
        };
        for role in needed {
            match self.column(*role) {
                None => return Err(Failure::malformed("role of a column that is missing", *role as u64)),
                Some(column) if column.validity().is_some() => {
                    return Err(Failure::malformed("validity of a column that is required", *role as u64));
                }
                Some(_) => {}
            }
        }
        match self
            .columns
            .iter()
            .map(ColumnView::role)
            .find(|role| !needed.contains(role) && !allowed.contains(role))
        {
            None => Ok(()),
            Some(role) => Err(Failure::malformed("role of a column in this section", role as u64)),
        }
    }

    fn check_keys(&self) -> Result<(), Failure> {
        let mut keys = collected(self.attributes().map(ColumnView::key))?;
        keys.sort_unstable();
        match keys.windows(2).find(|pair| pair[0] == pair[1]) {
            None => Ok(()),
            Some(pair) => Err(Failure::invalid("key of a column that stands twice", pair[0])),
        }
    }

    pub fn subject(&self) -> Subject {
        self.subject
    }

    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// At least one.
    pub fn rows(&self) -> usize {
        self.rows as usize
    }

    /// Number of the section's first row in the whole batch.
    pub fn first_row(&self) -> usize {
        self.first_row as usize
    }

    /// All columns, in the order of their descriptors.
    pub fn columns(&self) -> &[ColumnView<'a>] {
        &self.columns
    }

    /// The attribute columns, in the order of their descriptors.
    pub fn attributes(&self) -> impl Iterator<Item = &ColumnView<'a>> + Clone {
        self.columns.iter().filter(|column| column.role() == Role::Attribute)
    }

    /// The column of a role other than attribute.
    pub fn column(&self, role: Role) -> Option<&ColumnView<'a>> {
        let index = *self.named.get(role as usize)?;
        index.and_then(|index| self.columns.get(index as usize))
    }
}

/// Turns a row of the section into a row of the batch.
fn shifted(failure: Failure, first_row: u32) -> Failure {
    if failure.row == crate::NO_ROW {
        failure
    } else {
        Failure { row: failure.row + u64::from(first_row), ..failure }
    }
}
