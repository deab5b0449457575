package org.hafnia.service.fits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.devices.ModelReferences;
import org.hafnia.service.lists.ListStore;
import org.hafnia.service.lists.SubjectQuery;
import org.hafnia.simulator.fitting.FitResult;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code fit}; keeps names for the models that fits are going to make. */
@Component
final class FitStore implements ModelReferences {

  private static final String COLUMNS = "s.id, s.spec, s.spec_sha256, s.measurement_set_id";

  private final JdbcClient jdbc;
  private final ListStore lists;
  private final JsonMapper json;

  FitStore(JdbcClient jdbc, ListStore lists, JsonMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
  }

  /**
   * A row of table {@code fit}.
   *
   * @param result as the contract shapes it, in JSON
   */
  record Row(
      UUID id, FitSpec spec, String specSha256, UUID measurementSetId, @Nullable String result) {}

  /** What a list shows. */
  record Filter(
      List<String> states,
      @Nullable String name,
      @Nullable String measurementSet,
      @Nullable String family,
      @Nullable UUID before,
      int limit) {}

  void insert(UUID id, String request, FitSpec spec, MeasurementSource.Found set) {
    jdbc.sql(
            """
            insert into fit (id, request, spec, spec_sha256, measurement_set_id, measurement_set,
                             rows, family, variant, device_model, seed)
            values (:id, :request::jsonb, :spec::jsonb, :sha256, :setId, :set, :rows, :family,
                    :variant, :model, :seed)
            """)
        .param("id", id)
        .param("request", request)
        .param("spec", json.writeValueAsString(spec))
        .param("sha256", spec.sha256())
        .param("setId", set.id())
        .param("set", set.name())
        .param("rows", set.rows())
        .param("family", spec.family())
        .param("variant", spec.variant())
        .param("model", spec.name())
        .param("seed", spec.seed())
        .update();
  }

  Optional<Row> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + ", s.result from fit s where s.id = ?")
        .param(id)
        .query((row, number) -> row(row, row.getString("result")))
        .optional();
  }

  /** Whether the model that it made is still there. */
  boolean hasModel(UUID id) {
    return jdbc.sql("select exists (select from device_model where fit_id = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** Rows without their results, newest first. */
  List<Row> list(Filter filter) {
    var query =
        SubjectQuery.of("fit", "fit")
            .states(filter.states())
            .contains("s.device_model", filter.name())
            .where("s.measurement_set = :set", "set", filter.measurementSet())
            .where(":family in (s.family, s.fitted_family)", "family", filter.family())
            .page(filter.before(), filter.limit());
    return lists.page(query.sql(COLUMNS), query.parameters(), (row, number) -> row(row, null));
  }

  private Row row(ResultSet row, @Nullable String result) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        json.readValue(row.getString("spec"), FitSpec.class),
        row.getString("spec_sha256"),
        row.getObject("measurement_set_id", UUID.class),
        result);
  }

  @Override
  public Optional<String> claim(String name) {
    return jdbc.sql(
            """
            select 'the fit ' || id || ', which is ' || state
            from fit join job using (id)
            where device_model = ? and state in ('queued', 'running') order by id limit 1
            """)
        .param(name)
        .query(String.class)
        .optional();
  }

  /** The model that a fit made may go: its result says all that the model said. */
  @Override
  public Optional<String> use(String name) {
    return claim(name);
  }

  void end(UUID id, FitResult found, String result) {
    var goodness = found.goodness();
    jdbc.sql(
            """
            update fit set fitted_family = :family, fitted_variant = :variant, points = :points,
              devices = :devices, parameters = :parameters, log_likelihood = :likelihood,
              aic = :aic, bic = :bic, held_out = :heldOut, ks_statistic = :ks, ks_p_value = :ksP,
              ad_statistic = :ad, ad_p_value = :adP, result = :result::jsonb
            where id = :id
            """)
        .param("id", id)
        .param("family", found.model().family().word())
        .param("variant", found.variant())
        .param("points", goodness.points())
        .param("devices", goodness.devices())
        .param("parameters", goodness.parameters())
        .param("likelihood", finite(goodness.logLikelihood()))
        .param("aic", finite(goodness.aic()))
        .param("bic", finite(goodness.bic()))
        .param("heldOut", finite(goodness.heldOutLogLikelihood()))
        .param("ks", finite(goodness.kolmogorovSmirnov().value()))
        .param("ksP", finite(goodness.kolmogorovSmirnov().pValue()))
        .param("ad", finite(goodness.andersonDarling().value()))
        .param("adP", finite(goodness.andersonDarling().pValue()))
        .param("result", result)
        .update();
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
