package org.hafnia.simulator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.ErrorGradient;
import org.hafnia.simulator.optimizer.LatentSpec;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.Hardware.TrainingErrors;
import org.hafnia.simulator.training.OptimizerSpec;
import org.hafnia.simulator.training.TrainingResult;
import org.hafnia.simulator.training.TrainingSpec;
import org.hafnia.simulator.training.hardware.HardwareTest;

/**
 * MNIST, 784-1024-1024-10, latent binary weights, 6 epochs, trained at several bit error rates:
 * accuracy against the bit error rate at test, beside an independent implementation's. Six seeds,
 * five draws each. That implementation's settings are not written down; gradients through the
 * errors, latent weights that begin at {@link #DEVIATION}, bias and batch norm that learn at {@link
 * #VECTOR_RATE} give its table. Gradients straight through and the usual start give a better
 * network at every training rate ({@code -Dusual=true}).
 */
final class BerTable {

  private static final int EPOCHS = 6;
  private static final int DRAWS = 5;
  private static final int SEEDS = 6;
  private static final double RATE = 1e-3;
  private static final double VECTOR_RATE = 2.5e-3;
  private static final double DEVIATION = 0.08;
  private static final double LIMIT = 1.0;
  private static final List<Double> TESTED = List.of(0.0, 1e-3, 1e-2, 4e-2, 0.1);

  private record Row(double trained, List<Double> reference) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(0, List.of(96.75, 96.72, 96.46, 95.23, 83.92)),
          new Row(4e-2, List.of(95.68, 95.61, 95.49, 95.05, 91.95)),
          new Row(0.1, List.of(92.81, 92.84, 92.76, 92.69, 91.94)));

  private BerTable() {}

  public static void main(String[] args) {
    var mnist = Bench.mnist();
    int threads = Runtime.getRuntime().availableProcessors();
    System.out.println("trained at   tested at " + TESTED);
    double worst = 0;
    for (var row : ROWS) {
      var results = new ArrayList<TrainingResult>();
      for (int seed = 1; seed <= SEEDS; seed++) {
        results.add(Bench.complete(spec(row.trained(), seed), mnist, threads));
      }
      var line = new StringBuilder();
      for (int i = 0; i < TESTED.size(); i++) {
        int test = i;
        double percent =
            results.stream()
                .mapToDouble(result -> 100 * result.hardwareTests().get(test).mean())
                .average()
                .orElseThrow();
        double off = percent - row.reference().get(i);
        worst = Math.max(worst, Math.abs(off));
        line.append("  %.2f (%+.2f)".formatted(percent, off));
      }
      System.out.printf("%10s %s%n", row.trained(), line);
    }
    System.out.printf(
        "greatest difference %.2f points, %s%n",
        worst, worst <= LIMIT ? "within 1.0" : "beyond 1.0");
  }

  private static TrainingSpec spec(double trainedAt, long seed) {
    var tests =
        TESTED.stream()
            .map(rate -> new HardwareTest("error rate " + rate, WeightErrors.at(rate), DRAWS))
            .toList();
    boolean usual = Boolean.getBoolean("usual");
    var gradient = usual ? ErrorGradient.STRAIGHT_THROUGH : ErrorGradient.THROUGH_ERRORS;
    var latent = usual ? LatentSpec.USUAL : LatentSpec.withDeviation(DEVIATION);
    var hardware =
        new Hardware.WithErrors(
            Optional.of(new TrainingErrors(WeightErrors.at(trainedAt), gradient)), tests, latent);
    var base = Bench.spec(1024, hardware, RATE, seed, EPOCHS);
    var rates = base.optimizer();
    return new TrainingSpec(
        new MlpDescription(List.of(1024, 1024), Precision.BINARY, Precision.BINARY),
        hardware,
        usual ? rates : new OptimizerSpec(rates.rule(), RATE, rates.schedule(), VECTOR_RATE),
        base.plan(),
        base.seed(),
        EPOCHS,
        base.batchSize());
  }
}
