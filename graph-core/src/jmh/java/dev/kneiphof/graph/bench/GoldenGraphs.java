package dev.kneiphof.graph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds this generator to the table that Rust's is held to: different data would make every ratio a lie. */
final class GoldenGraphs {

    private GoldenGraphs() {}

    static void verify(Path table) throws IOException {
        List<String> lines = Files.readAllLines(table);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            int communities =
                    fields[0].equals("r-mat") ? 0 : Integer.parseInt(fields[0].substring("communities-".length()));
            BenchGraph graph = new BenchGraph(
                    communities, Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), Long.parseLong(fields[3]));
            KnownAnswers known = KnownAnswers.of(graph);
            String answer = "%s,%s,%s,%s,%d,%d,%d,%d,%d,%016x"
                    .formatted(
                            fields[0],
                            fields[1],
                            fields[2],
                            fields[3],
                            known.maxOutDegree(),
                            known.lonely(),
                            known.filtered(),
                            known.oneHop(),
                            known.twoHops(),
                            graph.checksum());
            String row = "graphs/" + fields[0] + " " + fields[1] + " " + fields[3];
            RunRecord.check(row, "row of the table", answer, line);
        }
    }
}
