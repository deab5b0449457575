package org.hafnia.service.console;

/** A reason to stop, in words for the user, with the exit code of the process. */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1;

  static final int FAILED = 1;
  static final int USAGE = 2;

  /** The service does not answer any more; the launcher then shows the end of its log. */
  static final int SERVICE_LOST = 3;

  private final int exitCode;

  Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  Failure(String message) {
    this(FAILED, message);
  }

  int exitCode() {
    return exitCode;
  }
}
