//! Every allocation of a read or a query fails, once alone and once with all that follow it: the call answers, nothing ends the
//! process, and the graph goes on.

// The fixture of the unit tests, of which this program uses a part.
#[path = "support/failing.rs"]
mod failing;
#[expect(dead_code)]
#[path = "../src/tests/fixture.rs"]
mod fixture;
#[path = "support/whole.rs"]
mod whole;

use failing::{Failing, Mode};
use fixture::{Plain, directed, edge, node};
use kneiphof_graph::{
    Applied, Asked, Control, EdgeDirection, Environment, Follow, GraphOptions, NeighborLists, Place,
    RowError, SharedGraph, Written,
};
use kneiphof_wire::{
    Comparison, Direction, Failure, Lists, OrderBy, QueryBuilder, QueryView, Status, Subject, TestSubject,
    Value,
};
use std::borrow::Cow;
use whole::whole;

#[global_allocator]
static ALLOCATOR: Failing = Failing;

/// A few nodes with an attribute of each type, a node with many edges, and edges between them.
fn base() -> SharedGraph {
    let graph = directed();
    for at in 0..40 {
        let made = node(&format!("n{at}")).label(if at % 2 == 0 { "Person" } else { "Place" });
        let made = made.with("rank", at % 9).with("name", format!("name {at}").as_str());
        let made = made.with("note", Value::Bytes(vec![7; 300])).with("is", at % 2 == 0).with("x", 0.5);
        let made = made.with("home", home(at % 3));
        graph.add(made.with("tags", Value::List(vec![Value::Integer(at), Value::Null]))).unwrap();
    }
    for at in 0..60 {
        let made = edge(&format!("n{}", at % 5), &format!("n{}", at % 37 + 3)).with("w", 1.5);
        let made = if at % 3 == 0 { made.kind("KNOWS") } else { made };
        let _ = graph.join(if at % 4 == 0 { made.id(&format!("e{at}")) } else { made });
    }
    graph
}

/// A map with a list and a map inside.
fn home(at: i64) -> Value {
    let entries = |names: [&str; 2]| names.map(|name| (name.to_owned(), Value::from(at)));
    let inside = Value::List(vec![Value::Map(entries(["x", "y"]).to_vec()), Value::Null]);
    Value::Map([&entries(["street", "town"])[..], &[("inside".to_owned(), inside)]].concat())
}

/// The same with its entries in another order.
fn moved(home: Value) -> Value {
    match home {
        Value::Map(entries) => Value::Map(entries.into_iter().rev().collect()),
        other => other,
    }
}

/// Makes a call on a thread of its own, where nothing is kept from before, with its n-th allocation failing, for every n until it
/// needs no more.
fn sweep<T: PartialEq + std::fmt::Debug + Send>(
    name: &str,
    call: impl Fn(&SharedGraph) -> Result<T, Failure> + Sync,
) {
    sweep_on(&base(), name, call);
}

/// As `sweep`, on a graph of the caller's.
fn sweep_on<T: PartialEq + std::fmt::Debug + Send>(
    graph: &SharedGraph,
    name: &str,
    call: impl Fn(&SharedGraph) -> Result<T, Failure> + Sync,
) {
    let before = whole(graph);
    let answer = call(graph).unwrap();
    let mut needed = 0;
    for mode in [Mode::Once, Mode::FromThenOn] {
        for nth in 0.. {
            let attempt = || failing::run(nth, mode, || call(graph));
            let (outcome, failed) =
                std::thread::scope(|scope| scope.spawn(attempt).join()).expect("nothing panics");
            let place = format!("{name}, allocation {nth} failing {mode:?}");
            match outcome {
                Ok(told) => assert!(told == answer, "{place}: {told:?}"),
                Err(failure) => {
                    assert_eq!((failure.status, failed), (Status::OutOfMemory, true), "{place}");
                }
            }
            if !failed {
                needed = needed.max(nth);
                break;
            }
        }
        assert!(call(graph).unwrap() == answer, "{name}, then again");
    }
    assert!(needed > 0, "{name} asks for memory");
    assert_eq!(whole(graph), before, "{name} changes nothing");
}

