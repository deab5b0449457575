package org.hafnia.simulator.bench;

/**
 * Forty trainings of 784-512-10 in one process, one epoch each, every scheme in turn: resident
 * memory after the last may exceed that after the fifth by a tenth at most.
 */
final class Soak {

  private static final int TRAININGS = 40;
  private static final int SETTLED = 5;

  private Soak() {}

  public static void main(String[] args) {
    var mnist = Bench.mnist();
    long settled = 0;
    for (int i = 1; i <= TRAININGS; i++) {
      var hardware = i % 4 == 0 ? Bench.ideal() : Bench.weakReset(i % 2 == 0, true);
      double rate = i % 4 == 0 ? 1e-3 : 8;
      var result = Bench.complete(Bench.spec(512, hardware, rate, i, 1), mnist, 2);
      long resident = Bench.residentBytes("VmRSS");
      settled = i == SETTLED ? resident : settled;
      System.out.printf(
          "%2d: %.2f %%, %d MB%n", i, 100 * result.test().accuracy().value(), resident >> 20);
    }
    double growth = 100.0 * (Bench.residentBytes("VmRSS") - settled) / settled;
    System.out.printf(
        "%+.1f %% since training %d: %s%n", growth, SETTLED, growth <= 10 ? "passed" : "FAILED");
  }
}
