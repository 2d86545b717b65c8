package dev.kneiphof.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a filter did when it ran: its steps in the order in which they ran. {@code not} has been moved down to the tests, and
 * cheap tests come before dear ones, whatever order they were written in.
 *
 * @param rows rows that there are
 * @param passed rows that passed
 * @param chunks chunks of rows that the filter ran over
 * @param kernel vector instructions of this machine: {@code avx512}, {@code avx2} or {@code portable}
 */
public record FilterExplanation(long rows, long passed, long chunks, String kernel, List<Step> steps) {

    public FilterExplanation {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param operation {@code test}, or what holds the alternatives of an {@code or} together: {@code fork} begins them,
     *     {@code attempt} and {@code merge} stand around each, {@code join} ends them
     * @param depth how many of these the step lies in
     * @param test null unless the step is a test
     */
    public record Step(
            String operation, long depth, @Nullable Test test) {}

    /**
     * A test and what came of it.
     *
     * @param text the test as people write it
     * @param wanted the answer that lets a row pass; false below a {@code not}
     * @param reads what the test was answered by
     * @param kernel vector instructions of the scan; empty where nothing was scanned
     * @param codes how many dictionary codes, ids, sets of labels or values of an index the operands were resolved to; null where none are
     * @param estimatedRows rows that this test alone was expected to let pass, by ranges and counts
     * @param rowsIn rows that the steps before had left open
     * @param chunksSkipped chunks none of whose rows could pass: not read
     * @param chunksWhole chunks all of whose values pass: not read
     * @param chunksIndexed chunks whose rows a declared index named: not read
     * @param chunksScanned chunks whose values were scanned
     * @param chunksOneByOne chunks whose open rows were looked at one by one
     */
    public record Test(
            String text,
            boolean wanted,
            String reads,
            String kernel,
            @Nullable Long codes,
            long estimatedRows,
            long rowsIn,
            long rowsOut,
            long chunksSkipped,
            long chunksWhole,
            long chunksIndexed,
            long chunksScanned,
            long chunksOneByOne) {}
}
