//! Every export is guarded, documented, proven, listed in the manifest and declared in the header: all of them, without exception.

use std::path::Path;

/// The two that have nothing to guard: a constant and a wrapping sum.
const UNGUARDED: [&str; 3] = ["kneiphof_abi_version", "kneiphof_add", "kneiphof_add_up"];

struct Export {
    name: String,
    /// The doc comment and attributes above.
    head: String,
    signature: String,
    body: String,
}

fn sources() -> Vec<(String, String)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths: Vec<_> =
        std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            (path.file_name().unwrap().to_string_lossy().into_owned(), text)
        })
        .collect()
}

fn exports() -> Vec<Export> {
    const START: &str = "pub unsafe extern \"C\" fn ";
    let mut exports = Vec::new();
    for (_, text) in sources() {
        let mut from = 0;
        while let Some(at) = text[from..].find(START).map(|at| at + from) {
            let head_from = text[..at].rfind("\n\n").map_or(0, |blank| blank + 2);
            let end = text[at..].find("\n}\n").map_or(text.len(), |end| at + end);
            let body = text[at..end].find(" {\n").map_or(end, |brace| at + brace);
            let name = text[at + START.len()..].split('(').next().unwrap().to_owned();
            exports.push(Export {
                name,
                head: text[head_from..at].to_owned(),
                signature: text[at..body].to_owned(),
                body: text[body..end].to_owned(),
            });
            from = end;
        }
    }
    exports
}

fn manifest() -> String {
    let (mut text, mut length) = (std::ptr::null(), 0);
    // SAFETY: both addresses are live; a null report is legal.
    let status = unsafe { kneiphof::kneiphof_abi_manifest(&mut text, &mut length, std::ptr::null_mut()) };
    assert_eq!(status, 0);
    // SAFETY: the manifest is static text of this length.
    let bytes = unsafe { std::slice::from_raw_parts(text, length as usize) };
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn header() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../include/kneiphof.h")).unwrap()
}

/// Names of the functions that the header declares, in its order.
fn declared() -> Vec<String> {
    let header = header();
    let code = header.lines().filter(|line| !line.trim_start().starts_with("//") && !line.starts_with(" *"));
    code.filter_map(|line| {
        let (before, _) = line.split_once('(')?;
        before.split_whitespace().last().filter(|name| name.starts_with("kneiphof_")).map(str::to_owned)
    })
    .collect()
}

#[test]
fn every_export_has_a_guard() {
    let exports = exports();
    assert!(exports.len() >= 44, "the exports are found: {}", exports.len());
    for export in exports {
        let guarded = export.body.contains("boundary(report, ");
        assert_eq!(guarded, !UNGUARDED.contains(&export.name.as_str()), "{}", export.name);
        assert!(guarded || export.body.contains("// No guard: "), "{} says why it has no guard", export.name);
    }
}

#[test]
fn every_export_says_what_it_does_and_what_the_caller_owes() {
    for export in exports() {
        assert!(export.head.starts_with("/// "), "{} has a sentence", export.name);
        assert!(export.head.contains("\n/// # Safety\n/// "), "{} has a safety section", export.name);
        assert!(export.head.contains("#[unsafe(no_mangle)]"), "{} is exported", export.name);
    }
}

#[test]
fn every_export_takes_its_report_last() {
    for export in exports().iter().filter(|export| !UNGUARDED.contains(&export.name.as_str())) {
        let parameters = export.signature.replace([' ', '\n'], "");
        let last = parameters.trim_end_matches("->i32").trim_end_matches(')').trim_end_matches(',');
        assert!(last.ends_with("report:*mutKneiphofReport"), "{}", export.name);
    }
}

#[test]
fn every_unsafe_block_and_implementation_has_its_proof() {
    for (file, text) in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap();
        let lines: Vec<&str> = code.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let line = line.trim_start();
            let needs_proof =
                (line.contains("unsafe {") || line.starts_with("unsafe impl")) && !line.starts_with("//");
            if needs_proof {
                let above =
                    lines[..at].iter().rev().take_while(|line| line.trim_start().starts_with("//")).count();
                let proof =
                    lines[at - above..at].iter().any(|line| line.trim_start().starts_with("// SAFETY: "));
                assert!(proof, "{file}:{} has no proof: {line}", at + 1);
            }
        }
    }
}

#[test]
fn every_export_stands_in_the_manifest_and_in_the_header_in_one_order() {
    let declared = declared();
    let listed: Vec<String> = manifest()
        .lines()
        .filter(|line| line.starts_with("kneiphof_"))
        .map(|line| line.split('(').next().unwrap().to_owned())
        .collect();
    assert_eq!(declared, listed);
    let mut exported: Vec<String> = exports().into_iter().map(|export| export.name).collect();
    let mut listed = listed;
    exported.sort();
    listed.sort();
    assert_eq!(exported, listed);
}

#[test]
fn f036_the_manifest_tells_signatures_sizes_and_offsets() {
    let manifest = manifest();
    for line in [
        "kneiphof_abi_version()->i32",
        "kneiphof_abi_manifest(ptr,ptr,ptr)->i32",
        "kneiphof_add(i64,i64)->i64",
        "kneiphof_graph_node_count(i64,ptr,ptr)->i32",
        "kneiphof_graph_neighbors(i64,ptr,i64,i32,i32,i32,i64,ptr,i64,ptr,ptr,ptr)->i32",
        "KneiphofPage size=32 count@0 total@8 cursor@16 revision@24",
        "KneiphofRowError size=24 row@0 status@4 number@8 role@16 column@20",
    ] {
        assert!(manifest.lines().any(|found| found == line), "{line} in\n{manifest}");
    }
    let structs: Vec<&str> = manifest.lines().filter(|line| line.contains(" size=")).collect();
    assert_eq!(structs.len(), header().matches("typedef struct Kneiphof").count());
}
