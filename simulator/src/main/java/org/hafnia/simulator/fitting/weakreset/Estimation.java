package org.hafnia.simulator.fitting.weakreset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hafnia.simulator.fitting.weakreset.population.Box;
import org.hafnia.simulator.fitting.weakreset.population.Laws;
import org.hafnia.simulator.fitting.weakreset.population.LawsFit;
import org.hafnia.simulator.fitting.weakreset.population.NoiseFit;
import org.hafnia.simulator.fitting.weakreset.population.TelegraphFit;
import org.hafnia.simulator.fitting.weakreset.trace.MeanLaw;
import org.hafnia.simulator.fitting.weakreset.trace.Rates;
import org.hafnia.simulator.fitting.weakreset.trace.ReadNoise;
import org.hafnia.simulator.fitting.weakreset.trace.Start;
import org.hafnia.simulator.fitting.weakreset.trace.StateFilter;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;

/** Alternates between the devices, given the population, and the population, given the devices. */
final class Estimation {

  private static final int ROUNDS = 3;
  private static final int FIRST_UPDATES = 8;
  private static final int UPDATES = 4;

  /** ln likelihood by which another start must be better. */
  private static final double ENOUGH = 1;

  private static final double MUCH = 4;
  private static final int LEAST_BENT = 5;
  private static final double SURE = 0.9;

  /** An interval over more than a decade is no measurement. */
  static final double MOST_LN_ERROR = 0.6;

  /** Least sd of the noise in ln R that is reckoned with; below what any instrument resolves. */
  private static final double LEAST_NOISE = 1e-4;

  private final List<DeviceFit> devices = new ArrayList<>();
  private final int spacing;
  private final double confidence;
  private final FitListener listener;
  private final double[] lastPulses;

  Shared shared;
  NoiseFit.Found noise = new NoiseFit.Found(1, 1, 0, 0, 0);
  LawsFit.Found laws;
  TelegraphFit.FoundRates rates;
  TelegraphFit.FoundMost most = new TelegraphFit.FoundMost(0.5, 0, 0, 0);
  boolean[] free = {true, true, true, true};

  Estimation(List<Trace> traces, int spacing, double confidence, FitListener listener) {
    this.confidence = confidence;
    this.spacing = spacing;
    this.listener = listener;
    lastPulses = traces.stream().mapToDouble(Trace::lastPulse).toArray();
    double pink = Math.max(firstPink(traces), LEAST_NOISE * LEAST_NOISE);
    ReadNoise steps = new ReadNoise(spacing, pink, 0);
    traces.forEach(trace -> devices.add(new DeviceFit(trace, steps)));
    ReadNoise first = new ReadNoise(spacing, Math.max(pink, leftOver(steps)), 0);
    Box box = Bounds.first(traces, devices.stream().map(DeviceFit::law).toList());
    double length = Arrays.stream(lastPulses).average().orElse(1);
    double rate = Math.min(0.1, 2 / length);
    shared = new Shared(first, new Rates(rate, rate), firstLaws(box, length));
    laws = new LawsFit.Found(shared.laws(), new double[4][4], 0);
    rates = new TelegraphFit.FoundRates(shared.rates(), new double[2][2]);
  }

  List<DeviceFit> devices() {
    return devices;
  }

  double[] lastPulses() {
    return lastPulses;
  }

  private double firstPink(List<Trace> traces) {
    double[] steps = traces.stream().mapToDouble(Start::stepDeviation).sorted().toArray();
    double deviation = steps[(int) (0.3 * steps.length)];
    return deviation * deviation / new ReadNoise(spacing, 1, 0).stepVariance();
  }

  /** Where traces have hardly any noise, what the first laws leave must pass for noise. */
  private double leftOver(ReadNoise steps) {
    double[] typical =
        devices.stream()
            .mapToDouble(
                device -> {
                  double[] left = DeviceFit.residual(device.trace(), device.law(), steps);
                  return Quantiles.median(Arrays.stream(left).map(Math::abs).toArray());
                })
            .toArray();
    double part = Quantiles.median(typical) / MUCH;
    return part * part;
  }

