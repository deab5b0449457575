package org.hafnia.service.web.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Holds the raw JSON of a request against the contract before it is bound. */
@ControllerAdvice
final class BodyCheck extends RequestBodyAdviceAdapter {

  private final Contract contract;

  BodyCheck(Contract contract) {
    this.contract = contract;
  }

  @Override
  public boolean supports(
      MethodParameter parameter,
      Type type,
      @Nullable Class<? extends HttpMessageConverter<?>> converter) {
    return type instanceof Class<?> bound && contract.hasSchema(bound.getSimpleName());
  }

  @Override
  public HttpInputMessage beforeBodyRead(
      HttpInputMessage message,
      MethodParameter parameter,
      Type type,
      @Nullable Class<? extends HttpMessageConverter<?>> converter)
      throws IOException {
    byte[] body = utf8(message);
    var json = StrictJson.read(body);
    var unstorable = Unstorable.in(json);
    var errors =
        unstorable.isEmpty() ? contract.check(((Class<?>) type).getSimpleName(), json) : unstorable;
    if (!errors.isEmpty()) {
      String count = errors.size() == 1 ? "One thing is" : errors.size() + " things are";
      throw new Problem(
          ProblemType.INVALID_REQUEST, count + " wrong with the request; see errors.", errors);
    }
    AsAsked.keep(json);
    var headers = new HttpHeaders(message.getHeaders());
    headers.setContentType(MediaType.APPLICATION_JSON);
    return new Checked(body, headers);
  }

  /** The body as JSON is written, whatever charset its sender chose and named. */
  private static byte[] utf8(HttpInputMessage message) throws IOException {
    byte[] body = message.getBody().readAllBytes();
    var type = message.getHeaders().getContentType();
    var charset = type == null ? null : type.getCharset();
    if (charset == null || charset.equals(UTF_8)) {
      return body;
    }
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString().getBytes(UTF_8);
    } catch (CharacterCodingException e) {
      var problem =
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "The body is not in the charset that its Content-Type names, %s.".formatted(charset));
      problem.initCause(e);
      throw problem;
    }
  }

  private static final class Checked implements HttpInputMessage {

    private final byte[] body;
    private final HttpHeaders headers;

    Checked(byte[] body, HttpHeaders headers) {
      this.body = body;
      this.headers = headers;
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }
  }
}
