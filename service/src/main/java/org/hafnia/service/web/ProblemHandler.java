package org.hafnia.service.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** The one place that turns a failure into HTTP. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
  private static final String RETRY_SECONDS = "5";

  @ExceptionHandler
  @Nullable ResponseEntity<org.hafnia.service.api.Problem> handle(
      Exception failure, HttpServletRequest request) {
    if (failure instanceof AsyncRequestNotUsableException) {
      return null; // The client has gone; nobody is left to answer.
    }
    var problem = problem(failure);
    var body = problem.body().instance(request.getRequestURI());
    if (problem.type() == ProblemType.INTERNAL) {
      var id = UUID.randomUUID();
      LOG.error("problem {} at {} {}", id, request.getMethod(), request.getRequestURI(), failure);
      body.instance("urn:uuid:" + id)
          .detail(problem.detail() + " Its id in the log is " + id + ".");
    }
    return answer(body, failure instanceof ErrorResponse e ? e.getHeaders() : HttpHeaders.EMPTY);
  }

  static ResponseEntity<org.hafnia.service.api.Problem> answer(
      org.hafnia.service.api.Problem body, HttpHeaders extra) {
    var answer = ResponseEntity.status(body.getStatus()).headers(extra);
    if (body.getStatus() == ProblemType.UNAVAILABLE.status()) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(body);
  }

  private static Problem problem(Exception failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case MethodArgumentTypeMismatchException e ->
          Problem.parameter(e.getName(), text(e.getValue()), "Expected another type.");
      case InvalidParameterException e ->
          Problem.of(ProblemType.MALFORMED_REQUEST, "A parameter is not percent-encoded UTF-8.");
      case MissingServletRequestParameterException e ->
          Problem.parameter(e.getParameterName(), null, "Missing.");
      case MissingServletRequestPartException e ->
          Problem.parameter(e.getRequestPartName(), null, "Missing; expected a part of this name.");
      case MaxUploadSizeExceededException e -> tooLarge(e);
      case MultipartException e ->
          Problem.of(ProblemType.MALFORMED_REQUEST, "The body is not multipart/form-data.");
      case HttpMessageNotReadableException e -> unreadable(e);
      case HttpMediaTypeNotSupportedException e -> mediaType(e);
      case DataAccessResourceFailureException e -> unavailable(e);
      case TransientDataAccessException e -> unavailable(e);
      case CannotCreateTransactionException e -> unavailable(e);
      case TransactionSystemException e -> lostAmidst(e);
      case ErrorResponse e -> ofStatus(e.getStatusCode().value(), e.getBody().getDetail());
      default -> Problem.of(ProblemType.INTERNAL, "The request met a defect of the service.");
    };
  }

  private static String text(@Nullable Object value) {
    return value instanceof Object[] values
        ? Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }

  private static Problem unavailable(Exception failure) {
    LOG.warn("the database cannot be used: {}", failure.getMessage());
    return Problem.of(
        ProblemType.UNAVAILABLE, "The database cannot be used at the moment; nothing was stored.");
  }

  /** A commit or a rollback that did not come through. */
  private static Problem lostAmidst(TransactionSystemException failure) {
    LOG.warn("the database was lost amidst a request: {}", failure.toString());
    return Problem.of(
        ProblemType.UNAVAILABLE,
        "The database was lost amidst the request. Repeat it; with an Idempotency-Key it is done"
            + " once.");
  }

  private static Problem tooLarge(MaxUploadSizeExceededException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SizeException size) {
        String detail =
            "Expected at most %d bytes, found %d or more. HAFNIA_UPLOAD_LIMIT of the service sets"
                    .formatted(size.getPermittedSize(), size.getActualSize())
                + " how much is taken.";
        return Problem.of(
            ProblemType.TOO_LARGE,
            detail,
            new Problem.FieldError("file", size.getActualSize(), detail));
      }
    }
    return Problem.of(ProblemType.TOO_LARGE, "A file of the upload, or all of it, is too large.");
  }

  private static Problem unreadable(HttpMessageNotReadableException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RequestLimit.BodyTooLarge) {
        return Problem.of(ProblemType.TOO_LARGE, String.valueOf(cause.getMessage()));
      }
    }
    return Problem.of(
        ProblemType.MALFORMED_REQUEST,
        failure.getCause() == null ? "The body is empty; expected JSON." : "The body is not JSON.");
  }

  /** A type of body that is not read here, or text that names no type, or no charset. */
  private static Problem mediaType(HttpMediaTypeNotSupportedException failure) {
    var type = failure.getContentType();
    String found = type == null ? String.valueOf(failure.getMessage()) : type.toString();
    String expected =
        failure.getSupportedMediaTypes().stream()
            .map(MediaType::toString)
            .collect(Collectors.joining(", ", "Expected ", "."));
    return Problem.of(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        "Content-Type: " + found + ". " + expected,
        new Problem.FieldError("Content-Type", type == null ? null : found, expected));
  }

  /** For what Spring or the container refuse, with nothing but a status. */
  static Problem ofStatus(int status, @Nullable String detail) {
    var type =
        switch (status) {
          case 404 -> ProblemType.NOT_FOUND;
          case 405 -> ProblemType.METHOD_NOT_ALLOWED;
          case 406 -> ProblemType.NOT_ACCEPTABLE;
          case 413 -> ProblemType.TOO_LARGE;
          case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
          case 503 -> ProblemType.UNAVAILABLE;
          default -> status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL;
        };
    return Problem.of(type, detail == null ? type.explanation() : detail);
  }
}
