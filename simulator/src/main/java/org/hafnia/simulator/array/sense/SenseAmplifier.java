package org.hafnia.simulator.array.sense;

import org.hafnia.simulator.array.Requirements;

/**
 * What compares two branches: BL with BLb of a differential cell, or the cell with a reference. The
 * branch that falls first is taken for the low resistance: BL first reads +1, BLb first -1.
 */
public sealed interface SenseAmplifier {

  /** The branches as this amplifier sees them. */
  Branches branches();

  /** One word for the kind, as in "pcsa". */
  String kind();

  /** Compares resistances without error and waits as long as it takes. */
  record Ideal() implements SenseAmplifier {

    @Override
    public Branches branches() {
      return new Branches(0, Double.POSITIVE_INFINITY, 0);
    }

    @Override
    public String kind() {
      return "ideal";
    }
  }

  /**
   * Precharge sense amplifier. Branch i discharges in
   *
   * <pre>
   *   tau_i = C (R_i + R_T(VDD, T, corner)) k,   k = VDD/(2 Vov)
   * </pre>
   *
   * <p>(half the supply's charge on C, drawn by the current Vov/(R_i + R_T) of a transistor that
   * the branch degenerates). An output has fallen if tau_i &lt; t_sense; the first to fall wins;
   * neither reads 0. The offset o ~ N(0, s_off) between the two ln tau is half in each branch.
   *
   * @param supplyVolt VDD, in volt, [0.2, 2]
   * @param temperatureKelvin T, in kelvin, [200, 450]
   * @param senseSecond t_sense, in seconds, [1e-12, 1e-2]
   */
  record Pcsa(
      PcsaDesign design,
      double supplyVolt,
      double temperatureKelvin,
      Corner corner,
      double senseSecond)
      implements SenseAmplifier {

    /** Nominal supply of the generic design, in volt. */
    public static final double NOMINAL_VOLT = 1.2;

    /** Usual time to sense, in seconds. */
    public static final double USUAL_SECOND = 20e-9;

    /** Usual temperature, in kelvin. */
    public static final double USUAL_KELVIN = 300;

    public Pcsa {
      Requirements.within("supplyVolt", supplyVolt, 0.2, 2, "V");
      Requirements.within("temperatureKelvin", temperatureKelvin, 200, 450, "K");
      Requirements.within("senseSecond", senseSecond, 1e-12, 1e-2, "s");
    }

    /** The generic 130 nm design at 300 K, corner TT, 20 ns. */
    public static Pcsa generic(double supplyVolt) {
      return new Pcsa(PcsaDesign.generic130nm(), supplyVolt, USUAL_KELVIN, Corner.TT, USUAL_SECOND);
    }

    /** The same amplifier at another supply. */
    public Pcsa at(double volt) {
      return new Pcsa(design, volt, temperatureKelvin, corner, senseSecond);
    }

    /** R_T, in ohm. */
    public double transistorOhm() {
      return design.transistorOhm(supplyVolt, temperatureKelvin, corner);
    }

    /** k: how many times C (R + R_T) a branch takes to fall. */
    public double slowness() {
      return supplyVolt / (2 * design.overdriveVolt(supplyVolt, temperatureKelvin, corner));
    }

    /** Largest resistance that still falls within t_sense, in ohm; negative where none does. */
    public double limitOhm() {
      return senseSecond / (design.capacitanceFarad() * slowness()) - transistorOhm();
    }

    /** Charging both outputs once, 2 C VDD^2, in joule. */
    public double readJoule() {
      return 2 * design.capacitanceFarad() * supplyVolt * supplyVolt;
    }

    @Override
    public Branches branches() {
      double limit = Math.log(senseSecond / (design.capacitanceFarad() * slowness()));
      return new Branches(transistorOhm(), limit, design.offsetDeviation());
    }

    @Override
    public String kind() {
      return "pcsa";
    }
  }
}
