package dev.kneiphof.app.lab.experiment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kneiphof.app.lab.measure.Workload;
import dev.kneiphof.graph.CrossingBill;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks a small server of its own, on the loopback interface, for one id after the other, and collects what that crossed. */
final class HttpLoop implements Workload, AutoCloseable {

    private final List<HttpRequest> requests;
    private final Function<String, byte[]> answer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("lab-http").factory());
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<CrossingBill> bills = new ConcurrentLinkedQueue<>();

    HttpLoop(List<String> ids, Function<String, byte[]> answer) throws IOException {
        this.answer = answer;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(thread);
        server.createContext("/", this::serve);
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        requests = ids.stream()
                .map(id -> HttpRequest.newBuilder(URI.create(address + id)).build())
                .toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange;
                CrossingScope scope = Crossings.scope()) {
            byte[] body = answer.apply(exchange.getRequestURI().getPath().substring(1));
            bills.add(scope.bill());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public long run(long times) throws Exception {
        bills.clear();
        long bytes = 0;
        for (long i = 0; i < times; i++) {
            for (HttpRequest request : requests) {
                bytes += client.send(request, BodyHandlers.ofByteArray()).body().length;
            }
        }
        return bytes;
    }

    @Override
    public List<CrossingBill> billsOfOtherThreads() {
        return List.copyOf(bills);
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.stop(0);
        thread.shutdownNow();
    }
}