#[test]
fn f080_rows_are_read_wholly_or_not_at_all_wherever_memory_ends() {
    let row = |read: fn(&SharedGraph, &mut Vec<u8>) -> Result<(), Failure>| {
        move |graph: &SharedGraph| {
            let mut out = Vec::new();
            read(graph, &mut out).map(|()| out)
        }
    };
    sweep("get a node", row(|graph, out| graph.get_node("n7", out)));
    sweep("get an edge", row(|graph, out| graph.get_edge("n1->n4", out)));
    sweep("get an edge by its own id", row(|graph, out| graph.get_edge("e4", out)));
    sweep("list symbols", row(|graph, out| graph.symbols(0, out)));
    sweep("get nodes", |graph| graph.get_nodes(&Asked::Ids(&["n1", "nobody", "n2", "n9"]), None));
    sweep("read nodes", |graph| {
        let numbers = ["n1", "n2"].map(|id| graph.find_node(id).unwrap_or_default());
        graph.read_nodes(&[numbers[0], 77, numbers[1]], None)
    });
    sweep("read edges", |graph| graph.read_edges(&[graph.find_edge("e4")?, 9], None));
}

#[test]
fn f080_neighbors_are_read_wholly_or_not_at_all_wherever_memory_ends() {
    let follows = [Some(EdgeDirection::Out), Some(EdgeDirection::In), None]
        .into_iter()
        .flat_map(|direction| [None, Some(5)].map(|type_symbol| Follow { direction, type_symbol }));
    for follow in follows {
        sweep("neighbor lists", |graph| {
            let mut lists = NeighborLists::default();
            let asked = ["n1", "nobody", "n4", "n3"];
            graph.neighbor_lists(&Asked::Ids(&asked), follow, None, &mut lists).map(|()| lists)
        });
        sweep("neighborhood", |graph| graph.neighborhood(&Asked::Ids(&["n1", "n4"]), 3, follow, 7));
        sweep("neighborhood of a snapshot", |graph| {
            let snapshot = graph.snapshot()?;
            snapshot.neighborhood(&[graph.find_node("n1")?], 2, follow, 9)
        });
        sweep("neighbors of a snapshot", |graph| {
            let snapshot = graph.snapshot()?;
            snapshot.neighbors(graph.find_node("n4")?, follow)
        });
    }
    sweep("the encoding of neighbor lists", |graph| {
        let mut lists = NeighborLists::default();
        let follow = Follow { direction: None, type_symbol: None };
        graph.neighbor_lists(&Asked::Ids(&["n4", "n1"]), follow, None, &mut lists)?;
        let NeighborLists { numbers, offsets, neighbors, edges, directions, epoch, revision } = &lists;
        let (epoch, revision) = (*epoch, *revision);
        let mut out = Vec::new();
        let lists = Lists { numbers, offsets, neighbors, edges, directions, epoch, revision };
        lists.encode(&mut out).map(|()| out)
    });
}

/// A page of numbers, as a query with these tests in this order tells it.
fn page(graph: &SharedGraph, subject: Subject, query: &[u8]) -> Result<(Vec<u64>, u64, u64), Failure> {
    let query = QueryView::parse(query)?;
    let page = match subject {
        Subject::Node => graph.query_nodes(&query),
        Subject::Edge => graph.query_edges(&query),
    }?;
    Ok((page.numbers, page.total, page.cursor))
}

fn texts(texts: &[&str]) -> Vec<Value> {
    texts.iter().map(|text| Value::from(*text)).collect()
}

