package dev.kneiphof.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes or edges pass: a tree of tests joined by and, or, not. Three-valued: a comparison with a missing or null
 * attribute is unknown, {@code not unknown} is unknown, and only what is true passes. Integers and floats compare exactly;
 * NaN equals NaN and is above every other number, unlike in Java.
 *
 * <p>The same tree has a text form for URLs, see {@link #parse(String)}.
 */
public sealed interface Filter {

    /** The deepest tree that may be sent or read. */
    int DEPTH_MAX = 64;

    static Filter all() {
        return All.INSTANCE;
    }

    /** All of these; of none: everything. */
    static Filter and(List<Filter> filters) {
        return filters.isEmpty() ? all() : filters.size() == 1 ? filters.getFirst() : new And(filters);
    }

    static Filter and(Filter... filters) {
        return and(Arrays.asList(filters));
    }

    /** Any of these, at least one. */
    static Filter or(List<Filter> filters) {
        return filters.size() == 1 ? filters.getFirst() : new Or(filters);
    }

    static Filter or(Filter... filters) {
        return or(Arrays.asList(filters));
    }

    static Filter not(Filter filter) {
        return new Not(filter);
    }

    /** The start of a test: {@code Filter.attribute("age").atLeast(30)}. */
    static AttributeSelector attribute(String key) {
        return new AttributeSelector(key);
    }

    /** There is a value other than null. */
    static Filter has(String key) {
        return new HasAttribute(key);
    }

    static Filter label(String label) {
        return new LabelTest(label);
    }

    static Filter type(String type) {
        return new TypeTest(type);
    }

    static Filter source(String id) {
        return new SourceTest(id);
    }

    static Filter target(String id) {
        return new TargetTest(id);
    }

    static Filter id(Comparison comparison, String... ids) {
        return new IdTest(comparison, Arrays.asList(ids));
    }

    static Filter degree(Direction direction, Comparison comparison, long degree) {
        return new DegreeTest(direction, comparison, degree);
    }

    /** The id or any text attribute contains this, ignoring case. */
    static Filter search(String text) {
        return new SearchTest(text);
    }

    /**
     * Reads the text form: {@code ;} is and, {@code ,} is or, {@code not(…)}, parentheses; a test is a selector, an operator
     * ({@code == != =gt= =ge= =lt= =le= =in=(a,b) =starts= =contains= =has=true}) and a value. Selectors are {@code label,
     * type, source, target, id, degree, out, in, search}, else an attribute; a selector in quotes is always an attribute. The
     * empty text is everything.
     *
     * @throws InvalidFilterException with the column where reading stopped
     */
    static Filter parse(String text) {
        return new FilterParser(text).parse();
    }

    /**
     * The text form; {@link #parse(String)} reads it back to an equal filter.
     *
     * @throws InvalidArgumentException when an operand is a list or a map, which have no text form
     */
    default String toText() {
        return FilterText.of(this);
    }

    record All() implements Filter {
        static final All INSTANCE = new All();
    }

    /** At least two filters that all have to pass. */
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = FilterRules.requireSeveral("and", filters);
        }
    }

    /** At least two filters, one of which has to pass. */
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = FilterRules.requireSeveral("or", filters);
        }
    }

    record Not(Filter filter) implements Filter {
        public Not {
            Objects.requireNonNull(filter, "filter");
        }
    }

    /** Compares an attribute with one operand, or with several for {@link Comparison#IN}. */
    record AttributeTest(String key, Comparison comparison, List<AttributeValue> operands) implements Filter {
        public AttributeTest {
            Ids.requireKey(key, Ids.NAME_BYTES_MAX);
            operands = FilterRules.requireOperands(key, comparison, operands);
        }
    }

    record HasAttribute(String key) implements Filter {
        public HasAttribute {
            Ids.requireKey(key, Ids.NAME_BYTES_MAX);
        }
    }

    record LabelTest(String label) implements Filter {
        public LabelTest {
            Ids.requireLabel(label);
        }
    }

    record TypeTest(String type) implements Filter {
        public TypeTest {
            Ids.requireType(type);
        }
    }

    record SourceTest(String id) implements Filter {
        public SourceTest {
            Ids.requireNodeId(id);
        }
    }

    record TargetTest(String id) implements Filter {
        public TargetTest {
            Ids.requireNodeId(id);
        }
    }

    record IdTest(Comparison comparison, List<String> ids) implements Filter {
        public IdTest {
            ids = FilterRules.requireIds(comparison, ids);
        }
    }

    /** Compares the degree; only equal, unequal and the four orders are comparisons of numbers. */
    record DegreeTest(Direction direction, Comparison comparison, long degree) implements Filter {
        public DegreeTest {
            Objects.requireNonNull(direction, "direction");
            FilterRules.requireNumberComparison(comparison);
        }
    }

    record SearchTest(String text) implements Filter {
        public SearchTest {
            Objects.requireNonNull(text, "text");
        }
    }

    /** An attribute that is about to be compared. */
    record AttributeSelector(String key) {

        public Filter equalTo(@Nullable Object value) {
            return test(Comparison.EQ, value);
        }

        public Filter notEqualTo(@Nullable Object value) {
            return test(Comparison.NE, value);
        }

        public Filter lessThan(Object value) {
            return test(Comparison.LT, value);
        }

        public Filter atMost(Object value) {
            return test(Comparison.LE, value);
        }

        public Filter greaterThan(Object value) {
            return test(Comparison.GT, value);
        }

        public Filter atLeast(Object value) {
            return test(Comparison.GE, value);
        }

        public Filter in(Object... values) {
            return new AttributeTest(
                    key,
                    Comparison.IN,
                    Stream.of(values)
                            .map(value -> AttributeValue.of(key, value))
                            .toList());
        }

        public Filter startsWith(String text) {
            return test(Comparison.STARTS_WITH, text);
        }

        public Filter contains(String text) {
            return test(Comparison.CONTAINS, text);
        }

        private Filter test(Comparison comparison, @Nullable Object value) {
            return new AttributeTest(key, comparison, List.of(AttributeValue.of(key, value)));
        }
    }
}
