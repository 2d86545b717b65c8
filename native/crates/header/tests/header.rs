//! The committed header is the one that the source makes. With `KNEIPHOF_WRITE_HEADER=1` it is written anew.

use std::path::{Path, PathBuf};

fn header_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../include/kneiphof.h")
}

fn generated() -> String {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ffi");
    let config =
        cbindgen::Config::from_file(directory.join("cbindgen.toml")).expect("cbindgen.toml is readable");
    let mut header = Vec::new();
    cbindgen::Builder::new()
        .with_crate(&directory)
        .with_config(config)
        .generate()
        .expect("the source makes a header")
        .write(&mut header);
    String::from_utf8(header).expect("a header is text")
}

#[test]
fn the_committed_header_is_the_generated_one() {
    let generated = generated();
    if std::env::var_os("KNEIPHOF_WRITE_HEADER").is_some() {
        std::fs::write(header_path(), &generated).expect("the header is writable");
    }
    let committed = std::fs::read_to_string(header_path()).expect("include/kneiphof.h is readable");
    assert!(
        committed == generated,
        "include/kneiphof.h is out of date: run KNEIPHOF_WRITE_HEADER=1 cargo test -p kneiphof-header"
    );
}
