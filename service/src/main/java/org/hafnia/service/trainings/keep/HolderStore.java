package org.hafnia.service.trainings.keep;

import java.util.List;
import java.util.Optional;
import org.hafnia.service.datasets.use.DatasetHolders;
import org.hafnia.service.models.ModelHolders;
import org.hafnia.service.models.StoredModel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which trainings under way start from a model, will store one, or read a data set. */
@Component
final class HolderStore implements ModelHolders, DatasetHolders {

  private final JdbcClient jdbc;

  HolderStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<String> holders(StoredModel model) {
    return jdbc.sql(
            """
            select t.id, j.state from training t join job j using (id)
            where j.state in ('queued', 'running', 'paused') and t.spec ->> 'fromSha256' = :sha256
              and t.spec ->> 'from' in (:name, :id)
            order by t.id
            """)
        .param("sha256", model.sha256())
        .param("name", model.name())
        .param("id", model.id().toString())
        .query(
            (row, number) -> "the training %s (%s)".formatted(row.getString(1), row.getString(2)))
        .list();
  }

  @Override
  public List<String> datasetHolders(List<String> names) {
    return jdbc.sql(
            """
            select t.id, j.state from training t join job j using (id)
            where j.state in ('queued', 'running', 'paused') and t.dataset = any(:names)
            order by t.id
            """)
        .param("names", names.toArray(String[]::new))
        .query(
            (row, number) -> "the training %s (%s)".formatted(row.getString(1), row.getString(2)))
        .list();
  }

  @Override
  public Optional<String> claim(String name) {
    return jdbc.sql(
            """
            select t.id from training t join job j using (id)
            where j.state in ('queued', 'running', 'paused')
              and t.spec ->> 'saveAs' in
                (:name, regexp_replace(:name, '-best$', ''),
                 regexp_replace(:name, '-fold-[0-9]+$', ''))
              and case when t.spec -> 'crossValidation' is null
                then :name in (t.spec ->> 'saveAs', t.spec ->> 'saveAs' || '-best')
                else starts_with(:name, t.spec ->> 'saveAs' || '-fold-')
                  and substr(:name, length(t.spec ->> 'saveAs' || '-fold-') + 1) ~ '^[0-9]+$' end
            order by t.id limit 1
            """)
        .param("name", name)
        .query((row, number) -> "the training " + row.getString(1) + " will store it")
        .optional();
  }
}
