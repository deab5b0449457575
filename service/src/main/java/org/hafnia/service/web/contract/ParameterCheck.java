package org.hafnia.service.web.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Holds the parameters of path, query and headers against the contract, all of them at once. */
@Component
final class ParameterCheck implements HandlerInterceptor, WebMvcConfigurer {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Contract contract;

  ParameterCheck(Contract contract) {
    this.contract = contract;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/v1/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    String method = request.getMethod().toLowerCase(Locale.ROOT);
    var parameters =
        contract.parameters(String.valueOf(pattern), "head".equals(method) ? "get" : method);
    var query = query(request);
    var errors = new ArrayList<>(unknown(query, parameters));
    for (var parameter : parameters) {
      var values = values(parameter, request, query);
      if (!values.isEmpty()) {
        errors.addAll(check(parameter, values));
      }
    }
    if (request instanceof MultipartHttpServletRequest multipart) {
      var parts = contract.parts(String.valueOf(pattern), method);
      parts.ifPresent(known -> errors.addAll(known.check(multipart, query.keySet())));
    }
    if (!errors.isEmpty()) {
      String names =
          String.join(", ", errors.stream().map(FieldError::pointer).distinct().toList());
      throw new Problem(
          ProblemType.INVALID_PARAMETER, "Cannot be used as given: " + names + ".", errors);
    }
    return true;
  }

  private static List<FieldError> unknown(
      Map<String, List<String>> query, List<Contract.Parameter> known) {
    if (query.isEmpty()) {
      return List.of();
    }
    var names =
        known.stream().filter(p -> p.in().equals("query")).map(Contract.Parameter::name).toList();
    return query.entrySet().stream()
        .filter(entry -> !names.contains(entry.getKey()))
        .map(entry -> unknown(entry.getKey(), entry.getValue().getFirst(), names))
        .toList();
  }

  private static FieldError unknown(String name, String value, List<String> known) {
    return new FieldError(
        name,
        value,
        "Not a query parameter here."
            + Nearest.question(name, known)
            + (known.isEmpty() ? " There are none." : " Known: " + String.join(", ", known) + "."));
  }

  private List<FieldError> check(Contract.Parameter parameter, List<String> values) {
    var unstorable = values.stream().filter(Unstorable::isUnstorable).findFirst();
    if (unstorable.isPresent()) {
      return List.of(Unstorable.parameter(parameter.name(), unstorable.get()));
    }
    boolean list = "array".equals(parameter.schema().path("type").asString(""));
    if (!list && values.size() > 1) {
      return List.of(new FieldError(parameter.name(), String.join(", ", values), "Expected once."));
    }
    return contract.check(
        parameter, list ? nodes(parameter, values) : node(parameter.schema(), values.getFirst()));
  }

  private JsonNode nodes(Contract.Parameter parameter, List<String> values) {
    var items = contract.resolve(parameter.schema().path("items"));
    var array = NODES.arrayNode();
    values.forEach(value -> array.add(node(items, value)));
    return array;
  }

  private static JsonNode node(JsonNode schema, String value) {
    String type = schema.path("type").asString("");
    if (type.equals("integer") && value.matches("-?[0-9]{1,30}")) {
      return NODES.numberNode(new BigInteger(value));
    }
    if (type.equals("boolean") && (value.equals("true") || value.equals("false"))) {
      return NODES.booleanNode(value.equals("true"));
    }
    return NODES.stringNode(value);
  }

  private static List<String> values(
      Contract.Parameter parameter, HttpServletRequest request, Map<String, List<String>> query) {
    return switch (parameter.in()) {
      case "query" -> query.getOrDefault(parameter.name(), List.of());
      case "header" -> {
        var header = request.getHeader(parameter.name());
        yield header == null ? List.of() : List.of(header);
      }
      default -> {
        var path =
            (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        yield List.of(String.valueOf(path.get(parameter.name())));
      }
    };
  }

  private static Map<String, List<String>> query(HttpServletRequest request) {
    var query = new LinkedHashMap<String, List<String>>();
    String text = request.getQueryString();
    if (text == null) {
      return query;
    }
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        query
            .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
            .add(parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.parameter(text, null, "Expected percent-encoding that can be decoded.");
    }
  }
}
