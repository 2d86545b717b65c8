//! The golden vectors of `contract/wire`: the JSON describes, the hex holds. Java's tests read the same files.
//! With `KNEIPHOF_WRITE_VECTORS=1` the hex is written anew from the JSON.

mod support;

use kneiphof_wire::*;
use serde_json::Value as Json;
use std::path::PathBuf;
use support::{build, hex, list, text, unhex, unsigned, value};

struct Vector {
    name: String,
    json: Json,
    bytes: Vec<u8>,
}

fn vectors() -> Vec<Vector> {
    let directory =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../src/main/resources/contract/wire");
    let mut names: Vec<PathBuf> = std::fs::read_dir(&directory)
        .expect("contract/wire is readable")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    names.sort();
    names
        .iter()
        .map(|path| {
            let json: Json =
                serde_json::from_str(&std::fs::read_to_string(path).unwrap()).expect("valid JSON");
            let hex_path = path.with_extension("hex");
            if std::env::var_os("KNEIPHOF_WRITE_VECTORS").is_some() {
                std::fs::write(&hex_path, hex(&build(&json))).unwrap();
            }
            let bytes = unhex(&std::fs::read_to_string(&hex_path).expect("each vector has its hex"));
            Vector { name: path.file_stem().unwrap().to_string_lossy().into_owned(), json, bytes }
        })
        .collect()
}

#[test]
fn each_vector_is_written_again_byte_for_byte() {
    let vectors = vectors();
    assert!(vectors.len() >= 12, "the vectors are there");
    for vector in vectors {
        assert_eq!(hex(&build(&vector.json)), hex(&vector.bytes), "{}", vector.name);
    }
}

#[test]
fn each_vector_is_read_as_what_its_description_says() {
    for vector in vectors() {
        match text(&vector.json, "kind") {
            "packed" => reads_packed(&vector),
            "row" => {
                let subject = support::subject(&vector.json);
                let row_use =
                    if text(&vector.json, "use") == "merge" { RowUse::Merge } else { RowUse::Write };
                let row = RowView::parse(&vector.bytes, subject, row_use, 32).expect(&vector.name);
                reads_row(&row, &vector.json);
            }
            "rows" => {
                let subject = support::subject(&vector.json);
                let rows = RowsView::parse(&vector.bytes, subject).expect(&vector.name);
                for (index, json) in list(&vector.json, "rows").iter().enumerate() {
                    match rows.row(index).expect(&vector.name) {
                        None => assert!(json.is_null()),
                        Some(row) => reads_row(&row, json),
                    }
                }
            }
            "batch" => reads_batch(&vector),
            "query" => reads_query(&vector),
            "schema" => {
                let schema = SchemaView::parse(&vector.bytes).expect(&vector.name);
                assert_eq!(schema.subject(), support::subject(&vector.json));
                assert_eq!(schema.fields().collect::<Vec<_>>(), support::fields(&vector.json));
            }
            "schemaRow" => {
                let row = SchemaRowView::parse(&vector.bytes).expect(&vector.name);
                row.check(&support::fields(&vector.json)).expect(&vector.name);
                match row.name() {
                    NodeName::Number(number) => assert_eq!(number, unsigned(&vector.json, "node")),
                    NodeName::Id(id) => assert_eq!(id, text(&vector.json, "id")),
                }
                assert_eq!(row.version(), unsigned(&vector.json, "version"));
                assert_eq!(row.ends(), support::ends(&vector.json));
            }
            other => panic!("unknown kind {other}"),
        }
    }
}

fn reads_packed(vector: &Vector) {
    let mut rest = vector.bytes.as_slice();
    for expected in list(&vector.json, "values") {
        let (packed, behind) = Packed::parse_prefix(rest, 32).expect(&vector.name);
        assert_eq!(Some(packed.to_value()), value(expected));
        rest = behind;
    }
    assert!(rest.is_empty());
}

