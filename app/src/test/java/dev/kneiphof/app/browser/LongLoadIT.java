package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.samples.EndlessSample;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

@Import(EndlessSample.class)
class LongLoadIT extends InChromium {

    @Test
    void aLongLoadShowsItsProgressAndCancellingLeavesNoGraph() {
        go("/explore");

        button("Load Endless").click();
        assertThat(page.locator(".card progress")).isVisible();
        assertThat(page.locator(".card-status").last()).containsText("%");
        button("Cancel").click();

        assertThat(page.locator(".card-status").last()).hasText("Cancelled; nothing was kept.");
        assertThat(send("GET", "/graphs/" + EndlessSample.NAME, null).status()).isEqualTo(404);
    }
}
