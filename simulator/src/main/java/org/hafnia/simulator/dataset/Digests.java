package org.hafnia.simulator.dataset;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash functions that every Java platform must provide. */
public final class Digests {

  private Digests() {}

  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  /** MD5 only because publishers of data sets state it; no protection against forgery. */
  public static MessageDigest md5() {
    return digest("MD5");
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks " + algorithm, e);
    }
  }
}
