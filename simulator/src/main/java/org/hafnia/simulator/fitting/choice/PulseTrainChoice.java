package org.hafnia.simulator.fitting.choice;

import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.weakreset.HeldOut;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Weak RESET or pulse response, by the last fifth of each trace, read by read. Both count a read
 * with the density of its ln(R/ohm): pulse responses have densities of weights w = (1/R - G0)/S, so
 * that
 *
 * <pre>
 *   ln f(ln R) = ln f(w) + ln(1 / (R S))
 * </pre>
 *
 * is summed over the reads held out. Reads at a bound, which for a pulse response without write
 * noise have a probability and no density, count in both with the probability of a read at least so
 * far out. The population of the weak RESET is fitted to whole traces, that of the pulse response
 * to their first four fifths: of a few numbers over thousands of reads, that is nothing.
 */
final class PulseTrainChoice {

  /** From where both families hold out the same reads. */
  private static final int FEWEST_READS = 10;

  private PulseTrainChoice() {}

  static Choice of(Choice.Question question, FitListener listener) throws FitProblem, FitCancelled {
    var common = common(question.data());
    boolean all = common.rows() == question.data().rows();
    var weak = all ? question.of(Family.WEAK_RESET) : again(question, Family.WEAK_RESET, common);
    var pulse =
        all ? question.of(Family.PULSE_RESPONSE) : again(question, Family.PULSE_RESPONSE, common);
    listener.check();
    var reads = new WeightReads(common, pulse.model());
    var of = HeldOut.of(WeakResetModel.of(weak.model()), common, reads::side);
    if (of.reads() != reads.held() || !Double.isFinite(heldOut(pulse))) {
      return none(of.reads(), reads.held());
    }
    double one = of.lnLikelihood() / of.reads();
    double other = reads.heldOut(heldOut(pulse));
    String form = "among families: %.4f nat per read, as ln R, over %,d reads held out";
    String bound =
        reads.atBound() == 0
            ? ""
            : ", of which %,d are at a bound and count with the probability of being there"
                .formatted(reads.atBound());
    return new Choice(
        one > other ? Family.WEAK_RESET : Family.PULSE_RESPONSE,
        Map.of(
            Family.WEAK_RESET, form.formatted(one, of.reads()) + bound,
            Family.PULSE_RESPONSE, form.formatted(other, of.reads()) + bound),
        all
            ? List.of()
            : List.of(
                "The families were compared on the devices that both can be fitted to: at least "
                    + FEWEST_READS
                    + " reads, not all the same."));
  }

  private static Choice none(long weak, long pulse) {
    String why =
        "not compared: weak-reset holds out %,d reads, pulse-response %,d".formatted(weak, pulse);
    return new Choice(
        Family.PULSE_RESPONSE,
        Map.of(Family.WEAK_RESET, why, Family.PULSE_RESPONSE, why),
        List.of("The families were " + why + ". Taken is pulse-response, which assumes less."));
  }

  /** The devices that both families can be fitted to. */
  private static MeasurementTable common(MeasurementTable data) {
    int[] devices = data.codes("device");
    double[] ohm = data.numbers("resistanceOhm");
    int[] reads = new int[data.words("device").size()];
    double[] first = new double[reads.length];
    boolean[] moves = new boolean[reads.length];
    for (int row = 0; row < data.rows(); row++) {
      if (ohm[row] > 0) {
        int device = devices[row];
        first[device] = reads[device]++ == 0 ? ohm[row] : first[device];
        moves[device] |= ohm[row] != first[device];
      }
    }
    return data.where(row -> reads[devices[row]] >= FEWEST_READS && moves[devices[row]]);
  }

  private static FitResult again(Choice.Question question, Family family, MeasurementTable rows)
      throws FitProblem, FitCancelled {
    return question.refit().fit(family, rows, question.options());
  }

  private static double heldOut(FitResult result) {
    return result.goodness().heldOutLogLikelihood();
  }
}
