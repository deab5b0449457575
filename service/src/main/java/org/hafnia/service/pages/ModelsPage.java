package org.hafnia.service.pages;

import java.util.List;
import java.util.Locale;
import org.hafnia.service.models.StoredModel;

/** The page at {@code /models}, and the table that the page of a training shows of its own. */
final class ModelsPage {

  private ModelsPage() {}

  static String of(List<StoredModel> newest) {
    var html = new Html();
    html.add("<h1>Models</h1><p>Networks as trainings left them, newest first; start a training");
    html.add(" from one by <code>\"from\"</code>. All of them are at");
    html.add(" <a href=\"/v1/models\">/v1/models</a>.</p>");
    if (newest.isEmpty()) {
      html.add("<p>None yet: a training that completes leaves one.</p>");
    } else {
      table(html, newest);
    }
    return html.page("Models · Hafnia", 0);
  }

  static void table(Html html, List<StoredModel> models) {
    html.add("<table><tr><th>Name</th><th>Data set</th><th>Network</th><th>Scheme</th>");
    html.add("<th class=\"number\">Epoch</th><th class=\"number\">Test accuracy</th>");
    html.add("<th>Files</th></tr>");
    for (var model : models) {
      String self = "/v1/models/" + model.name();
      html.add("<tr><td><a href=\"%s\">%s</a></td>", self, model.name());
      html.add("<td class=\"whole\">%s</td>", model.dataset());
      html.add("<td>%s</td>", model.origin().title());
      html.add("<td class=\"whole\">%s</td>", model.origin().scheme());
      html.add("<td class=\"number\">%s, %s</td>", model.epoch(), model.kept().word());
      html.add("<td class=\"number\">%s</td>", StartPage.percent(model.testAccuracy()));
      String size = String.format(Locale.ROOT, "%.1f MB", model.content().bytes() / 1e6);
      html.add("<td class=\"whole\"><a href=\"%s/file?format=npz\">NPZ</a> (%s),", self, size);
      html.add(" <a href=\"%s/file?format=onnx\">ONNX</a></td></tr>", self);
    }
    html.add("</table>");
  }
}
