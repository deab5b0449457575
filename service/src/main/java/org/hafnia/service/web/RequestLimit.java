package org.hafnia.service.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Refuses a body beyond the limit: by its announced length, else once it has come too far. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class RequestLimit extends OncePerRequestFilter {

  private final long limit;
  private final JsonMapper json;

  RequestLimit(WebProperties properties, JsonMapper json) {
    this.limit = properties.requestLimit().toBytes();
    this.json = json;
  }

  /** A body of unknown length has passed the limit. */
  static final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(String message) {
      super(message);
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/")) {
      chain.doFilter(request, response);
    } else if (request.getContentLengthLong() > limit) {
      var problem = Problem.of(ProblemType.TOO_LARGE, detail(request.getContentLengthLong()));
      response.setStatus(problem.type().status());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response
          .getOutputStream()
          .write(json.writeValueAsBytes(problem.body().instance(request.getRequestURI())));
    } else {
      chain.doFilter(new Limited(request), response);
    }
  }

  private String detail(long length) {
    return "The body has " + length + " bytes; at most " + limit + " are read.";
  }

  private final class Limited extends HttpServletRequestWrapper {

    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new LimitedStream(super.getInputStream());
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  private final class LimitedStream extends ServletInputStream {

    private final ServletInputStream body;
    private long count;

    LimitedStream(ServletInputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      int value = body.read();
      counted(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = body.read(target, offset, length);
      counted(Math.max(0, read));
      return read;
    }

    private void counted(int bytes) throws IOException {
      count += bytes;
      if (count > limit) {
        throw new BodyTooLarge(
            "The body goes on after " + limit + " bytes, the most that is read.");
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
