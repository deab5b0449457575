package org.hafnia.service.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubjectQueryTest {

  private static final UUID LAST = new UUID(1, 2);

  @Test
  void looksAtTheSubjectAloneWhereNothingIsAskedOfTheJob() {
    var query =
        SubjectQuery.of("training", "training")
            .states(List.of())
            .jobName(null)
            .where("s.dataset = :dataset", "dataset", null)
            .page(null, 51);

    assertThat(query.sql("s.spec"))
        .isEqualTo(
            """
            with ids as materialized (
              select s.id from training s order by s.id desc limit :rows)
            select s.spec from ids join training s using (id) order by s.id desc
            """);
    assertThat(query.parameters()).isEqualTo(Map.of("rows", 51));
  }

  @Test
  void looksAtTheJobAloneWhereNothingIsAskedOfTheSubject() {
    var query =
        SubjectQuery.of("training", "training")
            .states(List.of("failed"))
            .jobName("a")
            .page(LAST, 2);

    assertThat(query.sql("s.spec"))
        .contains(
            "select j.id from job j where j.kind = 'training' and j.state = :state"
                + " and position(lower(:job_name) in lower(j.name)) > 0 and j.id < :before"
                + " order by j.id desc");
    assertThat(query.parameters())
        .isEqualTo(Map.of("state", "failed", "job_name", "a", "before", LAST, "rows", 2));
  }

  @Test
  void boundsBothWhereBothAreAsked() {
    var query =
        SubjectQuery.of("fit", "fit")
            .states(List.of("failed", "cancelled"))
            .contains("s.device_model", "x")
            .page(LAST, 2);

    assertThat(query.sql("s.spec"))
        .contains("from job j join fit s using (id)")
        .contains("j.state in (:states)")
        .contains("j.id < :before and s.id < :before");
  }

  @Test
  void asksNothingOfJobsWhereThereAreNone() {
    var query = SubjectQuery.of("model").where("s.name is not null").page(null, 2);

    assertThat(query.sql("s.name")).contains("from model s where s.name is not null order by s.id");
  }
}
