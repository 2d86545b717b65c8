package dev.kneiphof.app.json;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.Problem;
import dev.kneiphof.app.problem.ProblemResponses;
import dev.kneiphof.graph.GraphException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;

/** Answers bodies that are not the JSON asked for. */
@RestControllerAdvice
@Order(0)
class JsonProblemAdvice {

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        String instance = ProblemResponses.instance(request);
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ApiProblem problem -> {
                    return ProblemResponses.of(problem, instance);
                }
                case GraphException refused -> {
                    return ProblemResponses.of(refused, instance);
                }
                case JacksonException complaint -> {
                    return ProblemResponses.of(JsonProblems.of(complaint), instance);
                }
                default -> {}
            }
        }
        return ProblemResponses.of(ApiProblem.malformed("The body is missing"), instance);
    }
}
