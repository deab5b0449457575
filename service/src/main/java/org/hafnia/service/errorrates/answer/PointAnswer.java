package org.hafnia.service.errorrates.answer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is answered for one point; the fields are named as in the contract. */
public record PointAnswer(
    int index,
    @Nullable String condition,
    @Nullable String sweptQuantity,
    @Nullable Double sweptValue,
    @Nullable Double energyPicojoulePerBit,
    @Nullable Double readEnergyFemtojoule,
    @Nullable StateSummary lrs,
    @Nullable StateSummary hrs,
    @Nullable Double thresholdOhm,
    List<MethodRate> rates,
    List<CodeRate> codes,
    List<String> warnings) {

  public record StateSummary(double medianOhm, double lowOhm, double highOhm, double sigma) {}

  /** One kind of error of one cell by one method. */
  public record MethodRate(
      String cell,
      String error,
      String method,
      double value,
      double low,
      double high,
      long reads,
      double effectiveErrors,
      @Nullable String note) {}

  public record CodeRate(
      String code,
      String cell,
      double errorRate,
      double low,
      double high,
      double blockFailureRate,
      double cellsPerBit,
      int checkBits,
      double encoderGates,
      double decoderGates) {}

  /** The rate to go by: counted in measured reads where it can be, else the surest one. */
  public Optional<MethodRate> trusted(String cell, String error) {
    var all = rates.stream().filter(r -> r.cell().equals(cell) && r.error().equals(error)).toList();
    return all.stream()
        .filter(rate -> rate.method().equals("bootstrap"))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** The residual rate of a code upon a cell. */
  public Optional<CodeRate> code(String code, String cell) {
    return codes.stream().filter(c -> c.code().equals(code) && c.cell().equals(cell)).findFirst();
  }
}
