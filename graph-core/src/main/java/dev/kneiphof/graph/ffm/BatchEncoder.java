package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Operation;
import java.util.ArrayList;
import java.util.List;

/** Writes a batch as columns: runs of rows with one subject and one operation become sections, in their order. */
final class BatchEncoder {

    private static final int LENIENT = 1;

    private BatchEncoder() {}

    /** Writes the rows and answers the length in bytes. */
    static long encode(
            NativeBuffer out, List<BatchRow> rows, boolean lenient, GraphOptions options, PendingHandles pending) {
        return encode(out, sections(rows, options), rows.size(), lenient, pending);
    }

    static long encode(NativeBuffer out, List<Section> sections, int rows, boolean lenient, PendingHandles pending) {
        out.clear();
        out.putInt(Tags.BATCH);
        out.putInt(sections.size());
        out.putLong(0);
        out.putInt(lenient ? LENIENT : 0);
        out.putInt(rows);
        for (Section section : sections) {
            section.write(out, pending);
        }
        out.setLong(8, out.size());
        return out.size();
    }

    private static List<Section> sections(List<BatchRow> rows, GraphOptions options) {
        var sections = new ArrayList<Section>();
        SectionCollector collector = null;
        for (int row = 0; row < rows.size(); row++) {
            BatchRow next = rows.get(row);
            if (collector != null && !collector.accepts(next)) {
                sections.add(collector.section());
                collector = null;
            }
            if (collector == null) {
                collector = new SectionCollector(next, options, row);
            }
            collector.add(next);
        }
        if (collector != null) {
            sections.add(collector.section());
        }
        return sections;
    }

    static int codeOf(Operation operation) {
        return switch (operation) {
            case ADD -> 0;
            case UPSERT -> 1;
            case MERGE -> 2;
            case REMOVE -> 3;
        };
    }
}
