package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.StatusCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses parameters of an address that the method does not have, or that are given twice: {@code ?limt=10} would otherwise
 * answer something else than was asked. A method says what it has by {@link RequestParam} and {@link RowId}.
 */
final class StrictParameters implements HandlerInterceptor {

    /** Understood wherever values are answered. */
    private static final String NUMBERS = "numbers";

    private static final List<String> NUMBERS_AS = List.of("string", "number");

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            requireNoForm(request);
            Set<String> names = known.computeIfAbsent(method, StrictParameters::namesOf);
            request.getParameterMap().forEach((name, values) -> require(names, name, values));
        }
        return true;
    }

    /** What curl sends of its own accord: the body would be read as names of parameters, and refused as such. */
    private static void requireNoForm(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            throw ApiProblem.of(
                    StatusCode.UNSUPPORTED_MEDIA_TYPE,
                    "A form is not taken; send JSON with the header Content-Type: " + MediaType.APPLICATION_JSON_VALUE);
        }
    }

    private static void require(Set<String> known, String name, String[] values) {
        if (!known.contains(name)) {
            throw ApiProblem.invalid("unknown parameter; known are " + String.join(", ", known), name);
        }
        if (values.length > 1) {
            throw ApiProblem.invalid("the parameter " + name + " is given " + values.length + " times", values[1]);
        }
        if (name.equals(NUMBERS) && !NUMBERS_AS.contains(values[0])) {
            throw ApiProblem.invalid("the parameter numbers must be string or number", values[0]);
        }
    }

    private static Set<String> namesOf(HandlerMethod method) {
        Collection<String> names = new TreeSet<>(List.of(NUMBERS));
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
                names.add(named.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : named.name());
            }
            if (parameter.hasParameterAnnotation(RowId.class)) {
                names.add(RowIdResolver.PARAMETER);
            }
        }
        return new TreeSet<>(names);
    }
}
