package dev.kneiphof.app.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.web.header.HeaderWriter;

/** The headers that every response has, wherever in the server it arises. */
final class SecurityHeaders implements HeaderWriter {

    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";

    private static final String CACHE_CONTROL = "Cache-Control";

    private static final Map<String, String> HEADERS = headers();

    /** Name and value of each. */
    static Map<String, String> all() {
        return HEADERS;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
        if (!response.containsHeader(CACHE_CONTROL) && response.getStatus() != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setHeader(CACHE_CONTROL, "no-store");
        }
    }

    private static Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        return Map.copyOf(headers);
    }
}
