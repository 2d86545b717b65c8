//! Turns the JSON of a golden vector into the encoding it describes.

use kneiphof_wire::*;
use serde_json::Value as Json;

pub fn text<'a>(json: &'a Json, field: &str) -> &'a str {
    json[field].as_str().unwrap_or_else(|| panic!("{field} is text in {json}"))
}

pub fn unsigned(json: &Json, field: &str) -> u64 {
    text(json, field).parse().unwrap_or_else(|_| panic!("{field} is a number in {json}"))
}

pub fn list<'a>(json: &'a Json, field: &str) -> &'a [Json] {
    json[field].as_array().unwrap_or_else(|| panic!("{field} is a list in {json}"))
}

fn small(json: &Json, field: &str) -> u32 {
    json[field]
        .as_u64()
        .and_then(|number| number.try_into().ok())
        .unwrap_or_else(|| panic!("{field} in {json}"))
}

pub fn unhex(hex: &str) -> Vec<u8> {
    let digits: String = hex.split_whitespace().collect();
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

pub fn hex(bytes: &[u8]) -> String {
    let lines: Vec<String> = bytes
        .chunks(32)
        .map(|line| line.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
        .collect();
    lines.join("\n") + "\n"
}

fn integer(json: &Json) -> i64 {
    json.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("an integer: {json}"))
}

fn float_bits(json: &Json) -> u64 {
    let text = json.as_str().unwrap_or_else(|| panic!("a float: {json}"));
    match text.strip_prefix("bits:") {
        Some(bits) => u64::from_str_radix(bits, 16).unwrap(),
        None => text.parse::<f64>().unwrap().to_bits(),
    }
}

/// `None` is ABSENT.
pub fn value(json: &Json) -> Option<Value> {
    let (kind, content) =
        json.as_object().and_then(|object| object.iter().next()).expect("a value with its tag");
    Some(match kind.as_str() {
        "null" => Value::Null,
        "boolean" => Value::Boolean(content.as_bool().unwrap()),
        "integer" => Value::Integer(integer(content)),
        "float" => Value::Float(f64::from_bits(float_bits(content))),
        "text" => Value::Text(content.as_str().unwrap().to_owned()),
        "bytes" => Value::Bytes(unhex(content.as_str().unwrap())),
        "instant" => Value::Instant(integer(content)),
        "opaque" => Value::Opaque(integer(content).cast_unsigned()),
        "list" => Value::List(content.as_array().unwrap().iter().map(|item| value(item).unwrap()).collect()),
        "map" => {
            let entry = |entry: &Json| (entry[0].as_str().unwrap().to_owned(), value(&entry[1]).unwrap());
            Value::Map(content.as_array().unwrap().iter().map(entry).collect())
        }
        "absent" => return None,
        other => panic!("unknown tag {other}"),
    })
}

/// The encoding of a golden vector.
pub fn build(json: &Json) -> Vec<u8> {
    match text(json, "kind") {
        "packed" => list(json, "values").iter().flat_map(|item| value(item).unwrap().to_packed()).collect(),
        "row" => build_row(json, text(json, "subject")),
        "rows" => build_rows(json),
        "batch" => build_batch(json),
        "query" => build_query(json),
        "schema" => build_schema(json),
        "schemaRow" => build_schema_row(json),
        other => panic!("unknown kind {other}"),
    }
}

fn build_row(json: &Json, subject: &str) -> Vec<u8> {
    let mut writer = RowWriter::new();
    for slot in list(json, "slots") {
        let key = small(slot, "key") as u16;
        match value(&slot["value"]) {
            None => writer.slot(key, ValueRef::Absent),
            Some(value) => {
                let packed = value.to_packed();
                writer.slot(key, Packed::parse(&packed, NESTING_MAX).unwrap().value())
            }
        };
    }
    let mut out = Vec::new();
    let (number, version) = (unsigned(json, "number"), unsigned(json, "version"));
    if subject == "node" {
        let labels: Vec<u16> =
            list(json, "labels").iter().map(|label| label.as_u64().unwrap() as u16).collect();
        let head = NodeHead {
            number,
            version,
            id: text(json, "id"),
            labels: &labels,
            out_degree: small(json, "outDegree"),
            in_degree: small(json, "inDegree"),
            replace_labels: json["replaceLabels"].as_bool().unwrap_or(false),
        };
        writer.finish_node(&head, &mut out);
    } else {
        let head = EdgeHead {
            number,
            version,
            id: text(json, "id"),
            source: text(json, "source"),
            target: text(json, "target"),
            type_symbol: json["type"].as_u64().map(|symbol| symbol as u16),
        };
        writer.finish_edge(&head, &mut out);
    }
    out
}

pub fn subject(json: &Json) -> Subject {
    if text(json, "subject") == "node" { Subject::Node } else { Subject::Edge }
}

pub fn fields(json: &Json) -> Vec<SchemaField> {
    let tag = |field: &Json| match text(field, "type") {
        "boolean" => Tag::Boolean,
        "integer" => Tag::Integer,
        "float" => Tag::Float,
        "text" => Tag::Text,
        "instant" => Tag::Instant,
        other => panic!("no word holds a {other}"),
    };
    list(json, "attributes").iter().map(|field| (small(field, "key") as u16, tag(field))).collect()
}

fn build_schema(json: &Json) -> Vec<u8> {
    let mut out = Vec::new();
    encode_schema(subject(json), &fields(json), &mut out);
    out
}

/// Ends and type of an edge.
pub fn ends(json: &Json) -> Option<SchemaRowEnds<'_>> {
    let names = || match json.get("sourceNumber") {
        None => EndNames::Ids(["source", "target"].map(|end| text(json, end))),
        Some(_) => EndNames::Numbers(["sourceNumber", "targetNumber"].map(|end| unsigned(json, end))),
    };
    (subject(json) == Subject::Edge).then(|| SchemaRowEnds {
        names: names(),
        type_symbol: json["type"].as_u64().map(|symbol| symbol as u16),
    })
}

