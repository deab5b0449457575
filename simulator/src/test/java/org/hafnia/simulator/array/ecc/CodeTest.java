package org.hafnia.simulator.array.ecc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hafnia.simulator.array.ecc.SecdedCodec.Verdict;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {

  @ParameterizedTest
  @CsvSource({
    "1e-1, 5.63e-2",
    "3e-2, 5.92e-3",
    "1e-2, 6.86e-4",
    "1e-3, 6.99e-6",
    "1e-4, 7.00e-8",
    "1e-6, 7.00e-12"
  })
  void secded84LeavesWhatThePublishedTableSays(double p, double expected) {
    double rate = Secded.of(4).dataErrorRate(p);

    assertThat(rate).isCloseTo(expected, within(expected / 800));
    assertThat(String.format("%.2e", rate)).isEqualTo(String.format("%.2e", expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 11})
  void countsOfPatternsAreThoseOfEnumeration(int dataBits) {
    var code = Secded.of(dataBits);
    int n = code.codeBits();
    double[] wrong = new double[n + 1];
    double[] silent = new double[n + 1];
    for (int pattern = 0; pattern < 1 << n; pattern++) {
      long data = pattern & ((1L << dataBits) - 1);
      var decoded = code.codec().decode(data, pattern >>> dataBits);
      int weight = Integer.bitCount(pattern);
      wrong[weight] += Long.bitCount(decoded.data());
      if (weight > 1 && decoded.verdict() != Verdict.DETECTED) {
        silent[weight]++;
      }
    }

    for (double p : new double[] {1e-9, 1e-3, 0.05, 0.3}) {
      double rate = Binomials.weighted(wrong, p) / dataBits;
      double unnoticed = Binomials.weighted(silent, p);
      assertThat(code.dataErrorRate(p)).isCloseTo(rate, within(1e-12 * rate));
      assertThat(code.silentBlockRate(p)).isCloseTo(unnoticed, within(1e-12 * unnoticed));
    }
  }

  @ParameterizedTest
  @CsvSource({"16, 0.02", "32, 0.02", "64, 0.01", "64, 0.04"})
  void simulationWithEncoderAndDecoderFindsTheFormula(int dataBits, double p) {
    var code = Secded.of(dataBits);
    var stream = RandomStream.of(7, "errors", dataBits);
    int blocks = 60_000;
    long wrong = 0;
    long failed = 0;
    long silent = 0;
    for (int block = 0; block < blocks; block++) {
      long data = bits(stream, block, 0.5, 0, dataBits);
      long noise = bits(stream, block, p, 64, dataBits);
      int noiseInChecks = (int) bits(stream, block, p, 128, code.checkBits());
      var decoded = code.codec().decode(data ^ noise, code.codec().encode(data) ^ noiseInChecks);
      wrong += Long.bitCount(decoded.data() ^ data);
      boolean fails = Long.bitCount(noise) + Integer.bitCount(noiseInChecks) > 1;
      failed += fails ? 1 : 0;
      silent += fails && decoded.verdict() != Verdict.DETECTED ? 1 : 0;
    }

    double rate = (double) wrong / blocks / dataBits;
    // Wrong bits come in blocks of about three.
    assertThat(rate).isCloseTo(code.dataErrorRate(p), within(4 * rate * Math.sqrt(3.0 / wrong)));
    assertBinomial(failed, blocks, code.blockFailureRate(p));
    assertBinomial(silent, blocks, code.silentBlockRate(p));
  }

  private static void assertBinomial(long seen, int blocks, double expected) {
    double spread = Math.sqrt(expected * (1 - expected) / blocks);
    assertThat((double) seen / blocks).isCloseTo(expected, within(4 * spread));
  }

  private static long bits(RandomStream stream, long block, double p, int first, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (stream.uniform(block, first + i) < p ? 1L : 0L) << i;
    }
    return word;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 11, 16, 32, 64})
  void restoresEverySingleErrorAndFlagsEveryDoubleOne(int dataBits) {
    var codec = Secded.of(dataBits).codec();
    long data = 0x9E3779B97F4A7C15L & (dataBits == 64 ? -1 : (1L << dataBits) - 1);
    int checks = codec.encode(data);
    for (int i = 0; i < codec.codeBits(); i++) {
      var one = codec.decode(data ^ inData(i, dataBits), checks ^ inChecks(i, dataBits));
      assertThat(one).isEqualTo(new SecdedCodec.Decoded(data, Verdict.CORRECTED));
      for (int j = 0; j < i; j++) {
        long read = data ^ inData(i, dataBits) ^ inData(j, dataBits);
        var two = codec.decode(read, checks ^ inChecks(i, dataBits) ^ inChecks(j, dataBits));
        assertThat(two).isEqualTo(new SecdedCodec.Decoded(read, Verdict.DETECTED));
      }
    }
  }

  private static long inData(int bit, int dataBits) {
    return bit < dataBits ? 1L << bit : 0;
  }

  private static int inChecks(int bit, int dataBits) {
    return bit < dataBits ? 0 : 1 << (bit - dataBits);
  }

  @Test
  void leadingTermIsReachedForSmallRates() {
    for (var code : Code.all()) {
      assertThat(code.leading().at(1e-7) / code.dataErrorRate(1e-7))
          .as(code.word())
          .isCloseTo(1, within(2e-5));
    }
    assertThat(Secded.of(4).leading()).isEqualTo(new Code.Leading(7, 2));
    assertThat(new Repetition(3).leading()).isEqualTo(new Code.Leading(3, 2));
  }

  @Test
  void ratesGrowWithTheErrorsOfBits() {
    for (var code : Code.all()) {
      double last = 0;
      for (double p = 1e-6; p < 0.4; p *= 1.3) {
        assertThat(code.dataErrorRate(p)).as(code.word()).isGreaterThan(last);
        assertThat(code.silentBlockRate(p)).isLessThanOrEqualTo(code.blockFailureRate(p) + 1e-15);
        last = code.dataErrorRate(p);
      }
    }
  }

  @Test
  void sizesAndCostsAreThoseOfTheCodes() {
    assertThat(Code.all().stream().map(Code::word))
        .containsExactly(
            "none",
            "secded-8-4",
            "secded-16-11",
            "secded-22-16",
            "secded-39-32",
            "secded-72-64",
            "repetition-3",
            "repetition-5",
            "repetition-7");
    assertThat(Secded.of(4).cost().bitsPerDataBit()).isEqualTo(2);
    assertThat(Secded.of(64).cost().bitsPerDataBit()).isEqualTo(1.125);
    // Three parities of three data bits, 2 XOR each, and one of seven bits, 6 XOR.
    assertThat(Secded.of(4).cost().encoderXor()).isEqualTo(12);
    // One full adder.
    assertThat(new Repetition(3).cost()).isEqualTo(new CodeCost(3, 2, 0, 3.5));
    assertThat(Code.of("secded-39-32")).contains(Secded.of(32));
    assertThat(Code.of("turbo")).isEmpty();
    assertThat(new Repetition(5).decode(0b01011)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoCode() {
    assertThatThrownBy(() -> Secded.of(5)).hasMessageContaining("dataBits = 5");
    assertThatThrownBy(() -> new Repetition(4)).hasMessageContaining("copies = 4 must be odd");
    assertThatThrownBy(() -> Secded.of(4).dataErrorRate(1.5))
        .hasMessage("p = 1.5 is outside [0.0, 1.0]");
    assertThat(List.of(0.0, 1.0)).allMatch(p -> new Repetition(3).dataErrorRate(p) == p);
  }
}
