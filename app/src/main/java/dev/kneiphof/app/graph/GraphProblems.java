package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.Problem;
import dev.kneiphof.app.problem.ProblemResponses;
import dev.kneiphof.graph.GraphException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what a graph refuses: each status has its problem in {@code contract/status.csv}. */
@RestControllerAdvice
@Order(0)
class GraphProblems {

    private static final Logger LOG = LoggerFactory.getLogger(GraphProblems.class);
    private static final int SERVER_ERROR = 500;

    @ExceptionHandler
    ResponseEntity<Problem> refused(GraphException exception, HttpServletRequest request) {
        if (exception.status().httpStatus() == SERVER_ERROR) {
            LOG.error("The native engine failed", exception);
        }
        return ProblemResponses.of(exception, ProblemResponses.instance(request));
    }
}
