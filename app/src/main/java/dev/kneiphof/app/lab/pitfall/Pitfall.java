package dev.kneiphof.app.lab.pitfall;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A mistake, and how not to make it. Each way takes well under a second, works on graphs of its own, and leaves nothing open. */
public interface Pitfall {

    /** What guards against it. */
    enum Kind {
        /** The bill, which every action carries. */
        @JsonProperty("bill")
        BILL,
        /** An exception at once. */
        @JsonProperty("exception")
        EXCEPTION,
        /** A report afterwards. */
        @JsonProperty("report")
        REPORT,
        /** The interface has no way to do it. */
        @JsonProperty("design")
        DESIGN
    }

    /** A guard, in words. */
    record Guard(Kind kind, String text) {}

    /** One of the two ways. */
    record Way(String title) {}

    /**
     * What a pitfall is about.
     *
     * @param experiment that measures it further
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Description(
            String id,
            String title,
            String why,
            Way wrong,
            Way right,
            Guard guard,
            @Nullable String experiment) {}

    Description description();

    /** Makes the mistake. */
    Outcome wrong() throws Exception;

    /** Does the same as it should be done. */
    Outcome right() throws Exception;
}
