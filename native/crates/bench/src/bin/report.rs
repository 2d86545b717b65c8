//! Writes the page of the last run: `report PAGE NAME=VERSION…`, versions of what only Maven knows.

use kneiphof_bench::{record, report};
use std::process::ExitCode;

const LOCK: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock"));

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(page) = arguments.next() else {
        eprintln!("report PAGE NAME=VERSION…");
        return ExitCode::FAILURE;
    };
    let mut versions: Vec<(String, String)> =
        ["criterion", "petgraph"].map(|name| (name.to_owned(), report::crate_version(LOCK, name))).into();
    versions.extend(arguments.filter_map(|argument| {
        let (name, version) = argument.split_once('=')?;
        Some((name.to_owned(), version.to_owned()))
    }));
    if let Some(load) = report::load() {
        versions.push(("load of the last minute, when this page was written".to_owned(), load.to_string()));
    }
    let written = report::Measured::read(&record::run_directory()).and_then(|measured| {
        let text = report::page(&measured, &record::sizes(), &versions);
        std::fs::write(&page, text).map_err(|failed| format!("{page}: {failed}"))
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
