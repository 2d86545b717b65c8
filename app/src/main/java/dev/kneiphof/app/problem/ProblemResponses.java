package dev.kneiphof.app.problem;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Makes the answer out of a failure: status, media type, {@code Retry-After} and the problem itself. */
public final class ProblemResponses {

    private static final String RETRY_AFTER_SECONDS = "1";

    private ProblemResponses() {}

    public static ResponseEntity<Problem> of(ApiProblem problem, @Nullable String instance) {
        return of(problem.failure(), problem.errors(), instance, HttpHeaders.EMPTY);
    }

    public static ResponseEntity<Problem> of(GraphException exception, @Nullable String instance) {
        List<ProblemError> errors = exception.row() < 0
                ? List.of()
                : List.of(ProblemError.ofRow(exception.row(), null, exception.failure()));
        return of(exception.failure(), errors, instance, HttpHeaders.EMPTY);
    }

    public static ResponseEntity<Problem> of(
            Failure failure, List<ProblemError> errors, @Nullable String instance, HttpHeaders headers) {
        var answer = ResponseEntity.status(failure.status().httpStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (isWorthRetrying(failure.status()) && !headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.body(Problem.of(failure, errors, instance));
    }

    /** The path as the client sent it: still percent-encoded, so it is plain ASCII. */
    public static String instance(HttpServletRequest request) {
        return request.getRequestURI();
    }

    private static boolean isWorthRetrying(StatusCode status) {
        return switch (status) {
            case BUSY, TOO_MANY_REQUESTS, UNAVAILABLE, STORAGE_FAILED -> true;
            default -> false;
        };
    }
}
