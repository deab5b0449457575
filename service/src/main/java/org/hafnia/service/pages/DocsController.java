package org.hafnia.service.pages;

import java.io.IOException;
import java.util.Arrays;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.service.web.contract.Contract;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the contract, a page to read and try it, and what each problem means. */
@RestController
class DocsController {

  private static final String SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; font-src 'self'";

  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hafnia: the API</title>
      <link rel="stylesheet" href="{ui}/swagger-ui.css"></head>
      <body><div id="swagger-ui"></div>
      <script src="{ui}/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script>
      </body></html>
      """;

  private static final String START =
      """
      SwaggerUIBundle({url: '/openapi.yaml', dom_id: '#swagger-ui', deepLinking: true,
                       validatorUrl: null});
      """;

  private final Contract contract;
  private final String swaggerUi;

  DocsController(Contract contract) throws IOException {
    this.contract = contract;
    var library = new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties");
    var version = PropertiesLoaderUtils.loadProperties(library).getProperty("version");
    this.swaggerUi = "/webjars/swagger-ui/" + version;
  }

  @GetMapping(path = "/openapi.yaml", produces = "application/yaml")
  String contract() {
    return contract.text();
  }

  @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> docs() {
    return ResponseEntity.ok()
        .header("Content-Security-Policy", SECURITY_POLICY)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .body(PAGE.replace("{ui}", swaggerUi));
  }

  @GetMapping(path = "/docs/start.js", produces = "text/javascript")
  String script() {
    return START;
  }

  @GetMapping(path = "/docs/problems", produces = MediaType.TEXT_HTML_VALUE)
  String problems() {
    var html = new Html();
    html.add("<h1>Problems</h1><p>Every failure is answered as a problem (RFC 9457): its ");
    html.add("<code>type</code> is one of these addresses, its <code>errors</code> name each ");
    html.add("field, what stood there and what was expected.</p>");
    html.add("<table><tr><th>Type</th><th class=\"number\">Status</th><th>Meaning</th></tr>");
    for (var type : ProblemType.values()) {
      html.add("<tr><td><a href=\"%s\"><code>%s</code></a></td>", type.address(), type.slug());
      html.add("<td class=\"number\">%s</td>", type.status());
      html.add("<td>%s. %s</td></tr>", type.title(), type.explanation());
    }
    return html.add("</table>").page("Problems · Hafnia", 0);
  }

  @GetMapping(path = "/docs/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
  String problem(@PathVariable String slug) {
    var type =
        Arrays.stream(ProblemType.values())
            .filter(candidate -> candidate.slug().equals(slug))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("type of problem", slug));
    return new Html()
        .add("<h1>%s</h1><p>%s</p>", type.title(), type.explanation())
        .add("<p class=\"quiet\"><code>%s</code>, status %s.</p>", type.address(), type.status())
        .page(type.title() + " · Hafnia", 0);
  }
}
