package dev.kneiphof.graph;

import java.util.Objects;

/** One row of a batch. */
public sealed interface BatchRow {

    Operation operation();

    /** The id the row is about; for an edge without explicit id the derived one. */
    String id();

    record NodeRow(Operation operation, Node node) implements BatchRow {
        public NodeRow {
            Objects.requireNonNull(node, "node");
        }

        @Override
        public String id() {
            return node.id();
        }
    }

    record EdgeRow(Operation operation, Edge edge) implements BatchRow {
        public EdgeRow {
            Objects.requireNonNull(edge, "edge");
        }

        @Override
        public String id() {
            return edge.effectiveId();
        }
    }

    record NodeRemoval(String id) implements BatchRow {
        public NodeRemoval {
            Ids.requireNodeId(id);
        }

        @Override
        public Operation operation() {
            return Operation.REMOVE;
        }
    }

    record EdgeRemoval(String id) implements BatchRow {
        public EdgeRemoval {
            Ids.requireEdgeId(id, Integer.MAX_VALUE);
        }

        @Override
        public Operation operation() {
            return Operation.REMOVE;
        }
    }
}
