package org.hafnia.service.plots.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.hafnia.service.plots.Pictures;
import org.hafnia.service.plots.axes.Axis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetTest {

  private static final double[] ONE = {1};

  @Test
  void labelsDecadesAsPowers() {
    var sheet =
        new Sheet("a", Axis.logarithmic("x"), Axis.logarithmic("y"))
            .line("b", new double[] {1e-12, 1}, new double[] {1, 1_000}, Ink.BLUE);

    assertThat(sheet.xLabels()).contains("10⁻¹²", "10⁰").doesNotHaveDuplicates();
    assertThat(sheet.yLabels()).containsExactly("1", "10", "100", "1,000");
  }

  @Test
  void labelsProbabilitiesWhereANormalLawIsStraight() {
    double[] p = {1e-4, 0.01, 0.5, 0.99, 0.9999};
    var sheet = new Sheet("a", Axis.linear("x"), Axis.probability("y"));
    sheet.points("b", new double[] {1, 2, 3, 4, 5}, p, Ink.GREEN);

    assertThat(sheet.yLabels()).contains("0.01 %", "1 %", "10 %", "50 %", "90 %", "99 %");
    assertThat(sheet.yLabels()).doesNotHaveDuplicates();
  }

  @Test
  void labelsCountsWithWholeNumbers() {
    var sheet = new Sheet("a", Axis.whole("x"), Axis.linear("y"));
    sheet.line("b", new double[] {1, 3}, new double[] {0, 2e-5}, Ink.BLUE);

    assertThat(sheet.xLabels()).containsExactly("1", "2", "3");
    assertThat(sheet.yLabels()).contains("0", "0.5·10⁻⁵", "1.0·10⁻⁵", "2.0·10⁻⁵");
  }

  @Test
  void labelsValuesThatAreAllOneLikeAnyOthers() {
    double[] ohm = {5_000, 5_000.004};
    var sheet =
        new Sheet("a", Axis.logarithmic("x"), Axis.linear("y")).line("b", ohm, ohm, Ink.BLUE);

    assertThat(sheet.xLabels()).contains("5·10³").allMatch(label -> label.length() < 6);
    assertThat(sheet.yLabels()).contains("5,000").allMatch(label -> label.length() < 8);
  }

  @Test
  void leavesRoomBetweenLabelsOfHalfADecade() {
    double[] ohm = {4_200, 16_000};
    var sheet =
        new Sheet("a", Axis.logarithmic("x"), Axis.linear("y")).line("b", ohm, ohm, Ink.BLUE);

    assertThat(sheet.xLabels()).hasSizeBetween(4, 8).doesNotHaveDuplicates();
  }

  /** In SVG a title along the upright axis takes another way than all other text. */
  @Test
  void fillsTheLettersOfUprightTitles() throws Exception {
    assertThat(filled("Resistance")).isEqualTo(filled("") + 1);
  }

  private static long filled(String title) throws Exception {
    var sheet = new Sheet("a", Axis.linear("x"), Axis.linear(title)).line("b", ONE, ONE, Ink.BLUE);
    var paths = Pictures.parse(sheet.svg()).getElementsByTagName("path");
    return IntStream.range(0, paths.getLength())
        .mapToObj(i -> paths.item(i).getAttributes().getNamedItem("style").getNodeValue())
        .filter(style -> style.startsWith("fill:rgb(51,51,51)"))
        .count();
  }

  @Test
  void endsAHistogramAtItsLastBar() {
    double[] edges = {1, 2, 3, 4, 5, 6};
    var sheet = new Sheet("a", Axis.linear("x"), Axis.linear("y"));
    sheet.bars("b", edges, new double[] {0, 7, 9, 0, 0}, Ink.BLUE);

    assertThat(sheet.xLabels()).contains("2.0", "4.0").doesNotContain("1.0", "5.0", "6.0");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "0, 0", "-5, 5", "1e-12, 1", "1e-300, 1e300", "NaN, 1", "0.3, 0.30000001"})
  void drawsAnyRangeOnAnyAxis(double from, double to) throws Exception {
    double[] x = {from, to};
    for (var axis : new Axis[] {Axis.linear("l"), Axis.logarithmic("g"), Axis.probability("p")}) {
      var sheet = new Sheet("a", axis, axis).marked("b", x, x, Ink.BLUE);
      sheet.errorBars(x, x, x, Ink.BLUE).band("c", x, x, x, Ink.GREEN).bars("d", x, ONE, Ink.SKY);
      sheet.horizontal("limit", to).vertical("limit", to);

      assertThat(Pictures.inked(Pictures.image(sheet.png()))).isPositive();
      assertThat(sheet.xLabels()).hasSizeLessThan(20);
      assertThat(sheet.yLabels()).hasSizeLessThan(20);
    }
  }

  @Test
  void namesWhatIsWrongWithASeries() {
    var sheet = new Sheet("a", Axis.linear("x"), Axis.linear("y"));

    assertThatThrownBy(() -> sheet.line("nothing", new double[0], new double[0], Ink.BLUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"nothing\"")
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> sheet.points("uneven", ONE, new double[2], Ink.BLUE))
        .hasMessageContaining("1 values of x and 2 of y");
    assertThatThrownBy(() -> sheet.band("uneven", ONE, ONE, new double[2], Ink.BLUE))
        .hasMessageContaining("2 upper ends");
    assertThatThrownBy(() -> sheet.bars("uneven", ONE, ONE, Ink.BLUE))
        .hasMessageContaining("1 edges do not bound 1 bins");
    var flat = new Sheet.Colours("flat", Palette.SEQUENTIAL, 1, 1);
    assertThatThrownBy(() -> sheet.image(flat, new double[2], new double[2], new double[][] {ONE}))
        .hasMessageContaining("\"flat\"");
  }

  /** Names do not run into each other: what does not fit goes into another row. */
  @Test
  void keepsAllOfALongLegend() {
    var sheet = new Sheet("a", Axis.linear("x"), Axis.linear("y"));
    IntStream.range(0, 12)
        .forEach(i -> sheet.line("series number " + i, ONE, new double[] {i}, Ink.of(i)));

    assertThat(sheet.legend()).hasSize(12);
    assertThatCode(sheet::svg).doesNotThrowAnyException();
  }

  @Test
  void staysSmallHoweverManyPointsThereAre() {
    double[] x = IntStream.range(0, 300_000).mapToDouble(i -> i % 997).toArray();
    double[] y = IntStream.range(0, 300_000).mapToDouble(i -> i % 31).toArray();
    var sheet = new Sheet("a", Axis.linear("x"), Axis.linear("y")).points("b", x, y, Ink.BLUE);

    assertThat(sheet.svg().length).isLessThan(12_000_000);
  }
}
