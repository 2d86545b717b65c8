package dev.kneiphof.app.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.ModelAndView;

/** The page for a person who went to a wrong address; machines, and people who ask the API, get the problem itself. */
final class ErrorPage {

    private ErrorPage() {}

    /** Whether the request comes from somebody who navigates: it prefers HTML and does not address the API. */
    static boolean isWanted(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") && !path.startsWith("/actuator") && prefersHtml(request);
    }

    /** The page with the {@link Problem} as {@code problem} in its model. */
    static ModelAndView of(ApiProblem problem) {
        Problem shown = Problem.of(problem.failure(), problem.errors(), null);
        var page = new ModelAndView("error");
        page.setStatus(HttpStatusCode.valueOf(shown.status()));
        page.addObject("problem", shown);
        return page;
    }

    private static boolean prefersHtml(HttpServletRequest request) {
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT));
            return accepted.stream()
                    .anyMatch(type -> type.isCompatibleWith(MediaType.TEXT_HTML) && !type.isWildcardType());
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
