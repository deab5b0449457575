package org.hafnia.service.fits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.devices.ModelReferences;
import org.hafnia.simulator.fitting.FitResult;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code fit}; keeps names for the models that fits are going to make. */
@Component
final class FitStore implements ModelReferences {

  private static final String COLUMNS = "f.id, f.spec, f.spec_sha256, f.measurement_set_id";

  private static final String LIST =
      """
       from fit f join job j using (id)
      where (cardinality(:states::text[]) = 0 or j.state = any(:states::text[]))
        and (:name::text is null or position(lower(:name::text) in lower(f.device_model)) > 0)
        and (:set::text is null or f.measurement_set = :set::text)
        and (:family::text is null or :family::text in (f.family, f.fitted_family))
        and (:before::uuid is null or f.id < :before::uuid)
      order by f.id desc limit :limit
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  FitStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
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
    return jdbc.sql("select " + COLUMNS + ", f.result from fit f where f.id = ?")
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
    return jdbc.sql("select " + COLUMNS + LIST)
        .param("states", filter.states().toArray(String[]::new))
        .param("name", filter.name())
        .param("set", filter.measurementSet())
        .param("family", filter.family())
        .param("before", filter.before())
        .param("limit", filter.limit())
        .query((row, number) -> row(row, null))
        .list();
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
