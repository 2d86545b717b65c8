package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.Comparison;
import dev.kneiphof.graph.Cursor;
import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.Order;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.StatusCode;
import java.util.List;

/** Writes a query: its order, the place to go on, and its filter as a program in postfix order. */
final class QueryEncoder {

    private static final int INSTRUCTIONS_MAX = 256;
    /** Results are joined early, so that a wide filter does not fill the stack of the program, which holds 64. */
    private static final int JOINED_MAX = 16;

    private static final int AND = 1;
    private static final int OR = 2;
    private static final int NOT = 3;
    private static final int TEST = 4;

    private static final int ATTRIBUTE = 0;
    private static final int ID = 1;
    private static final int LABEL = 2;
    private static final int DEGREE = 3;
    private static final int TYPE = 4;
    private static final int SOURCE = 5;
    private static final int TARGET = 6;
    private static final int ANY_TEXT = 7;

    private static final int EXISTS = 9;

    private final NativeBuffer out;
    private int instructions;

    QueryEncoder(NativeBuffer out) {
        this.out = out;
    }

    /** Writes the query and answers its length. */
    static long encode(NativeBuffer out, Query query) {
        out.clear();
        Cursor cursor = query.cursor();
        Order order = query.order();
        // In insertion order a cursor is a row's number and outlives changes; skipped rows mean others after each.
        long revision = cursor == null || order.by() == Order.By.INSERTION ? 0 : cursor.revision();
        head(out, order, cursor == null ? 0 : cursor.position(), revision, query.limit());
        long programAt = out.size();
        if (!(query.filter() instanceof Filter.All)) {
            new QueryEncoder(out).filter(query.filter(), 0);
        }
        return finish(out, programAt);
    }

    static long finish(NativeBuffer out, long programAt) {
        out.setInt(32, Math.toIntExact(out.size() - programAt));
        return out.size();
    }

    static void head(NativeBuffer out, Order order, long position, long revision, int limit) {
        String key = order.key();
        out.putInt(Tags.QUERY);
        out.putByte(codeOf(order.by()));
        out.putByte(order.isDescending() ? 1 : 0);
        out.putShort(0);
        out.putLong(position);
        out.putLong(revision);
        out.putInt(limit);
        out.putInt(0);
        out.putInt(0);
        out.putInt(0);
        if (key != null) {
            out.setInt(28, out.putText(key, "key of the order"));
            out.pad(0);
        }
    }

    /** The recursion is as deep as a filter may be, and no deeper. */
    private void filter(Filter filter, int depth) {
        if (depth > Filter.DEPTH_MAX) {
            throw tooLarge("depth of the filter", depth, Filter.DEPTH_MAX);
        }
        switch (filter) {
            case Filter.All all -> instruction(AND, 0, 0, 0, 0);
            case Filter.And(var filters) -> joined(AND, filters, depth);
            case Filter.Or(var filters) -> joined(OR, filters, depth);
            case Filter.Not(var inner) -> {
                filter(inner, depth + 1);
                instruction(NOT, 0, 0, 0, 1);
            }
            case Filter.AttributeTest test ->
                test(ATTRIBUTE, codeOf(test.comparison()), Direction.OUT, test.key(), test.operands());
            case Filter.HasAttribute(var key) -> test(ATTRIBUTE, EXISTS, Direction.OUT, key, List.of());
            case Filter.LabelTest(var label) -> text(LABEL, Comparison.EQ, label);
            case Filter.TypeTest(var type) -> text(TYPE, Comparison.EQ, type);
            case Filter.SourceTest(var id) -> text(SOURCE, Comparison.EQ, id);
            case Filter.TargetTest(var id) -> text(TARGET, Comparison.EQ, id);
            case Filter.IdTest(var comparison, var ids) -> test(ID, codeOf(comparison), Direction.OUT, "", texts(ids));
            case Filter.DegreeTest(var direction, var comparison, var degree) ->
                test(DEGREE, codeOf(comparison), direction, "", List.of(new IntegerValue(degree)));
            case Filter.SearchTest(var searched) -> text(ANY_TEXT, Comparison.CONTAINS, searched);
        }
    }

    private void joined(int code, List<Filter> filters, int depth) {
        int waiting = 0;
        for (Filter filter : filters) {
            filter(filter, depth + 1);
            if (++waiting == JOINED_MAX) {
                instruction(code, 0, 0, 0, waiting);
                waiting = 1;
            }
        }
        if (waiting > 1) {
            instruction(code, 0, 0, 0, waiting);
        }
    }

    private void text(int subject, Comparison comparison, String text) {
        test(subject, codeOf(comparison), Direction.OUT, "", List.of(new TextValue(text)));
    }

    private static List<? extends AttributeValue> texts(List<String> texts) {
        return texts.stream().map(TextValue::new).toList();
    }

    void test(int subject, int comparison, Direction direction, String key, List<? extends AttributeValue> operands) {
        long at = instruction(TEST, subject, comparison, codeOf(direction), operands.size());
        if (!key.isEmpty()) {
            out.setInt(at + 8, out.putText(key, "key of a filter"));
            out.pad(0);
        }
        long operandsAt = out.size();
        for (AttributeValue operand : operands) {
            ValueCodec.encode(out, key, operand, Filter.DEPTH_MAX, QueryEncoder::refuseOpaque);
        }
        out.setInt(at + 12, Math.toIntExact(out.size() - operandsAt));
        out.pad(0);
    }

    long instruction(int code, int subject, int comparison, int direction, int count) {
        if (++instructions > INSTRUCTIONS_MAX) {
            throw tooLarge("number of tests and joins of the filter", instructions, INSTRUCTIONS_MAX);
        }
        long at = out.size();
        out.putByte(code);
        out.putByte(subject);
        out.putByte(comparison);
        out.putByte(direction);
        out.putInt(count);
        out.putLong(0);
        return at;
    }

    private static long refuseOpaque(Object object) {
        throw GraphException.of(Failure.of(StatusCode.INVALID_FILTER)
                .detail("an opaque object of the class " + object.getClass().getName() + " cannot be compared"));
    }

    private static GraphException tooLarge(String what, long number, long limit) {
        return GraphException.of(Failure.of(StatusCode.LIMIT_EXCEEDED)
                .detail(what)
                .number(number)
                .limit(limit));
    }

    private static int codeOf(Order.By by) {
        return switch (by) {
            case INSERTION -> 0;
            case DEGREE -> 1;
            case ATTRIBUTE -> 2;
        };
    }

    static int codeOf(Direction direction) {
        return switch (direction) {
            case OUT -> 0;
            case IN -> 1;
            case BOTH -> 2;
        };
    }

    private static int codeOf(Comparison comparison) {
        return switch (comparison) {
            case EQ -> 0;
            case NE -> 1;
            case LT -> 2;
            case LE -> 3;
            case GT -> 4;
            case GE -> 5;
            case IN -> 6;
            case STARTS_WITH -> 7;
            case CONTAINS -> 8;
        };
    }
}
