package org.hafnia.simulator.array.ecc;

/**
 * What a code costs. Logic is counted in equivalents of a two-input XOR, of combinational gates
 * only, without sharing between outputs: a parity of m bits is m - 1 XOR; two-input AND and OR are
 * half an XOR each.
 *
 * @param bitsPerDataBit stored bits per data bit, checks included
 * @param checkBits per block
 * @param encoderXor logic that makes the check bits of a block
 * @param decoderXor logic that corrects a block and flags what it cannot correct
 */
public record CodeCost(double bitsPerDataBit, int checkBits, double encoderXor, double decoderXor) {

  /** Logic of a two-input AND or OR, in two-input XOR. */
  static final double AND = 0.5;
}
