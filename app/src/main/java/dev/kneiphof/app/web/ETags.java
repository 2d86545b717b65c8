package dev.kneiphof.app.web;

import dev.kneiphof.app.json.Versions;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a row as an entity tag, and the conditions of changes on it (RFC 9110, section 13). A version is a hash of
 * the content: rows that become the same again have the same tag again.
 */
public final class ETags {

    /** No version in particular. */
    public static final long ANY = 0;

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*");

    private ETags() {}

    /** The strong entity tag of a version. */
    public static String of(long version) {
        return '"' + Versions.text(version) + '"';
    }

    /**
     * The version a row must have for {@code If-Match}; {@link #ANY} without the header, or when it is {@code *}. When none
     * of the tags can be the row's, this is the mismatch already.
     *
     * @param current asked only when the header names several versions
     */
    public static long expected(@Nullable String ifMatch, String id, LongSupplier current) {
        if (ifMatch == null || isStar(ifMatch)) {
            return ANY;
        }
        List<Long> versions = strongVersions(ifMatch);
        if (versions.size() == 1) {
            return versions.getFirst();
        }
        long now = versions.isEmpty() ? ANY : current.getAsLong();
        if (!versions.contains(now)) {
            throw mismatch(id);
        }
        return now;
    }

    /** Whether the header is {@code *}: any row will do, but there must be one, or for the negation must not. */
    public static boolean isStar(@Nullable String condition) {
        return condition != null && condition.strip().equals("*");
    }

    /** Whether {@code If-None-Match} asks for a row that is not there yet; of a change it can ask nothing else. */
    public static boolean requiresAbsence(@Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !isStar(ifNoneMatch)) {
            throw ApiProblem.invalid("If-None-Match of a change must be *", ifNoneMatch);
        }
        return ifNoneMatch != null;
    }

    /** VERSION_MISMATCH: the row is not as the request says. */
    public static ApiProblem mismatch(String id) {
        return ApiProblem.of(Failure.of(StatusCode.VERSION_MISMATCH).value(id));
    }

    /** The versions named; a weak tag and one that is no version of ours match nothing. */
    private static List<Long> strongVersions(String tags) {
        List<Long> versions = new ArrayList<>();
        for (String tag : tags.split(",", -1)) {
            Matcher matcher = TAG.matcher(tag);
            if (!matcher.matches()) {
                throw ApiProblem.invalid("If-Match must be * or entity tags in quotes", tags);
            }
            Long version = matcher.group(1) == null ? Versions.parse(matcher.group(2)) : null;
            if (version != null && version != ANY) {
                versions.add(version);
            }
        }
        return versions;
    }
}