fn reads_row(row: &RowView<'_>, json: &Json) {
    assert_eq!(row.number(), unsigned(json, "number"));
    assert_eq!(row.version(), unsigned(json, "version"));
    assert_eq!(row.id(), text(json, "id"));
    if row.subject() == Subject::Node {
        let labels: Vec<u64> = row.labels().map(u64::from).collect();
        let expected: Vec<u64> = list(json, "labels").iter().map(|label| label.as_u64().unwrap()).collect();
        assert_eq!(labels, expected);
        assert_eq!(Some(u64::from(row.out_degree())), json["outDegree"].as_u64());
        assert_eq!(Some(u64::from(row.in_degree())), json["inDegree"].as_u64());
        assert_eq!(row.replaces_labels(), json["replaceLabels"].as_bool().unwrap_or(false));
    } else {
        assert_eq!(row.source(), text(json, "source"));
        assert_eq!(row.target(), text(json, "target"));
        assert_eq!(row.type_symbol().map(u64::from), json["type"].as_u64());
    }
    let slots = list(json, "slots");
    assert_eq!(row.slot_count(), slots.len());
    for ((key, read), slot) in row.slots().zip(slots) {
        assert_eq!(Some(u64::from(key)), slot["key"].as_u64());
        is_value(read, value(&slot["value"]));
    }
}

fn is_value(read: ValueRef<'_>, expected: Option<Value>) {
    match expected {
        None => assert_eq!(read, ValueRef::Absent),
        Some(expected) => {
            let packed = expected.to_packed();
            assert_eq!(read, Packed::parse(&packed, 32).unwrap().value());
        }
    }
}

fn reads_batch(vector: &Vector) {
    let batch = BatchView::parse(&vector.bytes, 32).expect(&vector.name);
    assert_eq!(Some(batch.is_lenient()), vector.json["lenient"].as_bool());
    let sections = list(&vector.json, "sections");
    assert_eq!(batch.sections().len(), sections.len());
    let mut first_row = 0;
    for (section, json) in batch.sections().iter().zip(sections) {
        assert_eq!(Some(section.rows() as u64), json["rows"].as_u64());
        assert_eq!(section.first_row(), first_row);
        first_row += section.rows();
        for (column, json) in section.columns().iter().zip(list(json, "columns")) {
            assert_eq!(column.key(), json["key"].as_str().unwrap_or(""));
            for (row, expected) in list(json, "values").iter().enumerate() {
                reads_cell(column.value(row), text(json, "layout"), expected);
            }
        }
    }
    assert_eq!(batch.rows(), first_row);
}

fn reads_cell(read: Option<ValueRef<'_>>, layout: &str, json: &Json) {
    if json.is_null() {
        return assert_eq!(read, None);
    }
    let tagged = match layout {
        "value" => json.clone(),
        "dictionary" => serde_json::json!({ "text": json }),
        _ => serde_json::json!({ layout: json }),
    };
    is_value(read.expect("a row with validity"), value(&tagged));
}

fn reads_query(vector: &Vector) {
    let query = QueryView::parse(&vector.bytes).expect(&vector.name);
    assert_eq!(query.position, unsigned(&vector.json, "position"));
    assert_eq!(query.revision, unsigned(&vector.json, "revision"));
    assert_eq!(Some(u64::from(query.limit)), vector.json["limit"].as_u64());
    assert_eq!(Some(query.descending), vector.json["order"]["descending"].as_bool());
    let key = text(&vector.json["order"], "key");
    assert_eq!(query.order, if key.is_empty() { OrderBy::Insertion } else { OrderBy::Attribute(key) });
    let program = list(&vector.json, "program");
    assert_eq!(query.program.len(), program.len());
    for (instruction, json) in query.program.iter().zip(program) {
        match instruction {
            Instruction::And(count) => assert_eq!(Some(u64::from(*count)), json["and"].as_u64()),
            Instruction::Or(count) => assert_eq!(Some(u64::from(*count)), json["or"].as_u64()),
            Instruction::Not => assert_eq!(json["not"].as_u64(), Some(1)),
            Instruction::Test(test) => {
                assert_eq!(test.key, text(json, "key"));
                let operands = list(json, "operands");
                assert_eq!(test.operands().count(), operands.len());
                for (operand, expected) in test.operands().zip(operands) {
                    assert_eq!(Some(operand.to_value()), value(expected));
                }
            }
        }
    }
}
