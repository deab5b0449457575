package org.hafnia.service.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure that its reader can do something about; answered as an RFC 9457 problem. */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient List<FieldError> errors;

  /**
   * One thing that is wrong in a request.
   *
   * @param pointer a JSON pointer into the body, or the name of a parameter or part
   * @param value what stood there
   * @param detail what was expected
   */
  public record FieldError(String pointer, @Nullable Object value, String detail) {}

  public Problem(ProblemType type, String detail, List<FieldError> errors) {
    super(detail);
    this.type = type;
    this.errors = List.copyOf(errors);
  }

  public static Problem of(ProblemType type, String detail, FieldError... errors) {
    return new Problem(type, detail, List.of(errors));
  }

  public static Problem notFound(String what, Object id) {
    return of(ProblemType.NOT_FOUND, "There is no " + what + " " + id + ".");
  }

  /** One parameter of path, query or header that cannot be used as it is. */
  public static Problem parameter(String name, @Nullable Object value, String expected) {
    var error = new FieldError(name, value, expected);
    return of(ProblemType.INVALID_PARAMETER, name + ": " + expected, error);
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** As the contract shapes it; also what a failed job keeps. */
  public org.hafnia.service.api.Problem body() {
    var body = new org.hafnia.service.api.Problem(type.address(), type.title(), type.status());
    body.setDetail(detail());
    for (var error : errors) {
      var item = new org.hafnia.service.api.FieldError(error.pointer(), error.detail());
      body.addErrorsItem(item.value(error.value()));
    }
    return body;
  }
}
