//! The status codes of the C ABI; the table `contract/status.csv` is their only list, and a test compares the two.

/// The outcome of a call. Codes are never reused; those from 100 on belong to the Java side alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum Status {
    Ok = 0,
    NodeNotFound = 1,
    EdgeNotFound = 2,
    SourceNotFound = 3,
    TargetNotFound = 4,
    NodeAlreadyExists = 5,
    EdgeAlreadyExists = 6,
    InvalidArgument = 7,
    InvalidUtf8 = 8,
    LimitExceeded = 9,
    OutOfQuota = 10,
    GraphClosed = 11,
    StaleHandle = 12,
    VersionMismatch = 13,
    Busy = 14,
    Reentrant = 15,
    Poisoned = 16,
    NativePanic = 17,
    BufferTooSmall = 18,
    ExpiredCursor = 19,
    StorageFailed = 20,
    AbiMismatch = 21,
    Cancelled = 22,
    OutOfMemory = 23,
}

impl Status {
    /// Every status, in the order of its code.
    pub const ALL: [Status; 24] = [
        Status::Ok,
        Status::NodeNotFound,
        Status::EdgeNotFound,
        Status::SourceNotFound,
        Status::TargetNotFound,
        Status::NodeAlreadyExists,
        Status::EdgeAlreadyExists,
        Status::InvalidArgument,
        Status::InvalidUtf8,
        Status::LimitExceeded,
        Status::OutOfQuota,
        Status::GraphClosed,
        Status::StaleHandle,
        Status::VersionMismatch,
        Status::Busy,
        Status::Reentrant,
        Status::Poisoned,
        Status::NativePanic,
        Status::BufferTooSmall,
        Status::ExpiredCursor,
        Status::StorageFailed,
        Status::AbiMismatch,
        Status::Cancelled,
        Status::OutOfMemory,
    ];

    /// The number that crosses the boundary.
    #[inline]
    pub fn code(self) -> i32 {
        self as i32
    }

    /// The status of a code, if there is one.
    pub fn from_code(code: i32) -> Option<Self> {
        usize::try_from(code).ok().and_then(|index| Self::ALL.get(index).copied())
    }

    /// The name as it stands in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Status::Ok => "OK",
            Status::NodeNotFound => "NODE_NOT_FOUND",
            Status::EdgeNotFound => "EDGE_NOT_FOUND",
            Status::SourceNotFound => "SOURCE_NOT_FOUND",
            Status::TargetNotFound => "TARGET_NOT_FOUND",
            Status::NodeAlreadyExists => "NODE_ALREADY_EXISTS",
            Status::EdgeAlreadyExists => "EDGE_ALREADY_EXISTS",
            Status::InvalidArgument => "INVALID_ARGUMENT",
            Status::InvalidUtf8 => "INVALID_UTF8",
            Status::LimitExceeded => "LIMIT_EXCEEDED",
            Status::OutOfQuota => "OUT_OF_QUOTA",
            Status::GraphClosed => "GRAPH_CLOSED",
            Status::StaleHandle => "STALE_HANDLE",
            Status::VersionMismatch => "VERSION_MISMATCH",
            Status::Busy => "BUSY",
            Status::Reentrant => "REENTRANT",
            Status::Poisoned => "POISONED",
            Status::NativePanic => "NATIVE_PANIC",
            Status::BufferTooSmall => "BUFFER_TOO_SMALL",
            Status::ExpiredCursor => "EXPIRED_CURSOR",
            Status::StorageFailed => "STORAGE_FAILED",
            Status::AbiMismatch => "ABI_MISMATCH",
            Status::Cancelled => "CANCELLED",
            Status::OutOfMemory => "OUT_OF_MEMORY",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Status;
    use std::path::Path;

    #[test]
    fn the_status_table_equals_the_contract() {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../src/main/resources/contract/status.csv");
        let table = std::fs::read_to_string(path).expect("contract/status.csv is readable");
        let native: Vec<(i32, String)> = table
            .lines()
            .skip(1)
            .map(|line| {
                let mut fields = line.split(',');
                let code = fields.next().and_then(|code| code.parse().ok()).expect("a code in each line");
                (code, fields.next().expect("a name in each line").to_owned())
            })
            .filter(|(code, _)| *code < 100)
            .collect();
        let ours: Vec<(i32, String)> =
            Status::ALL.iter().map(|status| (status.code(), status.name().to_owned())).collect();
        assert_eq!(ours, native);
    }

    #[test]
    fn a_code_names_its_status_and_an_unknown_code_none() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
        assert_eq!(Status::from_code(-1), None);
        assert_eq!(Status::from_code(24), None);
    }
}
