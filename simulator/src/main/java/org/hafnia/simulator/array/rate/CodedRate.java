package org.hafnia.simulator.array.rate;

import org.hafnia.simulator.array.ecc.Code;
import org.hafnia.simulator.array.ecc.CodeCost;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateEstimate;

/**
 * What a code leaves of a bit error rate. Errors are taken as independent; data of a block that is
 * flagged but not corrected count as read.
 *
 * @param method of the bit error rate
 * @param value error rate of a data bit
 * @param low lower end of its 95 % interval, from that of the bit error rate
 * @param high upper end
 * @param blockFailure probability that a block is not restored
 * @param silentBlock probability that a block is not restored, unnoticed
 * @param leadingTerm of the data error rate for small bit error rates
 * @param devicesPerDataBit resistive devices, check bits included
 */
public record CodedRate(
    Code code,
    Method method,
    double value,
    double low,
    double high,
    double blockFailure,
    double silentBlock,
    double leadingTerm,
    CodeCost cost,
    double devicesPerDataBit) {

  /** What the code makes of a bit error rate. */
  public static CodedRate of(Code code, Cell cell, RateEstimate bits) {
    return new CodedRate(
        code,
        bits.method(),
        code.dataErrorRate(bits.value()),
        code.dataErrorRate(bits.low()),
        code.dataErrorRate(bits.high()),
        code.blockFailureRate(bits.value()),
        code.silentBlockRate(bits.value()),
        code.leading().at(bits.value()),
        code.cost(),
        code.cost().bitsPerDataBit() * cell.devices());
  }
}
