package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LessonsIT extends InChromium {

    @Test
    void aLessonIsReadItsExperimentRunsInTheTextAndTheNextOneFollows() {
        go("/lab/lessons");
        assertThat(page.locator("#cards li")).hasCount(8);
        page.locator("#cards a").first().click();
        assertThat(page.locator("#lesson-count")).hasText("Lesson 1 of 8");
        assertThat(page.locator("#previous")).isHidden();
        assertThat(page.locator("#lesson-text")).not().containsText("is not part of this server");

        Locator live = page.locator(".lesson-experiment").first();
        live.locator("input[name=millis]").fill("200");
        live.locator("input[name=millis]").press("Tab");
        live.locator("[data-part=run]").click();
        assertThat(live.locator("[data-part=result]")).isVisible();
        screenshot("lesson");

        page.locator("#next").click();
        assertThat(page.locator("#lesson-count")).hasText("Lesson 2 of 8");
        page.keyboard().press("[");
        assertThat(page.locator("#lesson-count")).hasText("Lesson 1 of 8");
    }

    @Test
    void everyLessonHasEachOfItsExperiments() {
        go("/lab/lessons");
        assertThat(page.locator("#cards li")).hasCount(8);
        List<String> addresses = page.locator("#cards a").all().stream()
                .map(card -> card.getAttribute("href"))
                .toList();
        for (String address : addresses) {
            go(address);
            assertThat(page.locator("#lesson-title")).not().isEmpty();
            assertThat(page.locator("#lesson-text")).not().containsText("is not part of this server");
        }
    }

    @Test
    void theCodeBesideAFigureLinksTheSameNameInThreeLanguages() {
        go("/lab/experiments/chunks");
        button("Show the code").click();
        Locator first = page.locator(".sources").first();
        assertThat(first.locator("pre")).hasCount(3);

        first.locator(".chip").nth(1).click();
        assertThat(first.locator(".pane-java .lit")).not().hasCount(0);
        assertThat(first.locator(".pane-c .lit")).not().hasCount(0);
        assertThat(first.locator(".pane-rust .lit")).not().hasCount(0);
        screenshot("code");
    }

    @Test
    void theGuidesTableIsMeasuredHere() {
        go("/lab/guide");
        assertThat(page.locator("#guide-rows tr")).hasCount(4);
        button("Measure here").click();

        Locator last = page.locator("#guide-rows tr").last();
        assertThat(last.locator("[data-ours='0']")).hasText(Pattern.compile("[0-9].*s"));
        assertThat(last.locator(".ratio")).hasText(Pattern.compile("[0-9.]+×"));
        assertThat(page.locator("#environment")).containsText("heap");
        screenshot("guide");

        page.reload();
        assertThat(last.locator("[data-ours='0']")).hasText(Pattern.compile("[0-9].*s"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void neitherLessonsNorCodeNorTheGuideHaveAnAxeViolation(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        go("/lab/lessons");
        assertThat(page.locator("#cards li")).hasCount(8);
        expectNoViolation();
        go("/lab/lessons/batching-by-columns");
        assertThat(page.locator(".lesson-experiment")).not().hasCount(0);
        expectNoViolation();
        go("/lab/experiments/chunks");
        button("Show the code").click();
        assertThat(page.locator(".sources pre")).not().hasCount(0);
        expectNoViolation();
        go("/lab/guide");
        assertThat(page.locator("#guide-rows tr")).hasCount(4);
        expectNoViolation();
    }

    private void expectNoViolation() {
        var violations = examine(shown -> new AxeBuilder(shown).analyze().getViolations());
        assertThat(violations).as("axe on " + page.url()).isEmpty();
    }
}
