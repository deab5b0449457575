package org.hafnia.simulator.dataset.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class CsvSamplesTest {

  private static final Logger log = LoggerFactory.getLogger(CsvSamplesTest.class);

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "  "})
  void readsTheClassFromTheFirstColumn(String separator) {
    var read =
        read("7,1,2.5\n3,-1e3,4\n\n7,0,0\n".replace(",", separator), CsvSamples.Options.usual());

    assertThat(read.classNames()).isEqualTo(List.of("3", "7"));
    assertThat(read.samples().count()).isEqualTo(3);
    assertThat(read.samples().shape()).containsExactly(2);
    assertThat(read.samples().label(1)).isZero();
    assertThat(read.samples().value(1, 0)).isEqualTo(-1000f);
  }

  @Test
  void readsColumnsByTheirNames() {
    var options = new CsvSamples.Options(Optional.of("beat"), Optional.of("patient"), List.of());

    var read = read("a,patient,b,beat\n1,p1,2,PVC\n3,p2,4,normal\n", options);

    assertThat(read.classNames()).isEqualTo(List.of("PVC", "normal"));
    assertThat(read.samples().value(1, 1)).isEqualTo(4f);
    assertThat(read.samples().group(1)).contains("p2");
  }

  @Test
  void saysLineColumnAndValue() {
    assertThatThrownBy(() -> read("class,a,b\n1,2,3\n2,high,4\n", CsvSamples.Options.usual()))
        .isInstanceOf(DatasetProblem.class)
        .hasMessage("table.csv, line 3, column 2 (a): found \"high\", expected a finite number");
    assertThatThrownBy(() -> read("1,2,3\n2,NaN,4\n", CsvSamples.Options.usual()))
        .hasMessageContaining("line 2, column 2");
    assertThatThrownBy(() -> read("1,2,3\n2,4\n", CsvSamples.Options.usual()))
        .hasMessage("table.csv, line 2: found 2 columns, expected 3 as above");
    assertThatThrownBy(
            () -> read("1,2\n2,3\n", CsvSamples.Options.usual().withClasses(List.of("1"))))
        .hasMessage("table.csv, line 2: found class \"2\", expected one of [1]");
    assertThatThrownBy(() -> read("", CsvSamples.Options.usual()))
        .hasMessageContaining("no samples");
    assertThatThrownBy(
            () ->
                read(
                    "a,b\n1,2\n",
                    new CsvSamples.Options(Optional.of("c"), Optional.empty(), List.of())))
        .hasMessageContaining("expected a column c");
  }

  @Test
  void readsBeatsAsTheUcrArchiveHasThem() throws IOException {
    var folder = Optional.ofNullable(System.getenv("HAFNIA_DATASETS")).map(Path::of);
    var file = folder.map(f -> f.resolve("ecg5000/ECG5000_TRAIN.txt.gz")).filter(Files::exists);
    if (file.isPresent()) {
      log.info("reading {}", file.get());
      try (var in = Files.newInputStream(file.get())) {
        var read = CsvSamples.read(SourceFile.of("ECG5000", in), CsvSamples.Options.usual());
        assertThat(read.samples().count()).isEqualTo(500);
        assertThat(read.samples().features()).isEqualTo(140);
        assertThat(read.classNames()).isEqualTo(List.of("1", "2", "3", "4", "5"));
      }
    } else {
      log.info("HAFNIA_DATASETS names no folder with ecg5000: reading two lines made here");
      var read =
          read(
              "   1.0000000e+00  -1.1e-01  2\n   2.0000000e+00  3  4\n",
              CsvSamples.Options.usual());
      assertThat(read.samples().features()).isEqualTo(2);
      assertThat(read.classNames()).isEqualTo(List.of("1", "2"));
    }
  }

  private static Labelled read(String text, CsvSamples.Options options) {
    return CsvSamples.read(
        SourceFile.of("table.csv", new ByteArrayInputStream(text.getBytes(UTF_8))), options);
  }
}
