package org.hafnia.service.web.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hafnia.service.web.Problem.FieldError;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract itself, openapi.yaml, as something to check values against. */
@Component
public final class Contract {

  private static final String ADDRESS = "urn:hafnia:openapi";

  private final String text;
  private final JsonNode root;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<String, List<Parameter>> parameters = new ConcurrentHashMap<>();

  /**
   * A parameter of an operation.
   *
   * @param in path, query or header
   * @param at where its schema stands in the contract
   */
  record Parameter(String name, String in, boolean required, JsonNode schema, String at) {}

  Contract() {
    try {
      text = new ClassPathResource("contract/openapi.yaml").getContentAsString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    root = new YAMLMapper().readTree(text);
    String json = root.toString();
    registry =
        SchemaRegistry.withDefaultDialect(
            dialect(),
            builder ->
                builder
                    .schemas(Map.of(ADDRESS, json))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    root.at("/components/schemas").propertyNames().forEach(this::componentSchema);
  }

  /**
   * The library reads exclusiveMinimum with minimum, but warns of the word itself; alternatives of
   * parts are ours, see {@link Parts}.
   */
  private static Dialect dialect() {
    return Dialect.builder(Dialects.getOpenApi30())
        .keyword(new NonValidationKeyword("exclusiveMinimum"))
        .keyword(new NonValidationKeyword("x-alternatives"))
        .build();
  }

  /** The contract as it was written. */
  public String text() {
    return text;
  }

  boolean hasSchema(String name) {
    return root.at("/components/schemas").has(name);
  }

  /** Everything that is wrong with a value, in the order of the contract. */
  List<FieldError> check(String schema, JsonNode value) {
    var messages = new Messages(this);
    return messages.of(componentSchema(schema).validate(value), "");
  }

  /** Everything that is wrong with the value of a parameter. */
  List<FieldError> check(Parameter parameter, JsonNode value) {
    return new Messages(this).of(schemaAt(parameter.at()).validate(value), parameter.name());
  }

  /** Parameters of the operation at a path of the contract; none where it does not know it. */
  List<Parameter> parameters(String path, String method) {
    return parameters.computeIfAbsent(
        "/paths/" + Messages.escaped(path) + "/" + method, this::parametersAt);
  }

  private List<Parameter> parametersAt(String at) {
    var found = new ArrayList<Parameter>();
    var list = root.at(at + "/parameters");
    for (int i = 0; i < list.size(); i++) {
      String where = at + "/parameters/" + i;
      var ref = list.get(i).path("$ref");
      if (ref.isString()) {
        where = ref.asString().substring(1);
      }
      var node = root.at(where);
      found.add(
          new Parameter(
              node.path("name").asString(),
              node.path("in").asString(),
              node.path("required").asBoolean(false),
              resolve(node.path("schema")),
              where + "/schema"));
    }
    return List.copyOf(found);
  }

  /** Parts of the form that the operation reads; none where it reads no form. */
  Optional<Parts> parts(String path, String method) {
    String at = "/paths/" + Messages.escaped(path) + "/" + method;
    var schema = root.at(at + "/requestBody/content/multipart~1form-data/schema");
    return schema.isMissingNode() ? Optional.empty() : Optional.of(new Parts(resolve(schema)));
  }

  /** The node itself, or what it refers to. */
  JsonNode resolve(JsonNode schema) {
    var ref = schema.path("$ref");
    return ref.isString() ? root.at(ref.asString().substring(1)) : schema;
  }

  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  private Schema componentSchema(String name) {
    return schemaAt("/components/schemas/" + name);
  }

  private Schema schemaAt(String pointer) {
    return schemas.computeIfAbsent(
        pointer, at -> registry.getSchema(SchemaLocation.of(ADDRESS + "#" + at)));
  }
}
