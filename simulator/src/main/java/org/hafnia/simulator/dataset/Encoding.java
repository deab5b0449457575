package org.hafnia.simulator.dataset;

import java.util.Arrays;

/** How the numbers of samples are kept in memory. */
public enum Encoding {
  /** One byte: 0..255, read as 0..1; what images are published in. */
  UNSIGNED_BYTES("u1", Byte.BYTES),
  /** Two bytes, signed, times one scale; what converters deliver. */
  SCALED_SHORTS("i2", Short.BYTES),
  /** Four bytes: a floating point number. */
  FLOATS("f4", Float.BYTES);

  private final String code;
  private final int bytes;

  Encoding(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** By its abbreviation. */
  public static Encoding of(String code) {
    return Arrays.stream(values())
        .filter(encoding -> encoding.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no encoding " + code));
  }

  /** As NumPy abbreviates it: {@code u1}, {@code i2}, {@code f4}. */
  public String code() {
    return code;
  }

  /** Memory of one number. */
  public int bytes() {
    return bytes;
  }
}
