package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.HttpProblems;
import dev.kneiphof.app.problem.ProblemWriter;
import dev.kneiphof.graph.StatusCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers what the firewall refuses before any filter has run: addresses with a hidden meaning, unknown methods. */
@Component
final class RejectedRequests implements RequestRejectedHandler {

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final ProblemWriter problems;
    private final SecurityHeaders headers = new SecurityHeaders();

    RejectedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        headers.writeHeaders(request, response);
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
        }
        problems.write(problem(request), request, response);
    }

    private static ApiProblem problem(HttpServletRequest request) {
        String method = request.getMethod();
        return METHODS.contains(method)
                ? HttpProblems.malformedRequest(request.getRequestURI())
                : ApiProblem.of(StatusCode.METHOD_NOT_ALLOWED, "The method " + method + " is not offered here");
    }
}
