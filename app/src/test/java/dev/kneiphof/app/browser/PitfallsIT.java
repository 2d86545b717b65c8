package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PitfallsIT extends InChromium {

    private static final List<String> ALL = List.of(
            "many-small-calls",
            "nested-values",
            "missed-close",
            "wrong-thread",
            "unchecked-error",
            "per-row-upcalls",
            "long-critical-calls",
            "timing-every-call");

    @Test
    void eachPitfallIsRunWrongAndRightByItselfAndShowsItsGuard() {
        go("/lab/pitfalls");
        assertThat(page.locator(".pitfall")).hasCount(ALL.size());
        for (String id : ALL) {
            Locator card = page.locator("#" + id);
            assertThat(card.locator(".guard")).containsText("What guards you: ");

            card.getByText("Run it wrong").click();
            assertThat(card.locator(".way-wrong .facts")).containsText("Crossings");
            assertThat(card.locator(".way-right .facts")).hasCount(0);
            assertThat(page.locator("#bill-label")).containsText("wrong");
            assertThat(bill()).containsText(Pattern.compile("[1-9][\\d,]* crossings?"));

            card.getByText("Run it right").click();
            assertThat(card.locator(".way-right .facts")).containsText("Crossings");
            assertThat(card.locator(".sentence")).containsText("against");
        }
        screenshot("pitfalls");
    }

    @Test
    void manySmallCallsAreToldFromOneBatchByTheirCrossings() {
        go("/lab/pitfalls");
        Locator card = page.locator("#many-small-calls");
        card.getByText("Run it wrong").click();
        assertThat(card.locator(".way-wrong .facts")).isVisible();
        card.getByText("Run it right").click();

        assertThat(card.locator(".sentence")).containsText(Pattern.compile("1,00\\d crossings against \\d+ crossing"));
    }

    @Test
    void whatTheGuardSaysIsShownWordForWord() {
        go("/lab/pitfalls");
        page.locator("#wrong-thread").getByText("Run it wrong").click();

        assertThat(page.locator("#wrong-thread .caught code")).containsText("Exception");
        assertThat(page.locator("#wrong-thread .caught pre")).not().isEmpty();
    }

    @Test
    void aWayThatTakesLongIsCancelled() {
        page.route("**/pitfalls/nested-values/wrong", request -> {});
        go("/lab/pitfalls");
        Locator card = page.locator("#nested-values");
        card.getByText("Run it wrong").click();
        assertThat(card.locator("progress")).isVisible();

        button("Cancel").click();

        assertThat(card.locator("progress")).hasCount(0);
        assertThat(card.getByText("Run it wrong")).isFocused();
        page.unroute("**/pitfalls/nested-values/wrong");
    }

    @Test
    void aListThatCannotBeReadIsAskedForAgain() {
        expectRefusals();
        page.route("**/api/v1/lab/pitfalls", Route::abort);
        go("/lab/pitfalls");
        assertThat(button("Try again")).isVisible();

        page.unroute("**/api/v1/lab/pitfalls");
        button("Try again").click();
        assertThat(page.locator(".pitfall")).hasCount(ALL.size());
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void thePitfallsHaveNoAxeViolation(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        go("/lab/pitfalls");
        page.locator("#wrong-thread").getByText("Run it wrong").click();
        assertThat(page.locator("#wrong-thread .caught")).isVisible();
        page.locator("#wrong-thread").getByText("Run it right").click();
        assertThat(page.locator("#wrong-thread .way-right .facts")).isVisible();

        var violations = examine(shown -> new AxeBuilder(shown).analyze().getViolations());

        assertThat(violations).as("axe on the pitfalls").isEmpty();
    }
}
