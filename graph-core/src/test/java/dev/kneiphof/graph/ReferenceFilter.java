package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Filters over plain objects in three-valued logic: an empty answer is unknown. */
final class ReferenceFilter {

    private final String id;
    private final Attributes attributes;
    private final Function<Filter, Optional<Boolean>> others;

    private ReferenceFilter(String id, Attributes attributes, Function<Filter, Optional<Boolean>> others) {
        this.id = id;
        this.attributes = attributes;
        this.others = others;
    }

    static boolean passes(Filter filter, Node node, ToLongFunction<Direction> degree) {
        Function<Filter, Optional<Boolean>> others = test -> switch (test) {
            case Filter.LabelTest(var label) -> Optional.of(node.labels().contains(label));
            case Filter.DegreeTest(var direction, var comparison, var number) ->
                Optional.of(holds(comparison, Long.compare(degree.applyAsLong(direction), number)));
            default -> throw ReferenceState.refused(StatusCode.INVALID_ARGUMENT, test.toString());
        };
        return new ReferenceFilter(node.id(), node.attributes(), others)
                .answer(filter)
                .orElse(false);
    }

    static boolean passes(Filter filter, Edge edge) {
        Function<Filter, Optional<Boolean>> others = test -> switch (test) {
            case Filter.TypeTest(var type) -> Optional.ofNullable(edge.type()).map(type::equals);
            case Filter.SourceTest(var source) -> Optional.of(edge.source().equals(source));
            case Filter.TargetTest(var target) -> Optional.of(edge.target().equals(target));
            default -> throw ReferenceState.refused(StatusCode.INVALID_ARGUMENT, test.toString());
        };
        return new ReferenceFilter(edge.effectiveId(), edge.attributes(), others)
                .answer(filter)
                .orElse(false);
    }

    /** A filter crosses as at most 256 instructions and is at most 64 deep. */
    static void check(Filter filter) {
        ReferenceChecks.requireAtMost(size(filter, 0), 256);
    }

    private static int size(Filter filter, int depth) {
        ReferenceChecks.requireAtMost(depth, Filter.DEPTH_MAX);
        return 1
                + switch (filter) {
                    case Filter.And(var filters) ->
                        filters.stream()
                                .mapToInt(inner -> size(inner, depth + 1))
                                .sum();
                    case Filter.Or(var filters) ->
                        filters.stream()
                                .mapToInt(inner -> size(inner, depth + 1))
                                .sum();
                    case Filter.Not(var inner) -> size(inner, depth + 1);
                    default -> 0;
                };
    }

    private Optional<Boolean> answer(Filter filter) {
        return switch (filter) {
            case Filter.All all -> Optional.of(true);
            case Filter.And(var filters) -> joined(filters, false);
            case Filter.Or(var filters) -> joined(filters, true);
            case Filter.Not(var inner) -> answer(inner).map(truth -> !truth);
            case Filter.HasAttribute(var key) -> Optional.of(value(key).isPresent());
            case Filter.AttributeTest test -> value(test.key()).flatMap(value -> compared(value, test));
            case Filter.IdTest(var comparison, var ids) ->
                compared(
                        new TextValue(id),
                        comparison,
                        ids.stream().<AttributeValue>map(TextValue::new).toList());
            case Filter.SearchTest(var text) -> Optional.of(isFound(text.toLowerCase(Locale.ROOT)));
            default -> others.apply(filter);
        };
    }

    /** One {@code decisive} answer decides; else one unknown leaves it open. */
    private Optional<Boolean> joined(List<Filter> filters, boolean decisive) {
        List<Optional<Boolean>> answers = filters.stream().map(this::answer).toList();
        if (answers.contains(Optional.of(decisive))) {
            return Optional.of(decisive);
        }
        return answers.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(!decisive);
    }

    private Optional<AttributeValue> value(String key) {
        return Optional.ofNullable(attributes.get(key)).filter(value -> !(value instanceof NullValue));
    }

    private boolean isFound(String text) {
        return id.toLowerCase(Locale.ROOT).contains(text)
                || attributes.asMap().values().stream()
                        .anyMatch(value -> value instanceof TextValue(var attribute)
                                && attribute.toLowerCase(Locale.ROOT).contains(text));
    }

    private static Optional<Boolean> compared(AttributeValue value, Filter.AttributeTest test) {
        return compared(value, test.comparison(), test.operands());
    }

