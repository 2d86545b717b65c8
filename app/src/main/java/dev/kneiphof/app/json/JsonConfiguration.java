package dev.kneiphof.app.json;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** One mapper for the whole server. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    JsonMapper jsonMapper() {
        return HardenedJson.mapper();
    }

    @Bean
    ServerHttpMessageConvertersCustomizer hardenedJson(JsonMapper mapper) {
        return converters -> converters.withJsonConverter(new HardenedJsonConverter(mapper));
    }
}
