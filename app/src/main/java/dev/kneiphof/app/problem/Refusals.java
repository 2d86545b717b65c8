package dev.kneiphof.app.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Finds what a wrapped exception really says about the request. */
final class Refusals {

    private static final int CAUSES_MAX = 8;

    private Refusals() {}

    /** The refusal of the request in the chain of causes, or null where the fault is ours. */
    static @Nullable ApiProblem in(Throwable exception, HttpServletRequest request) {
        Throwable cause = exception;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
            switch (cause) {
                case ApiProblem problem -> {
                    return problem;
                }
                case InvalidParameterException unreadable -> {
                    return ApiProblem.invalid(
                            "the parameters of the address cannot be read", String.valueOf(request.getQueryString()));
                }
                case RequestRejectedException rejected -> {
                    return HttpProblems.malformedRequest(request.getRequestURI());
                }
                default -> cause = cause.getCause();
            }
        }
        return null;
    }
}
