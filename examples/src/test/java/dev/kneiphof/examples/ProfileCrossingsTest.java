package dev.kneiphof.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.examples.ProfileCrossings.Mode;
import dev.kneiphof.examples.ProfileCrossings.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileCrossingsTest {

    @Test
    void b2_s19_everyModeKeepsTheSameNodesAndOnlyTheCallsDiffer() {
        List<Result> results = ProfileCrossings.run(2);
        assertThat(results).extracting(Result::mode).containsExactly(Mode.values());
        assertThat(results).extracting(Result::kept).containsOnly((long) ProfileCrossings.NODES);
        // Two calls more than there are nodes: one names the key, one the schema of nodes that are all of one kind.
        assertThat(results).extracting(Result::calls).containsExactly(ProfileCrossings.NODES + 2L, 1L, 1L, 0L);
        assertThat(results.get(0).bytes()).isGreaterThan(results.get(1).bytes());
        assertThat(results.get(1).bytes()).isEqualTo(results.get(2).bytes());
        assertThat(results.get(3).bytes()).isZero();
        assertThat(results).allSatisfy(result -> assertThat(result.bestNanos()).isPositive());
    }
}