    private static Optional<Boolean> compared(
            AttributeValue value, Comparison comparison, List<AttributeValue> operands) {
        AttributeValue operand = operands.getFirst();
        return switch (comparison) {
            case EQ -> Optional.of(equal(value, operand));
            case NE -> Optional.of(!equal(value, operand));
            case IN -> Optional.of(operands.stream().anyMatch(one -> equal(value, one)));
            case STARTS_WITH -> texts(value, operand).map(texts -> texts[0].startsWith(texts[1]));
            case CONTAINS -> texts(value, operand).map(texts -> texts[0].contains(texts[1]));
            default -> order(value, operand).map(order -> holds(comparison, order));
        };
    }

    private static Optional<String[]> texts(AttributeValue left, AttributeValue right) {
        return left instanceof TextValue(var leftText) && right instanceof TextValue(var rightText)
                ? Optional.of(new String[] {leftText, rightText})
                : Optional.empty();
    }

    private static boolean holds(Comparison comparison, int order) {
        return switch (comparison) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            default -> throw new IllegalArgumentException("no order decides " + comparison);
        };
    }

    private static boolean equal(AttributeValue left, AttributeValue right) {
        if (left instanceof ListValue || left instanceof MapValue) {
            return left.equals(right);
        }
        return order(left, right).filter(order -> order == 0).isPresent();
    }

    /** Empty for values of different types; integers and floats are of one type and compare exactly. */
    static Optional<Integer> order(AttributeValue left, AttributeValue right) {
        if (isNumber(left) && isNumber(right)) {
            return Optional.of(compareNumbers(left, right));
        }
        if (left instanceof TextValue(var leftText) && right instanceof TextValue(var rightText)) {
            return Optional.of(Arrays.compareUnsigned(
                    leftText.getBytes(StandardCharsets.UTF_8), rightText.getBytes(StandardCharsets.UTF_8)));
        }
        if (left instanceof BooleanValue(var leftTruth) && right instanceof BooleanValue(var rightTruth)) {
            return Optional.of(Boolean.compare(leftTruth, rightTruth));
        }
        if (left instanceof InstantValue(var leftInstant) && right instanceof InstantValue(var rightInstant)) {
            return Optional.of(leftInstant.compareTo(rightInstant));
        }
        if (left instanceof BytesValue leftBytes && right instanceof BytesValue rightBytes) {
            return Optional.of(Arrays.compareUnsigned(leftBytes.value(), rightBytes.value()));
        }
        return Optional.empty();
    }

    /** Values by type, then by their order; missing ones and null come last in either direction. */
    static Comparator<@Nullable AttributeValue> sorting(boolean descending) {
        Comparator<AttributeValue> ascending = Comparator.<AttributeValue>comparingInt(ReferenceFilter::rank)
                .thenComparing((left, right) -> order(left, right).orElse(0));
        Comparator<AttributeValue> present = descending ? ascending.reversed() : ascending;
        return (left, right) -> {
            boolean hasLeft = left != null && !(left instanceof NullValue);
            boolean hasRight = right != null && !(right instanceof NullValue);
            return hasLeft && hasRight ? present.compare(left, right) : Boolean.compare(hasRight, hasLeft);
        };
    }

    private static int rank(AttributeValue value) {
        return switch (value) {
            case IntegerValue number -> 0;
            case FloatValue number -> 0;
            case TextValue text -> 1;
            case BooleanValue truth -> 2;
            case InstantValue instant -> 3;
            case BytesValue bytes -> 4;
            default -> 5;
        };
    }

    private static boolean isNumber(AttributeValue value) {
        return value instanceof IntegerValue || value instanceof FloatValue;
    }

    private static int compareNumbers(AttributeValue left, AttributeValue right) {
        double leftFloat = asFloat(left);
        double rightFloat = asFloat(right);
        if (!Double.isFinite(leftFloat) || !Double.isFinite(rightFloat)) {
            return Double.compare(leftFloat, rightFloat);
        }
        return exact(left).compareTo(exact(right));
    }

    private static double asFloat(AttributeValue value) {
        return value instanceof FloatValue(var number) ? number : 0;
    }

    private static BigDecimal exact(AttributeValue value) {
        return switch (value) {
            case IntegerValue(var number) -> BigDecimal.valueOf(number);
            case FloatValue(var number) -> new BigDecimal(number);
            default -> throw new IllegalArgumentException("no number: " + value);
        };
    }
}
