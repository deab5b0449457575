package org.hafnia.service.errorrates.figures;

import org.hafnia.service.errorrates.answer.Answer;

/** Titles of pictures. */
final class Titles {

  private Titles() {}

  static String of(String what, Answer answer) {
    String name = answer.question().name();
    return name == null ? what : what + ": " + name;
  }
}
