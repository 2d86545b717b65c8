//! Which column of a batch a failure is about.

use super::bound::Bound;
use kneiphof_wire::{Failure, Role};

/// Role of a failure that no column is to blame for.
const NO_ROLE: u8 = 255;

/// A failure and the column to blame.
pub(super) struct Fault {
    pub failure: Failure,
    pub role: u8,
    pub column: u32,
}

impl Bound<'_, '_> {
    /// Finds the column to blame by what the failure says.
    pub fn blame(&self, failure: Failure, suspects: &[Role]) -> Fault {
        use kneiphof_wire::Status::{
            EdgeAlreadyExists, InvalidArgument, LimitExceeded, NodeAlreadyExists, SourceNotFound,
            TargetNotFound,
        };
        let role = match failure.status {
            SourceNotFound => Some(Role::Source),
            TargetNotFound => Some(Role::Target),
            NodeAlreadyExists | EdgeAlreadyExists => Some(Role::Id),
            InvalidArgument | LimitExceeded if failure.detail.contains("source") => Some(Role::Source),
            InvalidArgument | LimitExceeded if failure.detail.contains("target") => Some(Role::Target),
            InvalidArgument | LimitExceeded if failure.detail.contains("attribute") => {
                return self.blame_attribute(failure);
            }
            InvalidArgument | LimitExceeded if failure.detail.contains("id of") => Some(Role::Id),
            _ => None,
        };
        self.fault(failure, role.filter(|role| suspects.contains(role)))
    }

    fn blame_attribute(&self, failure: Failure) -> Fault {
        let columns = (0u32..).zip(self.section.columns());
        let mut named =
            columns.filter(|(_, column)| column.role() == Role::Attribute && column.key() == failure.shown());
        match named.next() {
            Some((column, _)) => Fault { failure, role: Role::Attribute as u8, column },
            None => self.fault(failure, None),
        }
    }

    pub fn fault(&self, failure: Failure, role: Option<Role>) -> Fault {
        let mut columns = (0u32..).zip(self.section.columns());
        match role.and_then(|role| columns.find(|(_, column)| column.role() == role)) {
            Some((column, found)) => Fault { failure, role: found.role() as u8, column },
            None => Fault { failure, role: NO_ROLE, column: 0 },
        }
    }
}
