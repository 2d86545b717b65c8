package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessibilityIT extends InChromium {

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageHasAnAxeViolation(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String name = scheme.name().toLowerCase(java.util.Locale.ROOT);

        go("/explore");
        assertThat(page.locator(".card")).hasCount(4);
        screenshot("start-" + name);
        expectNoViolation("start");

        openSample("Les Mis.*");
        page.locator("#node-list").focus();
        page.keyboard().press("Enter");
        assertThat(inspector().locator("h3")).isVisible();
        screenshot("explore-" + name);
        expectNoViolation("explore");
        button("+ Node").click();
        answer("Add attribute").click();
        expectNoViolation("the dialog");
        answer("Cancel").click();

        go("/admin");
        assertThat(page.locator("#ingestion-state")).containsText("Now");
        screenshot("admin-" + name);
        expectNoViolation("admin");
        expectNoViolationWhileAnIndexIsDeclaredAndDropped(name);

        go("/lab");
        assertThat(page.locator("#functions tbody tr")).not().hasCount(0);
        screenshot("lab-" + name);
        expectNoViolation("lab");

        go("/help");
        screenshot("help-" + name);
        expectNoViolation("help");

        expectRefusals();
        go("/nowhere");
        assertThat(page.locator("h1")).hasText("Resource not found");
        screenshot("error-" + name);
        expectNoViolation("error");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageOfTheLabHasAnAxeViolation(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String name = scheme.name().toLowerCase(java.util.Locale.ROOT);

        go("/lab/experiments");
        assertThat(page.locator("#cards li")).not().hasCount(0);
        screenshot("experiments-" + name);
        expectNoViolation("experiments");

        go("/lab/experiments/empty-call?millis=100");
        button("Run").click();
        assertThat(page.locator("[data-part=result]")).isVisible();
        eventually()
                .until(() -> page.evaluate("document.getAnimations().length").equals(0));
        screenshot("experiment-" + name);
        expectNoViolation("an experiment");
        button("Projector").click();
        screenshot("experiment-projector-" + name);
        expectNoViolation("an experiment on the projector");
        button("Leave the projector view").click();

        go("/lab/stack?rows=10&requests=5");
        button("Run").click();
        assertThat(page.locator("#result")).isVisible();
        assertThat(bill()).containsText("5 requests for 10 nodes each");
        screenshot("stack-" + name);
        expectNoViolation("the whole stack");

        go("/lab/lessons/what-a-crossing-is");
        assertThat(page.locator(".lesson-experiment")).not().hasCount(0);
        expectNoViolation("a lesson");
    }

    @Test
    void anExperimentIsFoundChangedRunAndPassedOnByKeyboardAlone() {
        go("/lab");
        tabTo(page.locator(".lab-nav a[href='/lab/experiments']"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#cards li")).not().hasCount(0);
        tabTo(page.locator("#cards a[href='/lab/experiments/chunks']"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#experiment-title")).not().isEmpty();

        tabTo(page.locator("input[name=rows]"));
        page.keyboard().press("Control+a");
        page.keyboard().type("500");
        tabTo(page.getByLabel("Rows a crossing, in steps"));
        page.keyboard().press("Home");
        for (int step = 0; step < 3; step++) {
            page.keyboard().press("ArrowRight");
        }
        assertThat(page.locator("input[name=chunk]")).hasValue("8");
        tabTo(page.locator("input[name=millis]"));
        page.keyboard().press("Control+a");
        page.keyboard().type("200");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-part=result]")).isVisible();
        assertThat(page.locator("#announcer")).containsText("Done.");
        assertThat(page.locator("#bill-label")).containsText("experiment");

        assertThat(page).hasURL(Pattern.compile("/lab/experiments/chunks\\?rows=500&chunk=8&millis=200$"));
        String permalink = page.url();
        tabTo(page.locator("#next"));
        page.keyboard().press("Enter");
        assertThat(page.locator("input[name=chunk]")).hasCount(0);
        page.navigate(permalink);
        assertThat(page.locator("input[name=chunk]")).hasValue("8");
        assertThat(page.locator("input[name=rows]")).hasValue("500");
    }

    /** Goes on with the tabulator until the element has the focus, and fails when it is never reached. */
    private void tabTo(Locator element) {
        assertThat(element).isVisible();
        for (int pressed = 0; pressed < 200; pressed++) {
            if (Boolean.TRUE.equals(element.evaluate("found => found === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        assertThat(element).isFocused();
    }

    @Test
    void anIndexIsDeclaredAndDroppedByKeyboardAlone() {
        newGraph("by-keys");
        go("/admin");
        tabTo(button("Memory and indexes of by-keys"));
        page.keyboard().press("Enter");
        tabTo(page.locator("dialog[open] input[name=key]"));
        page.keyboard().type("status");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog[open] [role=status]").last()).containsText("There is an index on status");

        tabTo(answer("Drop the index on status (attribute of nodes)"));
        page.keyboard().press("Enter");
        tabTo(answer("Drop"));
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog[open] select[name=on]")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        removeGraph("by-keys");
    }

    @Test
    void aNodeIsFoundExpandedHiddenAndBroughtBackByKeyboardAlone() {
        openSample("Flights.*");
        page.locator("#main").focus();

        page.keyboard().press("/");
        page.keyboard().type("Ketchikan");
        assertThat(page.locator("#search-option-0")).isVisible();
        page.keyboard().press("Enter");
        assertThat(inspector().locator("h3")).hasText("KTN");

        page.keyboard().press("Escape");
        page.locator("#canvas").focus();
        page.keyboard().press("v");
        assertThat(page.locator("#node-list")).isFocused();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#list-title")).containsText("Neighbors of KTN");
        page.keyboard().press("Enter");
        assertThat(inspector().locator("h3")).not().hasText("KTN");
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("#list-title")).hasText("In view");

        String before = shown().textContent();
        page.keyboard().press("h");
        assertThat(shown()).not().hasText(before);
        assertThat(page.locator("#announcer")).containsText("hidden");
        page.keyboard().press("Control+z");
        assertThat(shown()).hasText(before);
    }

    @Test
    void singleKeysCanBeSwitchedOff() {
        openSample("The seven bridges.*");
        page.locator("#canvas").focus();
        page.keyboard().press("?");
        page.locator("#shortcuts-enabled").uncheck();
        answer("Close").click();

        page.locator("#canvas").focus();
        page.keyboard().press("n");

        assertThat(page.locator("dialog[open]")).hasCount(0);
    }

    private void expectNoViolationWhileAnIndexIsDeclaredAndDropped(String name) {
        button("Memory and indexes of les-miserables").click();
        assertThat(page.locator("section[aria-labelledby=indexes-title]")).containsText("None yet.");
        expectNoViolation("memory without an index");
        page.locator("dialog[open] select[name=on]").selectOption("label");
        answer("Declare").click();
        assertThat(answer("Drop the index on the labels of nodes")).isVisible();
        answer("Close").scrollIntoViewIfNeeded();
        screenshot("indexes-" + name);
        expectNoViolation("memory and indexes");
        answer("Drop the index on the labels of nodes").click();
        screenshot("index-drop-" + name);
        expectNoViolation("the question before an index is dropped");
        answer("Drop").click();
        assertThat(page.locator("section[aria-labelledby=indexes-title]")).containsText("None yet.");
        answer("Close").click();
    }

    private void expectNoViolation(String where) {
        var violations = examine(shown -> new AxeBuilder(shown).analyze().getViolations());
        assertThat(violations.stream().map(AccessibilityIT::describe))
                .as("axe on " + where)
                .isEmpty();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream()
                        .map(node -> node.getTarget() + " " + node.getHtml())
                        .toList();
    }
}
