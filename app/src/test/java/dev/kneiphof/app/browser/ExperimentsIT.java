package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ExperimentsIT extends InChromium {

    private static final int SINGLE = 0;
    private static final int BATCHED = 1;

    @Test
    void twoExperimentsAreRunFromTheListAndEachShowsItsControlItsRatiosAndItsMachine() {
        go("/lab/experiments");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("The empty call"))
                .first()
                .click();
        measureFor(200);
        button("Run").click();
        assertThat(result()).isVisible();
        assertThat(result().locator(".kind-java")).hasCount(1);
        assertThat(result().locator(".verdict-baseline")).hasCount(1);
        assertThat(part("environment")).containsText(Pattern.compile("processors? .* heap, .* huge pages"));

        page.locator("#next").click();
        assertThat(page.locator("#experiment-title")).hasText("Text in and out");
        assertThat(result()).isHidden();
        measureFor(200);
        button("Run").click();
        assertThat(result()).isVisible();
        assertThat(result().locator(".sentence")).containsText("per text");
        screenshot("experiment");
    }

    @Test
    void theChunkSizeIsChangedBySliderAndTheCrossingsFollowExactly() {
        go("/lab/experiments/chunks?rows=1000&chunk=100&millis=200");
        button("Run").click();
        assertThat(crossings(BATCHED)).hasText("10");

        Locator slider = page.getByLabel("Rows a crossing, in steps");
        slider.focus();
        page.keyboard().press("Home");
        assertThat(page.locator("input[name=chunk]")).hasValue("1");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("input[name=chunk]")).hasValue("2");
        page.keyboard().press("End");
        assertThat(page.locator("input[name=chunk]")).hasValue("65536");
        assertThat(part("stale")).isVisible();
        assertThat(page).hasURL(Pattern.compile("rows=1000&chunk=65536&millis=200$"));

        button("Run").click();
        assertThat(part("stale")).isHidden();
        assertThat(crossings(BATCHED)).hasText("1");
        // A schema and four texts that come a second time, and the names of two attributes unless they are known.
        assertThat(crossings(SINGLE)).hasText(Pattern.compile("1,00[5-7]"));
        assertThat(crossings(result().locator("table.counts tbody tr").count() - 1))
                .hasText("0");
    }

    @Test
    void aPermalinkFillsTheFormAndRunsNothing() {
        go("/lab/experiments/chunks?chunk=64&rows=500");
        assertThat(page.locator("input[name=chunk]")).hasValue("64");
        assertThat(page.locator("input[name=rows]")).hasValue("500");
        assertThat(part("no-result")).isVisible();
        assertThat(send("GET", "/lab/experiments", null).text()).doesNotContain("\"running\"");

        button("Reset to defaults").click();
        assertThat(page.locator("input[name=chunk]")).hasValue("4096");
        assertThat(page).hasURL(Pattern.compile("/lab/experiments/chunks$"));
    }

    @Test
    void theServersOwnPermalinkLeadsToTheSameForm() {
        APIResponse started =
                send("POST", "/lab/experiments/batch-get/runs", "{\"parameters\":{\"nodes\":77},\"millis\":100}");
        String permalink = started.text().replaceAll(".*\"permalink\":\"([^\"]+)\".*", "$1");

        go(permalink);

        assertThat(page.locator("input[name=nodes]")).hasValue("77");
    }

    @Test
    void whatALinkAsksOutOfRangeIsToldAndAnUnknownExperimentLeadsToTheList() {
        go("/lab/experiments/chunks?chunk=0&size=3");
        assertThat(part("refusals")).containsText("chunk=0: it must be a whole number from 1 to 65,536");
        assertThat(part("refusals")).containsText("size=3: the experiment has no such parameter");
        assertThat(page.locator("input[name=chunk]")).hasValue("4096");

        page.locator("input[name=chunk]").fill("70000");
        button("Run").click();
        assertThat(part("state")).isHidden();
        assertThat(page.locator("input[name=chunk]:invalid")).hasCount(1);

        go("/lab/experiments/alchemy");
        assertThat(page.locator("#failure")).containsText("There is no experiment alchemy");
        assertThat(page.locator("#cards li")).not().hasCount(0);
    }

    @Test
    void aRunIsCancelledHalfWayAndNothingIsLeftRunning() {
        go("/lab/experiments/chunks?millis=" + ENDLESS_MILLIS);
        button("Run").click();
        assertThat(part("phase")).containsText("…");
        button("Cancel").click();

        assertThat(button("Run")).isEnabled();
        assertThat(part("state")).isHidden();
        assertThat(result()).isHidden();
        assertThat(button("Run")).isFocused();
        assertThat(send("GET", "/lab/experiments", null).text()).doesNotContain("\"running\"");
    }

    @Test
    void whoeverComesSecondSeesTheOtherRunAndMayStartWhenItHasEnded() {
        send("POST", "/lab/experiments/empty-call/runs", "{\"millis\":" + ENDLESS_MILLIS + "}");
        expectRefusals();
        go("/lab/experiments/error-path?millis=100");
        assertThat(part("others")).containsText("Somebody else is running empty-call");

        button("Run").click();
        assertThat(part("others")).containsText("Somebody else is running empty-call");
        assertThat(result()).isHidden();

        button("Cancel theirs").click();
        assertThat(part("others")).isEmpty();
        button("Run").click();
        assertThat(result()).isVisible();
    }

    @Test
    void leavingThePageCancelsItsRun() {
        go("/lab/experiments/chunks?millis=" + ENDLESS_MILLIS);
        button("Run").click();
        assertThat(part("progress")).hasAttribute("value", Pattern.compile(".+"));
        String run = JsonMapper.shared()
                .readTree(read("/api/v1/lab/experiments"))
                .path("running")
                .path("id")
                .asString();

        go("/help");

        eventually()
                .until(() -> JsonMapper.shared()
                        .readTree(read("/api/v1/lab/runs/" + run))
                        .path("state")
                        .asString()
                        .equals("cancelled"));
    }

    @Test
    void resultsAreTakenAwayAsJsonAndAsCsv() throws IOException {
        go("/lab/experiments/batch-get?nodes=50&millis=100");
        button("Run").click();
        assertThat(result()).isVisible();

        Download csv = page.waitForDownload(() -> part("csv").click());
        assertThat(Files.readString(csv.path()))
                .startsWith("experiment,parameters,mode")
                .contains("nodes=50");
        Download json = page.waitForDownload(() -> part("json").click());
        assertThat(Files.readString(json.path())).contains("\"experiment\":\"batch-get\"");
    }

    @Test
    void anExperimentIsRunByKeyboardAloneAndProjected() {
        go("/lab/experiments/empty-call?millis=200");
        assertThat(button("Run")).isVisible();
        page.keyboard().press("r");
        assertThat(result()).isVisible();
        assertThat(page.locator("#announcer")).containsText("Done.");

        page.keyboard().press("b");
        assertThat(page.locator("html")).hasAttribute("data-view", "projector");
        assertThat(page.locator("#catalog")).isHidden();
        screenshot("experiment-projector");
        page.keyboard().press("]");
        assertThat(page.locator("#experiment-title")).hasText("Text in and out");
        assertThat(page.locator("html")).hasAttribute("data-view", "projector");
        page.keyboard().press("b");
        assertThat(page.locator("#catalog")).isVisible();
    }

    @Test
    void everyExperimentShowsItsFiguresItsControlItsMachineItsFilesAndItsLink() {
        go("/lab/experiments");
        assertThat(page.locator("#cards li")).not().hasCount(0);
        List<String> addresses = page.locator("#cards a").all().stream()
                .map(card -> card.getAttribute("href"))
                .toList();
        for (String address : addresses) {
            go(address + "?millis=100");
            button("Run").click();
            assertThat(result().locator("table.result thead"))
                    .containsText(Pattern.compile("Ratio.*Median.*Least.*Spread.*Samples"));
            for (Locator row : result().locator("table.result tbody tr").all()) {
                assertThat(row.locator(".ratio")).hasText(Pattern.compile("1|[\\d.]+×"));
                assertThat(row.locator(".verdict"))
                        .hasText(Pattern.compile("baseline|not distinguishable|.* (faster|slower)"));
                assertThat(row.locator("td").last()).hasText(Pattern.compile("[1-9]\\d*"));
            }
            assertThat(result().locator(".kind-java").first()).isVisible();
            assertThat(part("environment")).containsText(Pattern.compile("processors? .* heap, .* huge pages"));
            assertThat(page.request().get(part("json").getAttribute("href"))).isOK();
            assertThat(page.request().get(part("csv").getAttribute("href"))).isOK();
            assertThat(page).hasURL(Pattern.compile(address + "\\?millis=100$"));
        }
    }

    @Test
    void barsStandAtOnceWhereLessMotionIsWished() {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        go("/lab/experiments/empty-call?millis=100");
        button("Run").click();

        assertThat(result().locator(".bar").first()).hasCSS("transition-duration", "0s");
    }

    private void measureFor(int millis) {
        page.locator("input[name=millis]").fill(Integer.toString(millis));
        page.locator("input[name=millis]").press("Tab");
    }

    private Locator part(String name) {
        return page.locator("[data-part=" + name + "]");
    }

    private Locator result() {
        return part("result");
    }

    /** The exact number of crossings that the table of counts has for a way, by its place. */
    private Locator crossings(int way) {
        return result().locator("table.counts tbody tr").nth(way).locator("td").nth(1);
    }
}
