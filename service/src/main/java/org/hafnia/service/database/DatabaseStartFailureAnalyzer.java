package org.hafnia.service.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link DatabaseStartFailure} as a description and an action, without stack trace. */
final class DatabaseStartFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseStartFailure> {

  @Override
  protected FailureAnalysis analyze(Throwable root, DatabaseStartFailure cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.advice(), cause);
  }
}
