package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ApiProblem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Finds the {@link RowId} of a request in one of its two places, and refuses it in both or in none. */
final class RowIdResolver implements HandlerMethodArgumentResolver {

    static final String PARAMETER = "id";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RowId.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        Object inPath = variables instanceof Map<?, ?> map ? map.get(PARAMETER) : null;
        String asParameter = request.getParameter(PARAMETER);
        if (asParameter == null) {
            return requirePresent(inPath);
        }
        if (inPath != null) {
            throw ApiProblem.invalid("the id stands in the path and in the parameter id", asParameter);
        }
        return asParameter;
    }

    private static Object requirePresent(@Nullable Object id) {
        if (id == null) {
            throw ApiProblem.invalid("a parameter is missing", PARAMETER);
        }
        return id;
    }
}
