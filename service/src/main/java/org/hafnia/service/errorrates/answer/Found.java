package org.hafnia.service.errorrates.answer;

import org.jspecify.annotations.Nullable;

/** What a search came to; the fields are named as in the contract. */
public record Found(
    boolean found,
    double errorRateBelow,
    @Nullable Integer index,
    @Nullable String condition,
    @Nullable Double sweptValue,
    @Nullable Double errorRate,
    @Nullable Double energyPicojoulePerBit,
    @Nullable Double sensitivity,
    @Nullable Double margin,
    String explanation) {}
