package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running application in a real browser. A test fails on every error in the browser's console, on every violation of the
 * content security policy, and on every exception in a page.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "kneiphof.lab.run-max=10m")
abstract class InChromium {

    /** A run that is still under way when a test looks, however slow the machine is. */
    protected static final int ENDLESS_MILLIS = 600_000;

    /** Machines that build are slow at times; what is right is there as soon as it is there. */
    private static final double PATIENCE_MILLIS = 60_000;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** What a browser itself writes about a refusal that the page has asked for and shows. */
    private static final String REFUSAL = "Failed to load resource";

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private boolean refusalsExpected;
    protected Page page;

    @BeforeAll
    static void launch() {
        Path executable = Chromium.require();
        playwright = Playwright.create();
        browser = playwright.chromium().launch(Chromium.options(executable));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @AfterAll
    static void quit() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void open() {
        context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.addInitScript("addEventListener('securitypolicyviolation', event =>"
                + " console.error('CSP ' + event.violatedDirective + ' ' + event.blockedURI))");
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !(refusalsExpected && message.text().startsWith(REFUSAL))) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void closeAndExpectNoComplaints() {
        endWhatMeasures();
        context.close();
        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    /** Traces and experiments take turns in the whole server: one that a test leaves would refuse the next its own. */
    private void endWhatMeasures() {
        send("DELETE", "/lab/trace", null);
        eventually().until(() -> {
            JsonNode running = JsonMapper.shared()
                    .readTree(read("/api/v1/lab/experiments"))
                    .path("running");
            if (!running.isMissingNode()) {
                send("DELETE", "/lab/runs/" + running.path("id").asString(), null);
            }
            return running.isMissingNode();
        });
    }

    /** Waits for what no locator can wait for; the browser is asked by the thread of the test alone. */
    protected static ConditionFactory eventually() {
        return await().pollInSameThread().atMost(Duration.ofMillis((long) PATIENCE_MILLIS));
    }

    /** Goes on doing something until the page says so: what it says of a moment may be past when an assertion looks. */
    protected void untilShown(Locator place, Pattern text, Runnable action) {
        eventually().until(() -> {
            action.run();
            return text.matcher(place.textContent()).find();
        });
    }

    /** From here on answers with a status of 400 and more belong to the test. */
    protected void expectRefusals() {
        refusalsExpected = true;
    }

    /** What a tool finds out about the page; what it does to the page meanwhile is not the page's fault. */
    protected <T> T examine(Function<Page, T> tool) {
        List<String> before = List.copyOf(complaints);
        T found = tool.apply(page);
        complaints.retainAll(before);
        return found;
    }

    protected void go(String address) {
        page.navigate("http://localhost:" + port + address);
    }

    protected void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** What the server answers to another client. */
    protected String read(String address) {
        return context.request().get("http://localhost:" + port + address).text();
    }

    /** Sends a request as another client would. */
    protected APIResponse send(String method, String address, Object body) {
        var request = RequestOptions.create().setMethod(method).setHeader("Content-Type", "application/json");
        return context.request()
                .fetch(
                        "http://localhost:" + port + "/api/v1" + address,
                        body == null ? request : request.setData(body));
    }

    protected void newGraph(String name) {
        assertThat(send("POST", "/graphs", "{\"name\":\"" + name + "\"}").status())
                .isEqualTo(201);
    }

    protected void removeGraph(String name) {
        send("DELETE", "/graphs/" + name, null);
    }

    protected void addNode(String graph, String json) {
        assertThat(send("POST", "/graphs/" + graph + "/nodes", json).status()).isEqualTo(201);
    }

    /** Clicks a sample on the start page, whether it was loaded before or not, until its nodes are shown. */
    protected void openSample(String title) {
        go("/explore");
        button(Pattern.compile("(Load|Open) " + title)).click();
        assertThat(shown()).containsText("nodes shown");
        assertThat(page.locator("#bill")).hasAttribute("aria-busy", "false");
    }

    protected Locator shown() {
        return page.locator("#shown-text");
    }

    protected Locator bill() {
        return page.locator("#bill");
    }

    protected Locator inspector() {
        return page.locator("#inspector");
    }

    protected Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    protected Locator button(Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** A button of the dialog that is open. */
    protected Locator answer(String name) {
        return page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Finds a node by the search box and adds it to the view. */
    protected void search(String text) {
        page.locator("#search").fill(text);
        assertThat(page.locator("#search-option-0")).isVisible();
        page.keyboard().press("Enter");
    }
}
