package dev.kneiphof.app.problem;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;

/** Explains the types of problems at the address that each problem names as its type. */
@RestController
class ProblemPage {

    private static final Map<String, StatusCode> TYPES = Arrays.stream(StatusCode.values())
            .filter(status -> status != StatusCode.OK)
            .collect(Collectors.toUnmodifiableMap(Problem::slug, Function.identity()));

    /**
     * A type of problem.
     *
     * @param message with the operands of a single problem in braces
     * @param wayOut what to do about it
     */
    record ProblemType(String type, String title, int status, String code, int number, String message, String wayOut) {

        static ProblemType of(StatusCode status) {
            return new ProblemType(
                    Problem.type(status),
                    status.title(),
                    status.httpStatus(),
                    status.name(),
                    status.code(),
                    status.template(),
                    WayOut.of(status));
        }
    }

    @GetMapping(path = "/problems/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProblemType> type(@PathVariable String code) {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(find(code));
    }

    @GetMapping(path = "/problems/{code}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(@PathVariable String code) {
        return new ModelAndView("problem", "type", find(code));
    }

    private static ProblemType find(String code) {
        StatusCode status = TYPES.get(code);
        if (status == null) {
            throw ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value("/problems/" + code));
        }
        return ProblemType.of(status);
    }
}
