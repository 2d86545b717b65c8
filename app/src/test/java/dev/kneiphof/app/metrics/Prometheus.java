package dev.kneiphof.app.metrics;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Prometheus that is installed on this machine, scraping one server every two seconds for as long as it is open. */
final class Prometheus implements AutoCloseable {

    private static final String MISSING =
            "Prometheus was not found on the PATH; install the package prometheus, or name the"
                    + " executable in the environment variable PROMETHEUS";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it in the directory. Where there is none the tests fail on a build server, and are left out elsewhere. */
    static Prometheus scraping(int server, Path directory) throws IOException {
        Path executable = require();
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 2s
                scrape_configs:
                  - job_name: kneiphof
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(server));
        int port = freePort();
        Process process = new ProcessBuilder(
                        executable.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, port);
    }

    /** The value of each series of the query, by the value of the label; empty while it cannot be asked. */
    Map<String, Double> query(String query, String label) throws InterruptedException {
        Map<String, Double> values = new LinkedHashMap<>();
        for (JsonNode series : ask(query).path("data").path("result")) {
            values.put(
                    series.path("metric").path(label).asString(""),
                    Double.valueOf(series.path("value").get(1).asString()));
        }
        return values;
    }

    private JsonNode ask(String query) throws InterruptedException {
        String asked = URLEncoder.encode(query, StandardCharsets.UTF_8);
        URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + asked);
        try {
            return MAPPER.readTree(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException notYetThere) {
            return MAPPER.createObjectNode();
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path require() {
        Optional<Path> found = find();
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(MISSING);
        }
        Assumptions.assumeTrue(found.isPresent(), MISSING);
        return found.orElseThrow();
    }

    private static Optional<Path> find() {
        String named = System.getenv("PROMETHEUS");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
