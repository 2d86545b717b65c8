package dev.kneiphof.graph;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.kneiphof.graph.ffm.RunControl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Filters nodes by a predicate in Java, chunk by chunk over columns. Plain loops: what is done once for a chunk runs too seldom to
 * be compiled early, and a pipeline of streams takes longer before that than the predicate does.
 */
final class ChunkScan {

    private long[] rows = new long[2 * Long.SIZE];
    private int count;

    private ChunkScan() {}

    /** Ids of the nodes that pass, in order of arrival. */
    static List<String> ids(NodeColumns columns, ChunkPredicate predicate) {
        List<List<ColumnChunk>> byKey = new ArrayList<>();
        for (String key : columns.keys()) {
            byKey.add(columns.chunks(key));
        }
        RunControl.expect(columns.rows());
        var scan = new ChunkScan();
        for (int index = 0; index < byKey.getFirst().size(); index++) {
            scan.add(chunksAt(index, byKey), predicate);
        }
        return columns.ids(Arrays.copyOf(scan.rows, scan.count));
    }

    private static List<ColumnChunk> chunksAt(int index, List<List<ColumnChunk>> byKey) {
        var chunks = new ColumnChunk[byKey.size()];
        for (int key = 0; key < chunks.length; key++) {
            chunks[key] = byKey.get(key).get(index);
        }
        return List.of(chunks);
    }

    private void add(List<ColumnChunk> chunks, ChunkPredicate predicate) {
        ColumnChunk first = chunks.getFirst();
        var passing = new BitSet(first.rows());
        predicate.test(chunks, passing);
        RunControl.advance(first.rows());
        long[] words = passing.toLongArray();
        int wordsOfChunk = Math.min(words.length, (first.rows() + 63) / 64);
        for (int word = 0; word < wordsOfChunk; word++) {
            if (words[word] != 0) {
                addWord(
                        first.firstRow() + 64L * word,
                        words[word] & first.live().getAtIndex(JAVA_LONG, word));
            }
        }
    }

    private void addWord(long firstRow, long passing) {
        if (rows.length - count < Long.SIZE) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
        for (long left = passing; left != 0; left &= left - 1) {
            rows[count++] = firstRow + Long.numberOfTrailingZeros(left);
        }
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