fn build_schema_row(json: &Json) -> Vec<u8> {
    let values: Vec<Option<Vec<u8>>> = list(json, "attributes")
        .iter()
        .map(|field| field.get("value").and_then(value).map(|value| value.to_packed()))
        .collect();
    let values: Vec<SchemaValue<'_>> = values
        .iter()
        .zip(list(json, "attributes"))
        .map(|(packed, field)| match (packed, field.get("code")) {
            (_, Some(code)) => SchemaValue::Code(code.as_u64().unwrap() as u32),
            (Some(packed), None) => SchemaValue::Value(Packed::trusted(packed).value()),
            (None, None) => SchemaValue::Missing,
        })
        .collect();
    let labels: Vec<u16> = match subject(json) {
        Subject::Node => list(json, "labels").iter().map(|label| label.as_u64().unwrap() as u16).collect(),
        Subject::Edge => Vec::new(),
    };
    let head = SchemaRowHead {
        schema: small(json, "schema"),
        generation: small(json, "generation"),
        version: unsigned(json, "version"),
        id: json["id"].as_str().unwrap_or_default(),
        node: json["node"].as_str().map(|number| number.parse().unwrap()),
        labels: &labels,
        replace_labels: json["replaceLabels"].as_bool().unwrap_or(false),
        ends: ends(json),
    };
    let mut out = Vec::new();
    encode_schema_row(&head, &values, &mut out);
    out
}

fn build_rows(json: &Json) -> Vec<u8> {
    let rows = list(json, "rows");
    let mut writer = RowsWriter::new(rows.len()).unwrap();
    for row in rows {
        if row.is_null() {
            writer.missing();
        } else {
            let row = build_row(row, text(json, "subject"));
            let written = writer.row(|out| {
                out.extend_from_slice(&row);
                Ok(())
            });
            written.unwrap();
        }
    }
    writer.finish()
}

