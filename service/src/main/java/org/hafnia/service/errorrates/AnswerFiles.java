package org.hafnia.service.errorrates;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hafnia.service.errorrates.answer.Answer;
import org.hafnia.service.errorrates.answer.Tables;
import org.hafnia.service.errorrates.figures.Figures;
import org.hafnia.service.jobs.MadeFile;
import org.hafnia.service.plots.Plot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The files of an answer: pictures, and tables for other programs. */
@Component
final class AnswerFiles {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerFiles.class);
  private static final String CSV = "text/csv";
  private static final String PARQUET = "application/vnd.apache.parquet";

  private final JsonMapper json;

  AnswerFiles(JsonMapper json) {
    this.json = json;
  }

  List<MadeFile> of(Answer answer) {
    var files = new ArrayList<MadeFile>();
    Figures.of(answer).forEach((name, plot) -> files.addAll(drawn(name, plot)));
    files.add(new MadeFile("error-rates.csv", CSV, Tables.csv(answer)));
    files.add(new MadeFile("error-rates.parquet", PARQUET, Tables.parquet(answer)));
    answer
        .map()
        .ifPresent(
            map -> {
              byte[] text = json.writeValueAsString(map).getBytes(StandardCharsets.UTF_8);
              files.add(new MadeFile("read-map.json", "application/json", text));
              files.add(new MadeFile("read-map.csv", CSV, Tables.csv(map)));
            });
    return List.copyOf(files);
  }

  /** A picture that cannot be drawn, for want of fonts perhaps, does not cost the result. */
  private static List<MadeFile> drawn(String name, Plot plot) {
    try {
      return List.of(
          new MadeFile(name + ".png", "image/png", plot.png()),
          new MadeFile(name + ".svg", "image/svg+xml", plot.svg()));
    } catch (LinkageError | java.awt.AWTError e) {
      LOG.warn("The plot {} cannot be drawn: {}", name, e.toString());
      return List.of();
    }
  }
}