  private Laws firstLaws(Box box, double length) {
    double slope = 0;
    double late = 0;
    for (DeviceFit device : devices) {
      MeanLaw law = device.law();
      slope += Math.clamp(law.slope() - box.slopeLow(), 0, box.slopeHigh());
      late += Math.clamp(law.lateSlope() - box.lateLow(), 0, box.lateHigh());
    }
    double n = devices.size();
    return new Laws(
        Math.max(slope / n, 1e-3 * (box.slopeHigh() - box.slopeLow())),
        Math.clamp(length / 2, box.kneeLow(), box.kneeHigh()),
        1,
        Math.max(late / n, 1e-2 * (box.lateHigh() - box.lateLow())),
        box);
  }

  void run(Workers workers) throws FitCancelled {
    for (int round = 0; round < ROUNDS; round++) {
      listener.progress(0.8 * round / ROUNDS, "devices, round " + (round + 1) + " of " + ROUNDS);
      int inner = round == 0 ? FIRST_UPDATES : UPDATES;
      Shared known = shared;
      workers.each(devices.size(), (d, scratch) -> devices.get(d).converge(known, scratch, inner));
      // Not in the first round, in which the noise is not yet known well enough.
      Box box = Bounds.holding(devices, shared.laws().box());
      if (round == 1 && !box.equals(shared.laws().box())) {
        shared = new Shared(shared.noise(), shared.rates(), shared.laws().within(box));
        // Clouds end at the old bounds.
        redo(workers);
      }
      listener.progress(0.8 * (round + 0.9) / ROUNDS, "population");
      improve();
      listener.check();
    }
    if (lookAgain(workers)) {
      improve();
      redo(workers);
      improve();
    }
    settle();
    listener.progress(0.8, "telegraph noise");
    telegraph(workers);
  }

  /**
   * Traces with telegraph noise are fitted anew, now that noise and laws are known, and what is
   * likelier stays: a mean law that went astray early takes the rest of the rise for telegraph
   * noise. Amplitudes above the median are tried again below it, too.
   */
  private boolean lookAgain(Workers workers) throws FitCancelled {
    int[] seen =
        devices.stream().filter(DeviceFit::visited).mapToInt(DeviceFit::index).sorted().toArray();
    if (seen.length == 0) {
      return false;
    }
    Shared known = shared;
    int middle = seen[seen.length / 2];
    double[] tops = {Double.POSITIVE_INFINITY, known.noise().amplitude(middle)};
    boolean[] changed = new boolean[devices.size()];
    workers.each(
        devices.size(),
        (d, scratch) -> {
          DeviceFit best = devices.get(d);
          for (int i = 0; i < tops.length && best.visited(); i++) {
            if (i == 0 || best.index() > middle) {
              DeviceFit other = best.again(known.noise(), tops[i]);
              other.converge(known, scratch, FIRST_UPDATES);
              changed[d] |= other.ln() > best.ln() + ENOUGH;
              best = other.ln() > best.ln() + ENOUGH ? other : best;
            }
          }
          devices.set(d, best);
        });
    return java.util.stream.IntStream.range(0, changed.length).anyMatch(d -> changed[d]);
  }

  /** Numbers that the traces do not tell take the published values, and the others follow. */
  private void settle() {
    boolean[] before = free.clone();
    double error = Math.max(lnError(1), lnError(2));
    free[1] = bent() >= LEAST_BENT && error < MOST_LN_ERROR;
    free[2] = free[1];
    free[3] = bent() >= LEAST_BENT && lnError(3) < MOST_LN_ERROR;
    if (!Arrays.equals(before, free)) {
      Laws found = laws.laws();
      Laws known = Bounds.laws(found.box());
      Laws start =
          new Laws(
              found.slopeScale(),
              free[1] ? found.kneeMedian() : known.kneeMedian(),
              free[1] ? found.kneeShape() : known.kneeShape(),
              free[3] ? found.lateScale() : known.lateScale(),
              found.box());
      var clouds = devices.stream().map(DeviceFit::cloud).toList();
      laws = new LawsFit(clouds, lastPulses, free).from(start);
      shared = new Shared(shared.noise(), shared.rates(), laws.laws());
    }
  }

