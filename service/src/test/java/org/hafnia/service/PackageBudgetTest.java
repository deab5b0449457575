package org.hafnia.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Budgets that Checkstyle cannot count: files of a package, and what each package says of itself.
 */
class PackageBudgetTest {

  private static final int MOST_FILES = 12;

  @ParameterizedTest
  @ValueSource(strings = {"../simulator/src/main/java", "src/main/java"})
  void packagesStaySmallAndSayWhatTheyAreFor(String root) throws IOException {
    List<Path> sources;
    try (var files = Files.walk(Path.of(root))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }

    var packages = sources.stream().collect(Collectors.groupingBy(Path::getParent));

    assertThat(packages).isNotEmpty();
    assertThat(packages)
        .allSatisfy(
            (directory, files) -> {
              var description = directory.resolve("package-info.java");
              assertThat(description).content().contains("/**").contains("@NullMarked");
              assertThat(files).hasSizeLessThanOrEqualTo(MOST_FILES + 1);
            });
  }
}
