package dev.kneiphof.app.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers where the container forwards its errors: exceptions of filters and bare status codes. */
@Controller
class ContainerErrorController implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    Object error(HttpServletRequest request) {
        ApiProblem problem = problem(request);
        if (ErrorPage.isWanted(request)) {
            return ErrorPage.of(problem);
        }
        return ProblemResponses.of(problem, path(request));
    }

    private static ApiProblem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                && Refusals.in(thrown, request) instanceof ApiProblem refusal) {
            return refusal;
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return HttpProblems.of(status, path(request));
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                ? path
                : request.getRequestURI();
    }
}
