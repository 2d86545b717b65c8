package dev.kneiphof.app.samples;

import dev.kneiphof.app.problem.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The samples by name: the shipped ones in the order of their index, then those that are read live. */
@Component
final class SampleCatalog {

    private static final String INDEX = "datasets/index.json";

    private final SequencedMap<String, Sample> samples;

    SampleCatalog(List<Sample> live) throws IOException {
        this.samples = Stream.concat(shipped().stream(), live.stream())
                .collect(Collectors.toMap(
                        sample -> sample.description().name(),
                        sample -> sample,
                        (first, second) -> first,
                        java.util.LinkedHashMap::new));
    }

    List<SampleDescription> descriptions() {
        return samples.values().stream().map(Sample::description).toList();
    }

    Sample require(String name) {
        Sample sample = samples.get(name);
        if (sample == null) {
            throw ApiProblem.invalid("the name of a sample must be one of " + samples.keySet(), name);
        }
        return sample;
    }

    private static List<? extends Sample> shipped() throws IOException {
        try (InputStream index = new ClassPathResource(INDEX).getInputStream()) {
            List<DatasetEntry> entries = JsonMapper.shared().readValue(index, new TypeReference<>() {});
            return entries.stream().map(DatasetSample::new).toList();
        }
    }
}
