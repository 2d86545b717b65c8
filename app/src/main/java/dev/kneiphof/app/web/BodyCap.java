package dev.kneiphof.app.web;

import dev.kneiphof.app.json.JsonLimits;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import jakarta.servlet.http.HttpServletRequest;

/** How much of a request's body is read before it is refused: announced or counted, whichever tells first. */
public final class BodyCap {

    /** Bytes of a body. */
    public static final long BYTES_MAX = JsonLimits.DOCUMENT_BYTES_MAX;

    private static final String ATTRIBUTE = BodyCap.class.getName();

    private long limit = BYTES_MAX;
    private long count;

    BodyCap() {}

    /** Lets this request send as much as it likes: for bodies that are streamed and never held as a whole. */
    public static void lift(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof BodyCap cap) {
            cap.limit = Long.MAX_VALUE;
        }
    }

    void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Refuses a body whose announced length is too much; -1 announces nothing. */
    void requireAnnounced(long length) {
        if (length > limit) {
            throw refused();
        }
    }

    /** Counts what was read. */
    void count(long bytes) {
        count += bytes;
        if (count > limit) {
            throw refused();
        }
    }

    private ApiProblem refused() {
        return ApiProblem.of(Failure.of(StatusCode.BODY_TOO_LARGE).limit(limit));
    }
}
