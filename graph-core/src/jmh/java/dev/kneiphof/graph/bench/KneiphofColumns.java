package dev.kneiphof.graph.bench;

import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.NeighborhoodQuery;
import dev.kneiphof.graph.NodeValues;
import java.util.Arrays;
import java.util.List;

/** The engine through the Java API in its lean form: numbers and columns come back, and no object stands for a row. */
final class KneiphofColumns extends KneiphofPeer {

    private static final int IDS_OF_A_CALL = 1_024;
    private static final NeighborhoodQuery TWO_HOPS =
            NeighborhoodQuery.hops(2).direction(Direction.OUT).limit(110_000);

    @Override
    public double value(String id) {
        return graph.nodeFloat(id, "value");
    }

    double addValues(double before, List<String> ids) {
        NodeValues values = graph.values(ids, "value");
        NodeValues.Column column = values.column("value");
        double sum = before;
        for (int row = 0; row < values.rows(); row++) {
            sum += column.floatAt(row);
        }
        return sum;
    }

    @Override
    public int oneHop(String id) {
        return graph.neighborLists(List.of(id), Direction.OUT, null).total();
    }

    @Override
    public int oneHops(String[] ids) {
        List<String> all = Arrays.asList(ids);
        int reached = 0;
        for (int first = 0; first < ids.length; first += IDS_OF_A_CALL) {
            List<String> some = all.subList(first, Math.min(first + IDS_OF_A_CALL, ids.length));
            reached += graph.neighborLists(some, Direction.OUT, null).total();
        }
        return reached;
    }

    @Override
    public int twoHops(String id) {
        return graph.neighborhood(List.of(id), TWO_HOPS).size();
    }
}
