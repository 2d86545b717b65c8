package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.ProblemWriter;
import dev.kneiphof.graph.StatusCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the {@link BodyCap} on every request, inflates what is compressed with gzip, and refuses other encodings. */
final class BodyFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    BodyFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            chain.doFilter(new CappedRequest(request, new BodyCap()), response);
        } else if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
            chain.doFilter(new CappedRequest(new InflatedRequest(request), new BodyCap()), response);
        } else {
            String detail =
                    "The content encoding %s is not taken; send the body as it is, or with gzip".formatted(encoding);
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
            problems.write(ApiProblem.of(StatusCode.UNSUPPORTED_MEDIA_TYPE, detail), request, response);
        }
    }
}
