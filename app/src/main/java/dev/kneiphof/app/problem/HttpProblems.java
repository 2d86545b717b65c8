package dev.kneiphof.app.problem;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import org.jspecify.annotations.Nullable;

/** The problem for a bare HTTP status, as the container and the framework give them. */
public final class HttpProblems {

    private HttpProblems() {}

    /** The problem of the status at this path. */
    public static ApiProblem of(int status, @Nullable String path) {
        return switch (status) {
            case 404 -> ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value(path == null ? "" : path));
            case 405, 501 -> ApiProblem.of(StatusCode.METHOD_NOT_ALLOWED, "The method is not offered here");
            case 406 -> ApiProblem.of(StatusCode.NOT_ACCEPTABLE, "No representation fits the Accept header");
            case 413 -> ApiProblem.of(Failure.of(StatusCode.BODY_TOO_LARGE).limit(32L << 20));
            case 415 -> ApiProblem.of(StatusCode.UNSUPPORTED_MEDIA_TYPE, "The content type is not taken here");
            case 429 -> ApiProblem.of(StatusCode.TOO_MANY_REQUESTS, "Too many requests at once");
            case 503 -> ApiProblem.of(StatusCode.UNAVAILABLE, "The server is not ready");
            default -> status < 500 ? malformedRequest(path) : ApiProblem.of(Failure.of(StatusCode.INTERNAL_ERROR));
        };
    }

    /** A request line, address or header that the container or the firewall refuses. */
    public static ApiProblem malformedRequest(@Nullable String address) {
        return ApiProblem.invalid(
                "the address or a header of the request is refused; an id that does not fit a path is sent as ?id=",
                address == null ? "the request line" : address);
    }
}
