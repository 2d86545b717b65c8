package dev.kneiphof.app.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.kneiphof.app.lab.measure.Environment;
import dev.kneiphof.app.lab.measure.ModeResult;
import dev.kneiphof.app.lab.measure.Summary;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The overhead table of the FFI guide beside what was measured here. Never crosses: to measure, run the experiments. */
@RestController
class GuideTableController {

    private static final String FIGURES = "lab/guide-figures.csv";

    private final LabRuns runs;
    private final List<GuideRow> figures = read();

    GuideTableController(LabRuns runs) {
        this.runs = runs;
    }

    record GuideTable(List<GuideRow> rows) {}

    /**
     * @param line of the guide's text
     * @param measured what the mode does here, where it is more than the operation's name says
     */
    record GuideRow(
            String operation,
            int line,
            double pureNanos,
            double callNanos,
            double overheadNanos,
            String experiment,
            Map<String, Long> parameters,
            String mode,
            String control,
            String measured,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Ours ours) {

        GuideRow with(@Nullable LabResult result) {
            return new GuideRow(
                    operation,
                    line,
                    pureNanos,
                    callNanos,
                    overheadNanos,
                    experiment,
                    parameters,
                    mode,
                    control,
                    measured,
                    result == null ? null : Ours.of(this, result));
        }
    }

    /**
     * @param callNanos the median
     * @param leastNanos the shortest
     * @param ratio of our call to the guide's
     */
    record Ours(double callNanos, double leastNanos, double controlNanos, double ratio, Environment environment) {

        static Ours of(GuideRow row, LabResult result) {
            Summary call = nanos(result, row.mode());
            return new Ours(
                    call.median(),
                    call.min(),
                    nanos(result, row.control()).median(),
                    call.median() / row.callNanos(),
                    result.environment());
        }

        private static Summary nanos(LabResult result, String mode) {
            return result.modes().stream()
                    .filter(one -> one.id().equals(mode))
                    .map(ModeResult::nanos)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @GetMapping("/api/v1/lab/guide-table")
    GuideTable table() {
        return new GuideTable(figures.stream()
                .map(row -> row.with(runs.latest(row.experiment(), row.parameters())))
                .toList());
    }

    private static List<GuideRow> read() {
        try (Reader in =
                        new InputStreamReader(new ClassPathResource(FIGURES).getInputStream(), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(in)) {
            return csv.stream().map(GuideTableController::row).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(FIGURES + " is not part of this build", missing);
        }
    }

    private static GuideRow row(NamedCsvRecord line) {
        String parameter = line.getField("parameter");
        return new GuideRow(
                line.getField("operation"),
                Integer.parseInt(line.getField("line")),
                Double.parseDouble(line.getField("pure_ns")),
                Double.parseDouble(line.getField("call_ns")),
                Double.parseDouble(line.getField("overhead_ns")),
                line.getField("experiment"),
                parameter.isEmpty() ? Map.of() : Map.of(parameter, Long.parseLong(line.getField("value"))),
                line.getField("mode"),
                line.getField("control"),
                line.getField("measured"),
                null);
    }
}
