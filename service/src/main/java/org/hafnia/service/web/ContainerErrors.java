package org.hafnia.service.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
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

/** Turns what the servlet container refuses by itself into a problem, too. */
@RestController
final class ContainerErrors
    implements ErrorController, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(Unrouted.class.getName());
          }
        });
  }

  @RequestMapping("/error")
  ResponseEntity<org.hafnia.service.api.Problem> error(HttpServletRequest request) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    var body = ProblemHandler.ofStatus(status, null).body();
    if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri) {
      body.instance(uri);
    }
    return ProblemHandler.answer(body, HttpHeaders.EMPTY);
  }

  /** For what the container refuses before it knows where it belongs, a broken address perhaps. */
  public static final class Unrouted extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      boolean answered = response.getContentWritten() > 0;
      if (response.getStatus() < 400 || answered || !response.setErrorReported()) {
        return;
      }
      var type = ProblemHandler.ofStatus(response.getStatus(), null).type();
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      try {
        response.getReporter().write(json(type, response.getStatus()));
        response.finishResponse();
      } catch (IOException e) {
        container.getLogger().debug("nobody is left to answer", e);
      }
    }

    private static String json(ProblemType type, int status) {
      return "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
          .formatted(type.address(), type.title(), status, "The request itself cannot be read.");
    }
  }
}
