package dev.kneiphof.app.web;

import dev.kneiphof.graph.CrossingBill;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Opens the bill of a request to the API and writes it into the headers of its response, whatever the response is. The
 * headers are written when the first bytes leave: by then everything has crossed, because bodies are made after it.
 */
final class CrossingBillFilter extends OncePerRequestFilter {

    static final String SCOPE = CrossingScope.class.getName();
    static final String CROSSINGS_HEADER = "Kneiphof-Crossings";
    static final String TIMING_HEADER = "Server-Timing";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begin = System.nanoTime();
        try (CrossingScope scope = Crossings.scope()) {
            request.setAttribute(SCOPE, scope);
            var billed = new Billed(response, scope, begin);
            chain.doFilter(request, billed);
            if (!billed.isCommitted()) {
                billed.onResponseCommitted();
            }
            billed.end();
        } finally {
            request.removeAttribute(SCOPE);
        }
    }

    private static final class Billed extends OnCommittedResponseWrapper {

        private final HttpServletResponse response;
        private final CrossingScope scope;
        private final Thread owner = Thread.currentThread();
        private final long begin;

        Billed(HttpServletResponse response, CrossingScope scope, long begin) {
            super(response);
            this.response = response;
            this.scope = scope;
            this.begin = begin;
        }

        /** An event stream goes on after its request; its bytes are not billed. */
        void end() {
            disableOnResponseCommitted();
        }

        @Override
        protected void onResponseCommitted() {
            if (isDisableOnResponseCommitted() || Thread.currentThread() != owner) {
                return;
            }
            disableOnResponseCommitted();
            CrossingBill bill = scope.bill();
            if (bill.calls() == 0) {
                return;
            }
            response.setHeader(
                    CROSSINGS_HEADER,
                    "calls=%d, rows=%d, copied=%d, viewed=%d"
                            .formatted(
                                    bill.calls(), bill.rows(), bill.bytesIn() + bill.bytesOut(), bill.bytesViewed()));
            response.setHeader(
                    TIMING_HEADER,
                    String.format(
                            Locale.ROOT,
                            "native;dur=%.3f, transit;dur=%.3f, total;dur=%.3f",
                            millis(bill.nativeNanos()),
                            millis(bill.transitNanos()),
                            millis(System.nanoTime() - begin)));
        }

        private static double millis(long nanos) {
            return nanos / 1e6;
        }
    }
}
