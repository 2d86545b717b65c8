package dev.kneiphof.app.lab;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the Lab may take of the server: {@code kneiphof.lab.*}.
 *
 * @param runMax the longest that one run may be asked to take
 * @param runsKept how many runs are remembered with their results, the oldest go first
 */
@Validated
@ConfigurationProperties("kneiphof.lab")
record LabProperties(
        @DefaultValue("5s") Duration runMax,
        @DefaultValue("32") @Min(1) @Max(1_000) int runsKept) {

    /** The shortest run that can be asked for. */
    static final Duration RUN_MIN = Duration.ofMillis(100);

    /** What a run takes that does not say, unless the longest is shorter. */
    static final Duration RUN_DEFAULT = Duration.ofSeconds(2);

    LabProperties {
        if (runMax.compareTo(RUN_MIN) < 0 || runMax.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("kneiphof.lab.run-max is from 100 ms to 10 min, not " + runMax);
        }
    }

    Duration runDefault() {
        return runMax.compareTo(RUN_DEFAULT) < 0 ? runMax : RUN_DEFAULT;
    }
}
