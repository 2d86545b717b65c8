package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Answers that are given again when a client repeats a request with the same {@code Idempotency-Key}: kept for a day, in
 * memory, the oldest forgotten first when there are too many. A request that failed leaves no trace, so it can be repeated.
 */
@Component
final class IdempotencyKeys {

    static final Duration KEPT = Duration.ofHours(24);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

    private final InstantSource clock;
    private final int entriesMax;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @Autowired
    IdempotencyKeys(IngestionProperties properties) {
        this(InstantSource.system(), properties.idempotencyKeysMax());
    }

    IdempotencyKeys(InstantSource clock, int entriesMax) {
        this.clock = clock;
        this.entriesMax = entriesMax;
    }

    /** An answer is null while its request is in progress. */
    private record Entry(
            Instant since,
            @Nullable String digest,
            @Nullable BatchResponse answer) {}

    /**
     * Claims the key for a new request, or finds the answer of an earlier one.
     *
     * @throws ApiProblem IDEMPOTENCY_KEY_IN_USE while the first request is in progress
     */
    synchronized Claim claim(String key) {
        if (!KEY.matcher(key).matches()) {
            throw ApiProblem.invalid("an Idempotency-Key is 1 to 255 visible ASCII characters", key);
        }
        forgetOld();
        Entry known = entries.putIfAbsent(key, new Entry(clock.instant(), null, null));
        if (known == null) {
            return new Claim(key, null, null);
        }
        if (known.answer() == null) {
            throw ApiProblem.of(Failure.of(StatusCode.IDEMPOTENCY_KEY_IN_USE).value(key));
        }
        return new Claim(key, known.digest(), known.answer());
    }

    private synchronized void keep(String key, String digest, BatchResponse answer) {
        entries.put(key, new Entry(clock.instant(), digest, answer));
    }

    private synchronized void release(String key) {
        Entry entry = entries.get(key);
        if (entry != null && entry.answer() == null) {
            entries.remove(key);
        }
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(KEPT);
        Iterator<Entry> inOrder = entries.values().iterator();
        int tooMany = entries.size() - entriesMax + 1;
        while (inOrder.hasNext()) {
            Entry entry = inOrder.next();
            boolean finished = entry.answer() != null;
            if (finished && (tooMany > 0 || entry.since().isBefore(oldest))) {
                inOrder.remove();
                tooMany--;
            } else if (finished) {
                return;
            }
        }
    }

    /** One request's hold on its key; released when it is closed without an answer. */
    final class Claim implements AutoCloseable {

        private final String key;
        private final @Nullable String digest;
        private final @Nullable BatchResponse answer;

        private Claim(String key, @Nullable String digest, @Nullable BatchResponse answer) {
            this.key = key;
            this.digest = digest;
            this.answer = answer;
        }

        /** The earlier answer, or null when this is a new request. */
        @Nullable
        BatchResponse answer() {
            return answer;
        }

        /** Refuses the key when this request is not the one that the answer belongs to. */
        void requireSame(String repeated) {
            if (!repeated.equals(digest)) {
                throw ApiProblem.of(
                        Failure.of(StatusCode.IDEMPOTENCY_KEY_REUSED).value(key));
            }
        }

        void answered(String ofRequest, BatchResponse given) {
            keep(key, ofRequest, given);
        }

        @Override
        public void close() {
            release(key);
        }
    }
}
