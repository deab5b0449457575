package org.hafnia.service.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Turns what the servlet container refuses by itself into a problem, too. */
@RestController
final class ContainerErrors implements ErrorController {

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
}
