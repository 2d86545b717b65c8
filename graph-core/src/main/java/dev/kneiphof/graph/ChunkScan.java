package dev.kneiphof.graph;

import dev.kneiphof.graph.ffm.RunControl;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

/** Filters nodes by a predicate in Java, chunk by chunk over columns. */
final class ChunkScan {

    private ChunkScan() {}

    /** Ids of the nodes that pass, in order of arrival. */
    static List<String> ids(NodeColumns columns, ChunkPredicate predicate) {
        List<List<ColumnChunk>> byKey =
                columns.keys().stream().map(columns::chunks).toList();
        var rows = LongStream.builder();
        RunControl.expect(columns.rows());
        for (int index = 0; index < byKey.getFirst().size(); index++) {
            int at = index;
            List<ColumnChunk> chunks =
                    byKey.stream().map(column -> column.get(at)).toList();
            ColumnChunk first = chunks.getFirst();
            var passing = new BitSet(first.rows());
            predicate.test(chunks, passing);
            RunControl.advance(first.rows());
            passing.and(BitSet.valueOf(first.live().asByteBuffer()));
            passing.stream().mapToLong(row -> first.firstRow() + row).forEach(rows::add);
        }
        return columns.ids(rows.build().toArray());
    }

    /** Without a column there is nothing to look at. */
    static String[] requireKeys(String... keys) {
        if (Arrays.stream(keys).distinct().count() != keys.length || keys.length == 0) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("keys of a predicate: at least one, none twice")
                    .value(String.join(", ", keys)));
        }
        return keys;
    }
}