#[test]
fn f080_a_query_answers_a_whole_page_or_none_wherever_memory_ends() {
    let all = || QueryBuilder::new(30);
    let member = all().attribute("rank", Comparison::In, &[1, 2, 5].map(Value::Integer));
    let member = member.attribute("name", Comparison::In, &texts(&["name 3", "name 7", "other"]));
    let member = member.attribute("tags", Comparison::In, &[Value::Bytes(vec![1]), Value::Null]);
    let either = member.or(3).test(TestSubject::Label, Comparison::Eq, &texts(&["Person"])).and(2);
    let search = all().test(TestSubject::AnyText, Comparison::Contains, &texts(&["E 1"])).not();
    let degree = all().degree(Direction::Both, Comparison::In, &[0, 1, 2].map(Value::Integer));
    let names = all().attribute("name", Comparison::StartsWith, &texts(&["name 1"]));
    let ids = all().test(TestSubject::Id, Comparison::In, &texts(&["n1", "n7", "nobody"]));
    let id_parts = || all().test(TestSubject::Id, Comparison::Contains, &texts(&["3"]));
    let at_home = all().attribute("home", Comparison::Eq, &[moved(home(1))]);
    let abroad = all().attribute("home", Comparison::Ne, &[moved(home(1))]);
    let tags = [Value::List(vec![Value::Float(3.0), Value::Null]), Value::List(vec![home(1)])];
    let one_of = all().attribute("tags", Comparison::In, &tags);
    let one_of = one_of.attribute("home", Comparison::In, &[moved(home(0)), home(2)]).or(2);
    let by_name = all().order(OrderBy::Attribute("name"), true);
    let by_degree = all().order(OrderBy::Degree, false);
    for (name, query) in [
        ("all", all()),
        ("members", either),
        ("search", search),
        ("degree", degree),
        ("names", names),
        ("ids", ids),
        ("parts of ids", id_parts()),
        ("equal to a map", at_home),
        ("unequal to a map", abroad),
        ("among lists and maps", one_of),
        ("by name", by_name),
        ("by degree", by_degree),
    ] {
        let query = query.build();
        sweep(name, |graph| page(graph, Subject::Node, &query));
        sweep(&format!("explain {name}"), |graph| {
            let mut out = Vec::new();
            graph.explain(Subject::Node, &QueryView::parse(&query)?, None, &mut out).map(|()| out)
        });
    }
    let kinds = all().test(TestSubject::Type, Comparison::Ne, &texts(&["KNOWS"]));
    let ends = all().test(TestSubject::Source, Comparison::In, &texts(&["n1", "n3"]));
    let ends = ends.test(TestSubject::Target, Comparison::StartsWith, &texts(&["n1"])).and(2);
    for (name, query) in [("types", kinds), ("ends", ends), ("derived ids", id_parts())] {
        let query = query.build();
        sweep(name, |graph| page(graph, Subject::Edge, &query));
        sweep(&format!("explain {name}"), |graph| {
            let mut out = Vec::new();
            graph.explain(Subject::Edge, &QueryView::parse(&query)?, None, &mut out).map(|()| out)
        });
    }
}

#[test]
fn f080_a_query_by_an_index_answers_a_whole_page_or_none_wherever_memory_ends() {
    let query = QueryBuilder::new(9).attribute("rank", Comparison::Eq, &[Value::Integer(4)]);
    let query = query.build();
    let graph = base();
    graph.declare_index(Subject::Node, TestSubject::Attribute, "rank", None).unwrap();
    sweep_on(&graph, "by index", |graph| page(graph, Subject::Node, &query));
}

#[test]
fn f080_a_scan_answers_all_or_nothing_wherever_memory_ends() {
    sweep("scan", |graph| graph.snapshot()?.scan_nodes(|row| Ok(row % 3 == 0)));
}

#[test]
fn f080_a_layout_places_all_nodes_or_none_wherever_memory_ends() {
    let ids = ["n1", "n4", "n3", "n9", "n8", "n12", "n39", "n20"];
    for placed in [0, 3] {
        sweep("layout", |graph| {
            let nodes = ids.map(|id| graph.find_node(id).unwrap_or_default());
            let mut places = [[f32::NAN; 2]; 8];
            places[..placed].fill([3.0, 4.0]);
            let bits = |places: [Place; 8]| places.map(|place| place.map(f32::to_bits));
            let before = bits(places);
            let outcome = graph.snapshot()?.layout(&nodes, 5, 4, &mut places, &Control::default());
            assert!(outcome.is_ok() || bits(places) == before, "none is placed");
            outcome.map(|()| bits(places))
        });
    }
}

#[test]
fn f080_the_id_of_an_edge_is_told_or_refused_wherever_memory_ends() {
    sweep("the derived id of an edge", |graph| {
        let row = graph.find_edge("n1->n4")? as u32;
        graph.snapshot()?.edge_id(row).map(Cow::into_owned)
    });
}