  /** Standard error of the logarithm of one of the four numbers. */
  double lnError(int of) {
    return Math.sqrt(laws.covariance()[of][of]);
  }

  /** Devices whose knee is surely within their trace. */
  long bent() {
    return devices.stream().filter(device -> device.posterior().bends() > SURE).count();
  }

  /** Whether the noise is too small to be told from none. */
  boolean isNoiseless() {
    return noise.pink() <= LEAST_NOISE * LEAST_NOISE && noise.white() <= LEAST_NOISE * LEAST_NOISE;
  }

  private void redo(Workers workers) throws FitCancelled {
    Shared known = shared;
    workers.each(devices.size(), (d, scratch) -> devices.get(d).converge(known, scratch, UPDATES));
  }

  private void improve() {
    var reads = devices.stream().map(device -> device.residuals(shared.noise())).toList();
    noise = new NoiseFit(reads, spacing).find();
    double pink = Math.max(noise.pink(), LEAST_NOISE * LEAST_NOISE);
    double[] counts = new double[4];
    for (DeviceFit device : devices) {
      for (int i = 0; i < 4; i++) {
        counts[i] += device.counts()[i];
      }
    }
    double up = Math.clamp((counts[0] + 0.5) / (counts[1] + 1), 1e-9, 0.4);
    double down = Math.clamp((counts[2] + 0.5) / (counts[3] + 1), 1e-9, 0.4);
    var clouds = devices.stream().map(DeviceFit::cloud).toList();
    laws = new LawsFit(clouds, lastPulses, free).from(shared.laws());
    shared =
        new Shared(new ReadNoise(spacing, pink, noise.white()), new Rates(up, down), laws.laws());
  }

  private void telegraph(Workers workers) throws FitCancelled {
    TelegraphFit.Curve[] curves = new TelegraphFit.Curve[devices.size()];
    workers.each(devices.size(), (d, scratch) -> curves[d] = curve(devices.get(d), scratch));
    double[] seen =
        devices.stream()
            .filter(DeviceFit::visited)
            .mapToDouble(device -> shared.noise().amplitude(device.index()))
            .toArray();
    if (seen.length == 0) {
      return;
    }
    TelegraphFit fit = new TelegraphFit(List.of(curves));
    double top = Arrays.stream(seen).max().orElse(1);
    rates = fit.rates(shared.rates(), top * 1.02);
    most = fit.most(rates.rates(), seen, confidence);
    rates = fit.rates(rates.rates(), most.median());
    shared = new Shared(shared.noise(), rates.rates(), shared.laws());
    for (int d = 0; d < curves.length; d++) {
      devices.get(d).amplitudesGain(fit.lnMarginal(d, rates.rates(), most.median()));
    }
  }

  TelegraphFit.Curve curve(DeviceFit device, StateFilter filter) {
    ReadNoise reads = shared.noise();
    double[] residual = DeviceFit.residual(device.trace(), device.law(), reads);
    filter.with(shared.rates());
    double none = filter.run(device.trace(), residual, reads, -1);
    var nodes = new java.util.TreeSet<Integer>();
    for (int i : device.coarse(reads)) {
      nodes.add(i);
    }
    if (device.visited()) {
      for (int i = -6; i <= 6; i++) {
        nodes.add(Math.clamp(device.index() + i, 0, reads.indexAbove(10)));
      }
    }
    double[] amplitude = new double[nodes.size() + 1];
    double[] ln = new double[amplitude.length];
    List<float[]> ratios = new ArrayList<>();
    ratios.add(new float[0]);
    int at = 1;
    for (int index : nodes) {
      filter.run(device.trace(), residual, reads, index);
      amplitude[at] = reads.amplitude(index);
      ln[at++] = filter.lnAllLow() - none;
      ratios.add(filter.ratios());
    }
    int[] pulses = device.trace().pulses();
    int[] gaps = new int[pulses.length];
    for (int t = 1; t < gaps.length; t++) {
      gaps[t] = pulses[t] - pulses[t - 1];
    }
    return new TelegraphFit.Curve(amplitude, ln, ratios, gaps, pulses[0]);
  }
}
