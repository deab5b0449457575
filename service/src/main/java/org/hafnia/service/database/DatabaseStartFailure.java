package org.hafnia.service.database;

/** The database cannot be had; message and advice are for whoever starts the service. */
final class DatabaseStartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String advice;

  DatabaseStartFailure(String message, String advice, Throwable cause) {
    super(message, cause);
    this.advice = advice;
  }

  DatabaseStartFailure(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
