package org.hafnia.service.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Turns what the servlet container refuses, before or without a controller, into a problem. */
@RestController
final class ContainerErrors
    implements ErrorController, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final JsonMapper json;

  ContainerErrors(JsonMapper json) {
    this.json = json;
  }

  @RequestMapping("/error")
  ResponseEntity<org.hafnia.service.api.Problem> error(HttpServletRequest request) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    var body = ProblemHandler.ofStatus(status, detail(status, request)).body();
    if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri) {
      body.instance(uri);
    }
    return ProblemHandler.answer(body, HttpHeaders.EMPTY);
  }

  private static @Nullable String detail(int status, HttpServletRequest request) {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    return status == 400 && type.startsWith("multipart/")
        ? "The body is not whole multipart/form-data: it ended before its announced end, or a part"
            + " is broken. Nothing was stored."
        : null;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            // Behind the valves that are there, so that it is asked first; none is added by itself.
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new ProblemValve(json));
          }
        });
  }

  /** For what no servlet sees, a broken address perhaps. */
  private static final class ProblemValve extends ErrorReportValve {

    private final JsonMapper json;

    ProblemValve(JsonMapper json) {
      this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      int status = response.getStatus();
      if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
        return;
      }
      var body = ProblemHandler.ofStatus(status, response.getMessage()).body();
      try {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getReporter().write(json.writeValueAsString(body));
        response.finishResponse();
      } catch (IOException | IllegalStateException gone) {
        container.getLogger().debug("A problem could not be written", gone);
      }
    }
  }
}
