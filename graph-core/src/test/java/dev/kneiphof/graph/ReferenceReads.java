package dev.kneiphof.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Batched reads of the oracle, node by node. A number is the position among the nodes or edges and one. */
record ReferenceReads(ReferenceState state, boolean directed, long revision) {

    long number(String id) {
        return 1 + List.copyOf(state.nodes.keySet()).indexOf(id);
    }

    private @Nullable String idOf(long number) {
        return number < 1 || number > state.nodes.size()
                ? null
                : List.copyOf(state.nodes.keySet()).get((int) number - 1);
    }

    List<String> idsOf(long[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> Objects.requireNonNullElse(idOf(number), ""))
                .toList();
    }

    List<String> requireIdsOf(long[] numbers) {
        List<String> ids = idsOf(numbers);
        ReferenceState.refuseIf(ids.contains(""), StatusCode.STALE_HANDLE, "");
        return ids;
    }

    long[] find(List<String> ids) {
        return ids.stream().mapToLong(this::number).toArray();
    }

    NodeValues values(List<String> ids, List<String> keys) {
        return new NodeValues() {
            @Override
            public long revision() {
                return revision;
            }

            @Override
            public int rows() {
                return ids.size();
            }

            @Override
            public long number(int row) {
                return ReferenceReads.this.number(ids.get(row));
            }

            @Override
            public List<String> keys() {
                return keys;
            }

            @Override
            public Column column(String key) {
                if (!keys.contains(key)) {
                    throw new IllegalArgumentException(key);
                }
                return row -> {
                    Node node = state.nodes.get(ids.get(row));
                    AttributeValue value =
                            node == null ? null : node.attributes().get(key);
                    return value instanceof AttributeValue.NullValue ? null : value;
                };
            }
        };
    }

    NeighborLists neighborLists(List<String> ids, Direction direction, @Nullable String type) {
        List<String> edgeIds = List.copyOf(state.edges.keySet());
        var offsets = new int[ids.size() + 1];
        var all = new ArrayList<Neighbor>();
        for (int i = 0; i < ids.size(); i++) {
            all.addAll(followed(ids.get(i), direction, type));
            offsets[i + 1] = all.size();
        }
        var directions = new byte[all.size()];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = (byte) (all.get(i).direction() == Direction.IN ? 1 : 0);
        }
        return new NeighborLists(
                find(ids),
                offsets,
                all.stream().mapToInt(step -> (int) number(step.node().id())).toArray(),
                all.stream()
                        .mapToInt(step -> 1 + edgeIds.indexOf(step.edge().id()))
                        .toArray(),
                0,
                direction,
                directions,
                revision);
    }

    private List<Neighbor> followed(String id, Direction direction, @Nullable String type) {
        return state.neighbors(id, direction).stream()
                .filter(step -> type == null || type.equals(step.edge().edge().type()))
                .toList();
    }

    Neighborhood neighborhood(List<String> starts, NeighborhoodQuery query) {
        Set<String> met = new LinkedHashSet<>(starts);
        int first = met.size();
        var within = new long[query.hops()];
        for (int hop = 0; hop < query.hops(); hop++) {
            for (String id : List.copyOf(met)) {
                for (Direction side : sides(query.direction())) {
                    followed(id, side, query.type())
                            .forEach(step -> met.add(step.node().id()));
                }
            }
            within[hop] = met.size() - first;
        }
        long[] nodes = met.stream()
                .skip(first)
                .limit(query.limit())
                .mapToLong(this::number)
                .toArray();
        return new Neighborhood(nodes, within, revision);
    }

    private List<Direction> sides(Direction direction) {
        return directed && direction == Direction.BOTH ? List.of(Direction.OUT, Direction.IN) : List.of(direction);
    }
}
