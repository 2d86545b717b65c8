package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.ProblemWriter;
import dev.kneiphof.graph.StatusCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests for other hosts than this one. A page elsewhere can make its own name resolve to the loopback address;
 * to the browser it then is of one origin with this server, and only the {@code Host} header tells.
 */
final class HostFilter extends OncePerRequestFilter {

    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1");

    private final Set<String> hosts = new HashSet<>(LOCAL);
    private final ProblemWriter problems;

    HostFilter(Collection<String> more, ProblemWriter problems) {
        more.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getServerName();
        if (host != null && hosts.contains(host.toLowerCase(Locale.ROOT))) {
            chain.doFilter(request, response);
        } else {
            String detail = "The host '%s' is not a name of this server; names are given in kneiphof.server.hosts"
                    .formatted(host);
            problems.write(ApiProblem.of(StatusCode.CROSS_ORIGIN, detail), request, response);
        }
    }
}
