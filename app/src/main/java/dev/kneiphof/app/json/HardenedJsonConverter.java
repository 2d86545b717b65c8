package dev.kneiphof.app.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP: UTF-8 only, as RFC 8259 has it, and {@code ?numbers=string} for readers whose only number is the double. */
final class HardenedJsonConverter extends JacksonJsonHttpMessageConverter {

    HardenedJsonConverter(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
        boolean utf8 = mediaType == null
                || mediaType.getCharset() == null
                || StandardCharsets.UTF_8.equals(mediaType.getCharset());
        return utf8 && super.canRead(type, mediaType);
    }

    @Override
    protected ObjectWriter customizeWriter(
            ObjectWriter writer, @Nullable JavaType type, @Nullable MediaType contentType) {
        return writer.withAttribute(HardenedJson.VALUE_WRITER, valueWriter());
    }

    private static ValueWriter valueWriter() {
        boolean forDoubles = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && "string".equals(request.getRequest().getParameter("numbers"));
        return forDoubles ? ValueWriter.FOR_DOUBLES : ValueWriter.PLAIN;
    }
}
