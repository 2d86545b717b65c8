package dev.kneiphof.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a graph before it is loaded: so much an estimate of its memory needs.
 *
 * @param nodeIdBytes of the ids of all nodes, in UTF-8
 * @param edgeIds edges with an id of their own: derived ids take nothing
 * @param edgeIdBytes of the ids of those edges
 * @param labelled whether nodes have labels
 * @param typed whether edges have types
 */
public record GraphShape(
        boolean directed,
        long nodes,
        long nodeIdBytes,
        long edges,
        long edgeIds,
        long edgeIdBytes,
        boolean labelled,
        boolean typed,
        List<ColumnShape> columns) {

    /** Of what an attribute is one. */
    public enum Subject {
        NODE,
        EDGE
    }

    /** The type of most values of an attribute; lists and maps are as long as their encoding. */
    public enum Type {
        BOOLEAN,
        INTEGER,
        FLOAT,
        TEXT,
        BYTES,
        INSTANT,
        LIST,
        MAP,
        OPAQUE
    }

    /**
     * What is known of an attribute.
     *
     * @param values rows that have a value
     * @param distinct different texts among them; 0 for other types
     * @param bytes of the different texts, each once; of all bytes, lists and maps; 0 for other types
     */
    public record ColumnShape(Subject subject, Type type, long values, long distinct, long bytes) {

        public ColumnShape {
            requireCount("values of a column", values);
            requireCount("different texts of a column", distinct);
            requireCount("bytes of a column", bytes);
        }
    }

    public GraphShape {
        requireCount("nodes of a shape", nodes);
        requireCount("bytes of node ids", nodeIdBytes);
        requireCount("edges of a shape", edges);
        requireCount("edges with an id", edgeIds);
        requireCount("bytes of edge ids", edgeIdBytes);
        columns = List.copyOf(columns);
    }

    /** A directed graph of so many nodes and edges, without labels, types and attributes. */
    public static GraphShape of(long nodes, long nodeIdBytes, long edges) {
        return new GraphShape(true, nodes, nodeIdBytes, edges, 0, 0, false, false, List.of());
    }

    /** The same with one attribute more. */
    public GraphShape with(ColumnShape column) {
        List<ColumnShape> more = new ArrayList<>(columns);
        more.add(column);
        return new GraphShape(directed, nodes, nodeIdBytes, edges, edgeIds, edgeIdBytes, labelled, typed, more);
    }

    private static void requireCount(String what, long count) {
        if (count < 0) {
            throw GraphException.of(
                    Failure.of(StatusCode.INVALID_ARGUMENT).detail(what).value(Long.toString(count)));
        }
    }
}
