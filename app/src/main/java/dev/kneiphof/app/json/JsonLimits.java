package dev.kneiphof.app.json;

import tools.jackson.core.StreamReadConstraints;

/** What a JSON document may hold at most. All of it is announced at {@code /api/v1/limits}. */
public final class JsonLimits {

    /** Lists and maps inside each other, in a value or a filter. */
    public static final int NESTING_MAX = 32;

    /** Characters of one text. */
    public static final int TEXT_MAX = 1 << 20;

    /** Characters of one name of an object. */
    public static final int NAME_MAX = 256;

    /** Characters of one number: every 64-bit float can be written exactly in fewer. */
    public static final int NUMBER_MAX = 1_000;

    /** Characters of a filter as text. */
    public static final int FILTER_TEXT_MAX = 1 << 16;

    /** Bytes of one document. */
    public static final long DOCUMENT_BYTES_MAX = 32L << 20;

    // A nested map may stand in a "$map" of its own, and rows stand in a few objects and lists around the value.
    private static final int TOKEN_NESTING_MAX = 2 * NESTING_MAX + 8;

    static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(TOKEN_NESTING_MAX)
            .maxStringLength(TEXT_MAX)
            .maxNameLength(NAME_MAX)
            .maxNumberLength(NUMBER_MAX)
            .maxDocumentLength(DOCUMENT_BYTES_MAX)
            .build();

    private JsonLimits() {}
}
