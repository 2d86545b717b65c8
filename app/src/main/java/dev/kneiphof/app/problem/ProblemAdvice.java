package dev.kneiphof.app.problem;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers what the framework refuses, and what nobody foresaw, as problems. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    Object refused(ApiProblem problem, HttpServletRequest request) {
        return answer(problem, request, HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    Object missing(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return answer(
                ApiProblem.invalid("a parameter is missing", missing.getParameterName()), request, HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    Object unsupported(HttpRequestMethodNotSupportedException unsupported, HttpServletRequest request) {
        String[] methods = unsupported.getSupportedMethods();
        String detail = "The method %s is not offered here%s"
                .formatted(unsupported.getMethod(), methods == null ? "" : ", only " + String.join(", ", methods));
        return answer(ApiProblem.of(StatusCode.METHOD_NOT_ALLOWED, detail), request, unsupported.getHeaders());
    }

    @ExceptionHandler
    Object unsupported(HttpMediaTypeNotSupportedException unsupported, HttpServletRequest request) {
        MediaType given = unsupported.getContentType();
        String detail = "%s; send %s"
                .formatted(
                        given == null
                                ? "The content type is missing"
                                : "The content type " + given + " is not taken here",
                        MediaType.toString(unsupported.getSupportedMediaTypes()));
        return answer(ApiProblem.of(StatusCode.UNSUPPORTED_MEDIA_TYPE, detail), request, unsupported.getHeaders());
    }

    @ExceptionHandler
    Object unacceptable(HttpMediaTypeNotAcceptableException unacceptable, HttpServletRequest request) {
        List<MediaType> offered = unacceptable.getSupportedMediaTypes();
        String detail = offered.isEmpty()
                ? "The header Accept cannot be read: '%s'".formatted(request.getHeader(HttpHeaders.ACCEPT))
                : "This is offered as " + MediaType.toString(offered);
        return answer(ApiProblem.of(StatusCode.NOT_ACCEPTABLE, detail), request, unacceptable.getHeaders());
    }

    /** The client is gone: there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("The client went away: {}", gone.getMessage());
    }

    @ExceptionHandler
    Object anything(Exception exception, HttpServletRequest request) {
        if (Refusals.in(exception, request) instanceof ApiProblem problem) {
            return answer(problem, request, HttpHeaders.EMPTY);
        }
        if (exception instanceof ErrorResponse response
                && response.getStatusCode().is4xxClientError()) {
            return answer(
                    HttpProblems.of(response.getStatusCode().value(), request.getRequestURI()),
                    request,
                    response.getHeaders());
        }
        String id = UUID.randomUUID().toString();
        LOG.error("Internal error {}", id, exception);
        return answer(ApiProblem.of(Failure.of(StatusCode.INTERNAL_ERROR).value(id)), request, HttpHeaders.EMPTY);
    }

    private static Object answer(ApiProblem problem, HttpServletRequest request, @Nullable HttpHeaders headers) {
        if (ErrorPage.isWanted(request)) {
            return ErrorPage.of(problem);
        }
        var answered = new HttpHeaders();
        if (headers != null) {
            answered.putAll(headers);
        }
        if (problem.retryAfterSeconds() > 0) {
            answered.set(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
        }
        ResponseEntity<Problem> answer = ProblemResponses.of(
                problem.failure(), List.copyOf(problem.errors()), ProblemResponses.instance(request), answered);
        return answer;
    }
}
