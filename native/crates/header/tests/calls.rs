//! The page of what each call may cost lists the calls of the header, and says of each whether it takes a control.

use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(path);
    std::fs::read_to_string(path).expect("the file is readable")
}

/// A function: its name without the prefix, and whether it takes a control.
#[derive(Debug, PartialEq, Eq)]
struct Call {
    name: String,
    controlled: bool,
}

/// The functions of the header in its order.
fn declared() -> Vec<Call> {
    let header = read("native/include/kneiphof.h");
    let functions = header.split("_t kneiphof_").skip(1);
    let call = |text: &str| {
        let (name, parameters) = text.split_once('(').expect("parameters");
        let (parameters, _) = parameters.split_once(");").expect("an end");
        Call { name: name.to_owned(), controlled: parameters.contains("struct KneiphofControl *control") }
    };
    functions.map(call).collect()
}

/// The lines of the table: the call, its worst case, and what is said of its control.
fn listed() -> Vec<(Call, String, String)> {
    let page = read("docs/reference/calls.md");
    let rows = page.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| `")?.strip_suffix(" |")?.split(" | ").collect();
        let [name, cost, _, control] = cells[..] else { panic!("four cells: {line}") };
        let controlled = control != "no" && !control.starts_with("no: ");
        let name = name.trim_end_matches('`').to_owned();
        Some((Call { name, controlled }, cost.to_owned(), control.to_owned()))
    });
    rows.collect()
}

#[test]
fn every_call_of_the_header_is_listed_in_its_order_with_whether_it_takes_a_control() {
    let declared = declared();
    assert!(declared.len() > 60, "{} calls", declared.len());
    let listed: Vec<Call> = listed().into_iter().map(|(call, ..)| call).collect();
    assert_eq!(listed, declared);
}

#[test]
fn what_grows_with_the_graph_takes_a_control_or_says_why_not() {
    for (call, cost, control) in listed() {
        let grows = ["nodes", "edges", "rows", "degree", "changes"].iter().any(|size| cost.contains(size));
        let answered = call.controlled || control.starts_with("no: ");
        assert!(!grows || answered, "{}: {cost} and {control}", call.name);
    }
}
