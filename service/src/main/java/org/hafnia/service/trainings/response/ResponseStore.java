package org.hafnia.service.trainings.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.errorrates.question.Question.ResponsePoint;
import org.hafnia.service.errorrates.question.TrainedResponses;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads from table {@code training} what its tests with errors found. */
@Component
class ResponseStore implements TrainedResponses {

  private final JdbcClient jdbc;

  ResponseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Tests at one rate count as one; without errors the accuracy is that of the test set. */
  @Override
  @Transactional(readOnly = true)
  public Optional<List<ResponsePoint>> of(UUID training) {
    var ideal =
        jdbc.sql(
                """
                select coalesce((result #>> '{testAccuracy,value}')::double precision, -1)
                from training where id = ?
                """)
            .param(training)
            .query(Double.class)
            .optional();
    return ideal.map(accuracy -> curve(training, accuracy));
  }

  private List<ResponsePoint> curve(UUID training, double ideal) {
    var tested =
        jdbc.sql(
                """
                select (t ->> 'expectedWeightErrorRate')::double precision as rate,
                  avg((t ->> 'mean')::double precision) as accuracy
                from training
                cross join lateral jsonb_array_elements(coalesce(result -> 'hardwareTests', '[]'))
                  as t
                where id = ? group by 1 order by 1
                """)
            .param(training)
            .query(
                (row, number) ->
                    new ResponsePoint(row.getDouble("rate"), row.getDouble("accuracy")))
            .list();
    var curve = new ArrayList<ResponsePoint>();
    if (ideal >= 0 && tested.stream().noneMatch(point -> point.errorRate() == 0)) {
      curve.add(new ResponsePoint(0, ideal));
    }
    curve.addAll(tested);
    return List.copyOf(curve);
  }
}