fn build_batch(json: &Json) -> Vec<u8> {
    let mut batch = BatchBuilder::new().lenient(json["lenient"].as_bool().unwrap());
    for section in list(json, "sections") {
        let subject = if text(section, "subject") == "node" { Subject::Node } else { Subject::Edge };
        let operation = match text(section, "operation") {
            "add" => Operation::Add,
            "upsert" => Operation::Upsert,
            "merge" => Operation::Merge,
            "remove" => Operation::Remove,
            other => panic!("unknown operation {other}"),
        };
        let mut builder = SectionBuilder::new(subject, operation, small(section, "rows") as usize);
        for column in list(section, "columns") {
            let values = column_values(text(column, "layout"), list(column, "values"));
            let role = match text(column, "role") {
                "id" => Role::Id,
                "source" => Role::Source,
                "target" => Role::Target,
                "type" => Role::Type,
                "labels" => Role::Labels,
                "attribute" => {
                    builder = builder.attribute(text(column, "key"), values);
                    continue;
                }
                other => panic!("unknown role {other}"),
            };
            builder = builder.column(role, values);
        }
        batch = batch.section(builder);
    }
    batch.build()
}

fn column_values(layout: &str, values: &[Json]) -> ColumnValues {
    fn each<T>(values: &[Json], read: impl Fn(&Json) -> T) -> Vec<Option<T>> {
        values.iter().map(|value| (!value.is_null()).then(|| read(value))).collect()
    }
    let string = |json: &Json| json.as_str().unwrap().to_owned();
    match layout {
        "boolean" => ColumnValues::Boolean(each(values, |json| json.as_bool().unwrap())),
        "integer" => ColumnValues::Integer(each(values, integer)),
        "float" => ColumnValues::Float(each(values, float_bits)),
        "instant" => ColumnValues::Instant(each(values, integer)),
        "text" => ColumnValues::Text(each(values, string)),
        "bytes" => ColumnValues::Bytes(each(values, |json| unhex(json.as_str().unwrap()))),
        "dictionary" => ColumnValues::Dictionary(each(values, string)),
        "value" => ColumnValues::Value(each(values, |json| value(json).unwrap())),
        other => panic!("unknown layout {other}"),
    }
}

fn build_query(json: &Json) -> Vec<u8> {
    let order = match text(&json["order"], "by") {
        "insertion" => OrderBy::Insertion,
        "degree" => OrderBy::Degree,
        "attribute" => OrderBy::Attribute(text(&json["order"], "key")),
        other => panic!("unknown order {other}"),
    };
    let mut query = QueryBuilder::new(small(json, "limit"))
        .order(order, json["order"]["descending"].as_bool().unwrap())
        .after(unsigned(json, "position"), unsigned(json, "revision"));
    for instruction in list(json, "program") {
        query = if let Some(count) = instruction["and"].as_u64() {
            query.and(count as u32)
        } else if let Some(count) = instruction["or"].as_u64() {
            query.or(count as u32)
        } else if instruction.get("not").is_some() {
            query.not()
        } else {
            build_test(query, instruction)
        };
    }
    query.build()
}

fn build_test(query: QueryBuilder, json: &Json) -> QueryBuilder {
    const COMPARISONS: [(&str, Comparison); 10] = [
        ("eq", Comparison::Eq),
        ("ne", Comparison::Ne),
        ("lt", Comparison::Lt),
        ("le", Comparison::Le),
        ("gt", Comparison::Gt),
        ("ge", Comparison::Ge),
        ("in", Comparison::In),
        ("starts with", Comparison::StartsWith),
        ("contains", Comparison::Contains),
        ("exists", Comparison::Exists),
    ];
    let operands: Vec<Value> = list(json, "operands").iter().map(|operand| value(operand).unwrap()).collect();
    let comparison = COMPARISONS.iter().find(|(name, _)| *name == text(json, "comparison")).unwrap().1;
    let direction = match text(json, "direction") {
        "out" => Direction::Out,
        "in" => Direction::In,
        _ => Direction::Both,
    };
    let subject = match text(json, "test") {
        "attribute" => return query.attribute(text(json, "key"), comparison, &operands),
        "degree" => return query.degree(direction, comparison, &operands),
        "id" => TestSubject::Id,
        "label" => TestSubject::Label,
        "type" => TestSubject::Type,
        "source" => TestSubject::Source,
        "target" => TestSubject::Target,
        "any text" => TestSubject::AnyText,
        other => panic!("unknown subject {other}"),
    };
    query.test(subject, comparison, &operands)
}
