//! The machine and the versions of a run.

use std::fs::read_to_string;
use std::process::Command;

/// What the run was made on, as names and values.
pub fn machine() -> Vec<(&'static str, String)> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let line = |file: &str, key: &str| {
        let text = read_to_string(file).unwrap_or_default();
        let found = text.lines().find(|line| line.starts_with(key)).and_then(|line| line.split_once(':'));
        found.map_or_else(|| "unknown".to_owned(), |(_, value)| value.trim().to_owned())
    };
    let first_line =
        |file: &str| read_to_string(file).unwrap_or_else(|_| "unknown".to_owned()).trim().to_owned();
    let release =
        first_line("/proc/sys/kernel/osrelease").split('-').next().map(str::to_owned).unwrap_or_default();
    vec![
        ("processor", format!("{}, {cores} cores", line("/proc/cpuinfo", "model name"))),
        ("memory", line("/proc/meminfo", "MemTotal")),
        ("system", format!("{} {release}", std::env::consts::OS)),
        ("2 MiB pages", first_line("/sys/kernel/mm/transparent_hugepage/enabled")),
        ("Rust", output("rustc", &["--version"])),
        ("commit", output("git", &["rev-parse", "--short", "HEAD"])),
    ]
}

/// Version of a crate in the lock file.
pub fn crate_version(lock: &str, name: &str) -> String {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{name}\""));
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \""));
    version.map_or_else(|| "unknown".to_owned(), |version| version.trim_end_matches('"').to_owned())
}

/// The system's load of the last minute.
pub fn load() -> Option<f64> {
    read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

fn output(program: &str, arguments: &[&str]) -> String {
    let run = Command::new(program).args(arguments).output().ok().filter(|run| run.status.success());
    run.map_or_else(|| "unknown".to_owned(), |run| String::from_utf8_lossy(&run.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::crate_version;

    #[test]
    fn versions_come_from_the_lock_file() {
        let lock = "[[package]]\nname = \"petgraph\"\nversion = \"0.8.3\"\n\n[[package]]\nname = \"other\"\nversion = \"1.0.0\"\n";
        assert_eq!(crate_version(lock, "petgraph"), "0.8.3");
        assert_eq!(crate_version(lock, "missing"), "unknown");
    }
}
