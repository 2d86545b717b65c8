package dev.kneiphof.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSourcesTest {

    @TempDir
    Path sources;

    @Test
    void aMethodOfJavaRunsWithItsAnnotationInAClassThatTheBuildLooksFor() throws IOException {
        write("OneTest.java", """
                class OneTest implements Contract {

                    @Test
                    void runs() {}

                    @ParameterizedTest
                    @ValueSource(strings = {"a", "b"})
                    void runsForEach(String value) {}

                    void helps() {}

                    @Test
                    @Disabled("later")
                    void isDisabled() {}

                    @Test
                    @EnabledOnOs(LINUX)
                    void isBoundToASystem() {}
                }
                """);
        write("Contract.java", """
                interface Contract {

                    @Test
                    default void isInherited() {}
                }
                """);
        write("Lonely.java", """
                abstract class Lonely {

                    @Test
                    void isInheritedByNobody() {}
                }
                """);
        write("OneTests.java", """
                class OneTests {

                    @Test
                    void isInAClassThatNobodyLooksFor() {}
                }
                """);
        write("OffTest.java", """
                @Disabled
                class OffTest {

                    @Test
                    void isInADisabledClass() {}
                }
                """);
        assertThat(TestSources.running(List.of(sources))).containsExactly("isInherited", "runs", "runsForEach");
    }

    @Test
    void aFunctionOfRustRunsWithItsAttributeInAFileOfTheCrate() throws IOException {
        write("lib.rs", "mod part;\n");
        write("part.rs", """
                /// Says what it proves.
                #[test]
                fn runs() {}

                fn helps() {}

                #[test]
                #[ignore]
                fn is_ignored() {}

                #[test]
                #[cfg(feature = "slow")]
                fn needs_a_feature() {}

                #[test]
                #[cfg(target_os = "linux")]
                fn runs_on_linux() {}
                """);
        write("orphan.rs", "#[test]\nfn is_in_a_file_that_no_crate_names() {}\n");
        assertThat(TestSources.running(List.of(sources))).containsExactly("runs", "runs_on_linux");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(sources.resolve(file), text);
    }
}
