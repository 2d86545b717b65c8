package dev.kneiphof.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class PagesTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/explore",
                "/explore?g=demo&q=label%3D%3DPerson",
                "/admin",
                "/lab",
                "/lab/experiments",
                "/lab/experiments/chunks?chunk=64",
                "/lab/stack",
                "/lab/guide",
                "/lab/pitfalls",
                "/lab/lessons",
                "/lab/lessons/what-a-crossing-is",
                "/help"
            })
    void aPageIsHtmlWithoutInlineScriptOrStyle(String address) {
        MvcTestResult page = mvc.get()
                .uri(java.net.URI.create(address))
                .accept(MediaType.TEXT_HTML)
                .exchange();

        assertThat(page).hasStatusOk().hasContentTypeCompatibleWith(MediaType.TEXT_HTML);
        assertThat(page)
                .bodyText()
                .contains("<main", "<title>")
                .doesNotContain("<style", " style=", " onclick=", "javascript:")
                .doesNotContainPattern("<script(?![^>]* src=)");
    }
}
