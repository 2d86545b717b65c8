package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceIT extends InChromium {

    @AfterEach
    void forget() {
        send("DELETE", "/lab/trace", null);
        removeGraph("traffic");
    }

    @Test
    void aThousandSingleCallsAreSeenBesideOneBatch() throws IOException {
        go("/lab/trace");
        assertThat(page.locator("#empty")).isVisible();
        button("Compare them").click();

        assertThat(page.locator("#sentence")).containsText(Pattern.compile("The first took [0-9.]+ times as long"));
        assertThat(page.locator("#empty")).isHidden();
        Locator ways = page.locator("#lanes tbody tr");
        assertThat(ways).hasCount(2);
        assertThat(ways.first().locator("td").first()).hasText("1,000");
        assertThat(ways.last().locator("td").first()).hasText("1");
        assertThat(page.locator("#kept")).containsText("crossings were kept");
        assertThat(page.locator("#bill-label")).containsText("trace");
        screenshot("trace");

        Download chrome = page.waitForDownload(() -> page.locator("#chrome").click());
        assertThat(Files.readString(chrome.path())).contains("\"traceEvents\"", "kneiphof_graph_put_row");
        Download flight = page.waitForDownload(() -> page.locator("#jfr").click());
        assertThat(new String(Files.readAllBytes(flight.path()), 0, 3, StandardCharsets.ISO_8859_1))
                .isEqualTo("FLR");
    }

    @Test
    void theTimeLineIsZoomedByKeyboardAndListsWhatIsInView() {
        go("/lab/trace");
        assertThat(button("Compare them")).isEnabled();
        page.keyboard().press("r");
        assertThat(page.locator("#window")).containsText("crossings in view: 1,000 and 1");
        String whole = page.locator("#window").textContent();

        page.locator("#timeline").focus();
        for (int zoomed = 0; zoomed < 6; zoomed++) {
            page.keyboard().press("+");
        }
        assertThat(page.locator("#window")).not().hasText(whole);
        String near = page.locator("#window").textContent();
        for (int fifth = 0; fifth < 5; fifth++) {
            page.keyboard().press("ArrowRight");
        }
        assertThat(page.locator("#window")).not().hasText(near);
        screenshot("trace-near");

        // As near as it goes: 20 ns hold one crossing, if any. Where the middle of a trace lies is luck.
        for (int zoomed = 0; zoomed < 30; zoomed++) {
            page.keyboard().press("+");
        }
        page.getByText("The crossings in view, one by one").click();
        page.locator("#timeline").focus();
        page.keyboard().press("Home");
        page.keyboard().press("n");
        assertThat(page.locator("#crossings tbody tr").first())
                .containsText(Pattern.compile("kneiphof_graph_(put_row|apply)"));
        assertThat(page.locator("#crossings caption")).not().containsText("1,001");

        page.locator("#timeline").focus();
        page.keyboard().press("0");
        assertThat(page.locator("#window")).hasText(whole);
    }

    @Test
    void whatCrossesMeanwhileIsRecordedUntilItIsStoppedAndWhatWasDroppedIsCounted() {
        newGraph("traffic");
        addNode("traffic", "{\"id\":\"a\"}");
        go("/lab/trace?millis=60000&capacity=64");
        button("Record what crosses").click();
        assertThat(page.locator("#recorded")).containsText("recording …");

        for (int i = 0; i < 100; i++) {
            send("POST", "/graphs/traffic/nodes:lookup", "{\"id\":\"a\"}");
        }
        assertThat(page.locator("#recorded")).containsText("dropped");
        button("Stop recording").click();

        assertThat(page.locator("#kept"))
                .containsText(Pattern.compile("The last 64 of 1\\d\\d crossings were kept, \\d+ were dropped"));
        assertThat(page.locator("#together")).isHidden();
        assertThat(button("Record what crosses")).isEnabled();

        page.reload();
        assertThat(page.locator("#kept")).containsText("were dropped");
    }

    @Test
    void aTraceThatMustWaitForAnExperimentSaysSo() {
        expectRefusals();
        go("/lab/trace");
        String run = send("POST", "/lab/experiments/empty-call/runs", "{\"millis\":" + ENDLESS_MILLIS + "}")
                .headers()
                .get("location");
        button("Compare them").click();

        assertThat(page.locator("#failure")).containsText("empty-call");
        assertThat(button("Compare them")).isEnabled();
        assertThat(page.locator("#recording")).isHidden();

        send("DELETE", run.replaceFirst(".*/api/v1", ""), null);
        eventually().until(() -> !read("/api/v1/lab/experiments").contains("\"running\""));
        button("Compare them").click();
        assertThat(page.locator("#trace")).isVisible();
        assertThat(page.locator("#failure")).isHidden();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theTraceHasNoAxeViolation(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        go("/lab/trace");
        button("Compare them").click();
        assertThat(page.locator("#trace")).isVisible();
        page.getByText("The crossings in view, one by one").click();

        var violations = examine(shown -> new AxeBuilder(shown).analyze().getViolations());

        assertThat(violations).as("axe on the trace").isEmpty();
    }
}
