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
import org.springframework.web.util.HtmlUtils;

/** Explains the types of problems at the address that each problem names as its type. */
@RestController
class ProblemPage {

    private static final Map<String, StatusCode> TYPES = Arrays.stream(StatusCode.values())
            .filter(status -> status != StatusCode.OK)
            .collect(Collectors.toUnmodifiableMap(Problem::slug, Function.identity()));

    /** A type of problem; {@code message} has the operands of a single problem in braces. */
    record ProblemType(String type, String title, int status, String code, int number, String message) {

        static ProblemType of(StatusCode status) {
            return new ProblemType(
                    Problem.type(status),
                    status.title(),
                    status.httpStatus(),
                    status.name(),
                    status.code(),
                    status.template());
        }
    }

    @GetMapping(path = "/problems/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProblemType> type(@PathVariable String code) {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(find(code));
    }

    @GetMapping(path = "/problems/{code}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String code) {
        ProblemType type = find(code);
        String html = """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s · Kneiphof</title></head>
                <body>
                <main>
                <h1>%1$s</h1>
                <p>%2$s</p>
                <dl><dt>Code</dt><dd>%3$s</dd><dt>HTTP status</dt><dd>%4$d</dd><dt>Number</dt><dd>%5$d</dd></dl>
                </main>
                </body>
                </html>
                """.formatted(
                        HtmlUtils.htmlEscape(type.title()),
                        HtmlUtils.htmlEscape(type.message()),
                        type.code(),
                        type.status(),
                        type.number());
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(html);
    }

    private static ProblemType find(String code) {
        StatusCode status = TYPES.get(code);
        if (status == null) {
            throw ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value("/problems/" + code));
        }
        return ProblemType.of(status);
    }
}
