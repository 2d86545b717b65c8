package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.StatusCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses bodies that do not say what they are, before anything reads them as what they are not: all text here is UTF-8. */
final class StrictBodies implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod && request.getContentType() instanceof String type) {
            String refusal = refusal(type);
            if (refusal != null) {
                throw ApiProblem.of(StatusCode.UNSUPPORTED_MEDIA_TYPE, refusal);
            }
        }
        return true;
    }

    private static @Nullable String refusal(String text) {
        MediaType type;
        try {
            type = MediaType.parseMediaType(text);
        } catch (InvalidMediaTypeException unreadable) {
            return "The content type '%s' is none; send one such as %s"
                    .formatted(text, MediaType.APPLICATION_JSON_VALUE);
        }
        if (!type.isConcrete()) {
            return "The content type %s says nothing of the body; send one such as %s"
                    .formatted(text, MediaType.APPLICATION_JSON_VALUE);
        }
        // What curl sends of its own accord: the body would be read as names of parameters, and refused as such.
        if (MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type)) {
            return "A form is not taken; send JSON with the header Content-Type: " + MediaType.APPLICATION_JSON_VALUE;
        }
        Charset charset = type.getCharset();
        return charset == null || charset.equals(StandardCharsets.UTF_8)
                ? null
                : "The charset %s is not taken; send the body as UTF-8".formatted(charset);
    }
}
