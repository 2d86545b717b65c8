package dev.kneiphof.app.graph;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The address of the page after this one: the same request with another cursor, relative to this server. */
final class NextPage {

    private static final String CURSOR = "cursor=";

    private NextPage() {}

    static String address(HttpServletRequest request, String cursor) {
        String query = request.getQueryString();
        Stream<String> others = query == null || query.isEmpty()
                ? Stream.empty()
                : Arrays.stream(query.split("&")).filter(parameter -> !parameter.startsWith(CURSOR));
        return request.getRequestURI()
                + Stream.concat(others, Stream.of(CURSOR + cursor)).collect(Collectors.joining("&", "?", ""));
    }
}
