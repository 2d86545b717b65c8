package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
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
            Set<String> names = known.computeIfAbsent(method, StrictParameters::namesOf);
            request.getParameterMap().forEach((name, values) -> require(names, name, values));
        }
        return true;
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
