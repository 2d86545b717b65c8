package dev.kneiphof.app.problem;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of the server itself, before the graph is asked. It becomes a {@link Problem}; the sentence is made from the
 * template of the code, so a code reads the same wherever it arises.
 */
public final class ApiProblem extends RuntimeException {

    private final transient Failure failure;
    private final transient List<ProblemError> errors;

    private final long retryAfterSeconds;

    private ApiProblem(Failure failure, List<ProblemError> errors, long retryAfterSeconds, @Nullable Throwable cause) {
        // Without a stack: the caller's mistake is told by its facts, and a flood of bad requests stays cheap.
        super(null, cause, false, false);
        this.failure = failure;
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static ApiProblem of(Failure failure) {
        return new ApiProblem(failure, List.of(), 0, null);
    }

    /** A problem whose template is the detail. */
    public static ApiProblem of(StatusCode status, String detail) {
        return of(Failure.of(status).detail(detail));
    }

    /** INVALID_ARGUMENT: {@code what} says what the value was meant to be. */
    public static ApiProblem invalid(String what, String value) {
        return of(Failure.of(StatusCode.INVALID_ARGUMENT).detail(what).value(value));
    }

    /** MALFORMED_BODY. */
    public static ApiProblem malformed(String detail) {
        return of(StatusCode.MALFORMED_BODY, detail);
    }

    /** LIMIT_EXCEEDED: {@code what} is {@code number}, the limit is {@code limit}. */
    public static ApiProblem limit(String what, long number, long limit) {
        return of(Failure.of(StatusCode.LIMIT_EXCEEDED)
                .detail(what)
                .number(number)
                .limit(limit));
    }

    /** The same problem, telling the place in the JSON document. */
    public ApiProblem at(String pointer) {
        return new ApiProblem(failure, List.of(ProblemError.at(pointer, failure)), retryAfterSeconds, getCause());
    }

    /** The same problem with its single faults. */
    public ApiProblem with(List<ProblemError> newErrors) {
        return new ApiProblem(failure, newErrors, retryAfterSeconds, getCause());
    }

    /** The same problem, telling when the request is worth repeating. */
    public ApiProblem retryAfter(long seconds) {
        return new ApiProblem(failure, errors, seconds, getCause());
    }

    @Override
    public String getMessage() {
        return failure.message();
    }

    public Failure failure() {
        return failure;
    }

    public StatusCode status() {
        return failure.status();
    }

    public List<ProblemError> errors() {
        return errors;
    }

    /** Seconds after which the request is worth repeating; 0 where the code says it all. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
