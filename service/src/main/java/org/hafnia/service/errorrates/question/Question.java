package org.hafnia.service.errorrates.question;

import java.util.List;
import java.util.UUID;
import org.hafnia.service.web.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, every default filled in; the fields are named as in the contract.
 *
 * @param name for people
 * @param thresholdOhm of 1T1R; absent for the best one
 * @param sweep absent for a single point
 */
public record Question(
    @Nullable String name,
    String cell,
    @Nullable Double thresholdOhm,
    States states,
    Amplifier senseAmplifier,
    List<String> against,
    List<String> methods,
    double relativeHalfWidth,
    long draws,
    int bootstrapDraws,
    long seed,
    boolean extrapolate,
    @Nullable Sweep sweep,
    @Nullable Search find,
    @Nullable ReadMap readMap,
    int priority) {

  public static final String SINGLE = "1T1R";
  public static final String PAIR = "2T2R";
  public static final String TERNARY = "2T2R-ternary";

  /** Exactly one of the first three is there. */
  public record States(
      @Nullable String deviceModel,
      @Nullable String measurementSet,
      @Nullable Lognormals lognormal,
      @Nullable Condition condition,
      @Nullable Double cycles,
      @Nullable Retention retention,
      @Nullable Boolean excludeBadCells) {}

  public record Lognormals(Lognormal lrs, Lognormal hrs) {}

  public record Lognormal(double medianOhm, double sigma) {}

  public record Condition(@Nullable String name, @Nullable Pulse set, @Nullable Pulse reset) {

    /** A line for people. */
    public String shown() {
      if (name != null) {
        return name;
      }
      return set == null || reset == null ? "" : "SET " + set.shown() + ", RESET " + reset.shown();
    }
  }

  public record Pulse(double voltageVolt, double gateVolt, double widthNanosecond) {

    String shown() {
      String gate = gateVolt == 0 ? "" : ", gate " + Numbers.shown(gateVolt) + " V";
      String width = Numbers.shown(widthNanosecond) + " ns";
      return Numbers.shown(voltageVolt) + " V" + gate + ", " + width;
    }
  }

  public record Retention(String deviceModel, double timeSecond, double temperatureCelsius) {}

  /** All but the type is absent where it is ideal; a fitted one has a device model. */
  public record Amplifier(
      String type,
      @Nullable Double supplyVolt,
      @Nullable Double temperatureCelsius,
      @Nullable String corner,
      @Nullable Double sensingTimeNanosecond,
      @Nullable Double offset,
      @Nullable String deviceModel) {}

  /** Values for every quantity but the condition. */
  public record Sweep(
      Over over, @Nullable List<Double> values, @Nullable List<Condition> conditions) {}

  /** Where a training is named, the curve is that of its tests with errors. */
  public record Search(
      @Nullable Double errorRateBelow,
      @Nullable Double accuracyLossBelow,
      @Nullable List<ResponsePoint> responseCurve,
      @Nullable UUID training,
      @Nullable String code) {}

  public record ResponsePoint(double errorRate, double accuracy) {}

  public record ReadMap(@Nullable Double lowOhm, @Nullable Double highOhm, int cells) {}

  public boolean ternary() {
    return cell.equals(TERNARY);
  }

  /** Identifies the result: name and priority have no part in it. */
  public String sha256() {
    return CanonicalJson.sha256(with(null, find, 0));
  }

  /** The same with the response of the network to errors. */
  public Question answeredBy(List<ResponsePoint> curve) {
    if (find == null) {
      return this;
    }
    return with(
        name,
        new Search(
            find.errorRateBelow(), find.accuracyLossBelow(), curve, find.training(), find.code()),
        priority);
  }

  private Question with(@Nullable String other, @Nullable Search search, int otherPriority) {
    return new Question(
        other,
        cell,
        thresholdOhm,
        states,
        senseAmplifier,
        against,
        methods,
        relativeHalfWidth,
        draws,
        bootstrapDraws,
        seed,
        extrapolate,
        sweep,
        search,
        readMap,
        otherPriority);
  }
}
