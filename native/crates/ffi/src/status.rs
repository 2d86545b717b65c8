//! The status codes as C sees them: the table `contract/status.csv`, from 0 to 99.

/// The call did what it says.
pub const KNEIPHOF_OK: i32 = 0;
pub const KNEIPHOF_NODE_NOT_FOUND: i32 = 1;
pub const KNEIPHOF_EDGE_NOT_FOUND: i32 = 2;
pub const KNEIPHOF_SOURCE_NOT_FOUND: i32 = 3;
pub const KNEIPHOF_TARGET_NOT_FOUND: i32 = 4;
pub const KNEIPHOF_NODE_ALREADY_EXISTS: i32 = 5;
pub const KNEIPHOF_EDGE_ALREADY_EXISTS: i32 = 6;
/// `detail` says which argument, `value` what it was.
pub const KNEIPHOF_INVALID_ARGUMENT: i32 = 7;
pub const KNEIPHOF_INVALID_UTF8: i32 = 8;
/// `number` is what was asked for, `limit` what is allowed.
pub const KNEIPHOF_LIMIT_EXCEEDED: i32 = 9;
/// The graph's quota of `limit` bytes, of which `value` were in use, leaves `number` bytes too few.
pub const KNEIPHOF_OUT_OF_QUOTA: i32 = 10;
pub const KNEIPHOF_GRAPH_CLOSED: i32 = 11;
/// `number` names nothing any more; `detail` says what it named.
pub const KNEIPHOF_STALE_HANDLE: i32 = 12;
pub const KNEIPHOF_VERSION_MISMATCH: i32 = 13;
pub const KNEIPHOF_BUSY: i32 = 14;
pub const KNEIPHOF_REENTRANT: i32 = 15;
/// A panic stopped an earlier change: the graph can be read but not changed.
pub const KNEIPHOF_POISONED: i32 = 16;
/// The call panicked; `value` holds message and place.
pub const KNEIPHOF_NATIVE_PANIC: i32 = 17;
/// `number` is the capacity that is needed, in bytes or in elements. Nothing was written.
pub const KNEIPHOF_BUFFER_TOO_SMALL: i32 = 18;
pub const KNEIPHOF_EXPIRED_CURSOR: i32 = 19;
pub const KNEIPHOF_STORAGE_FAILED: i32 = 20;
pub const KNEIPHOF_ABI_MISMATCH: i32 = 21;
/// The caller asked for the end of the call; `number` is how far it had come. Nothing was written.
pub const KNEIPHOF_CANCELLED: i32 = 22;
/// The system, not a quota, had no more memory for `number` bytes.
pub const KNEIPHOF_OUT_OF_MEMORY: i32 = 23;

#[cfg(test)]
mod tests {
    use kneiphof_wire::Status;

    #[test]
    fn each_constant_has_the_code_of_its_status() {
        let source = include_str!("status.rs");
        let constants: Vec<(String, i32)> = source
            .lines()
            .filter_map(|line| line.strip_prefix("pub const KNEIPHOF_"))
            .map(|line| {
                let (name, code) = line.split_once(": i32 = ").unwrap();
                (name.to_owned(), code.trim_end_matches(';').parse().unwrap())
            })
            .collect();
        let statuses: Vec<(String, i32)> =
            Status::ALL.iter().map(|status| (status.name().to_owned(), status.code())).collect();
        assert_eq!(constants, statuses);
    }
}
