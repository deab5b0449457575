create table evaluation (
  id              uuid primary key references job on delete cascade,
  request         jsonb not null,
  spec            jsonb not null,
  spec_sha256     text not null,
  model_id        uuid not null,
  model           text not null,
  model_sha256    text not null,
  dataset         text not null,
  errors          text not null check (errors in ('bit-error-rates', 'ternary-errors', 'device')),
  seed            bigint not null,
  points          integer not null,
  accuracy        double precision,
  rate_of_1_point double precision,
  energy_joule    double precision,
  engine          text,
  result          jsonb
);
comment on table evaluation is 'Tests of stored models under errors of their weights, and what came out.';
comment on column evaluation.accuracy is 'Without errors, on the test images of the evaluation.';
comment on column evaluation.rate_of_1_point is 'Error rate at which accuracy has fallen by one percentage point; null where that is not between two points.';
comment on column evaluation.energy_joule is 'Of classifying one sample.';
create index evaluation_by_model on evaluation (model, id desc);
create index evaluation_by_dataset on evaluation (dataset, id desc);

create view lab.evaluations as
select e.id, j.name, j.state, e.model, e.dataset, e.errors,
       (p ->> 'index')::integer as point, p ->> 'name' as point_name,
       p ->> 'sweptQuantity' as swept_quantity,
       (p ->> 'sweptValue')::double precision as swept_value,
       (p ->> 'expectedErrorRate')::double precision as expected_error_rate,
       (p ->> 'weightErrorRate')::double precision as weight_error_rate,
       (p ->> 'accuracy')::double precision as accuracy,
       (p #>> '{overDraws,low}')::double precision as accuracy_low_over_draws,
       (p #>> '{overDraws,high}')::double precision as accuracy_high_over_draws,
       (p #>> '{overTestImages,low}')::double precision as accuracy_low_over_test_images,
       (p #>> '{overTestImages,high}')::double precision as accuracy_high_over_test_images,
       (p ->> 'draws')::bigint as draws,
       e.accuracy as error_free_accuracy, e.rate_of_1_point, e.energy_joule, e.engine,
       e.seed, e.model_sha256, e.spec_sha256, j.submitted_at, j.finished_at
from evaluation e join job j using (id)
left join lateral jsonb_array_elements(e.result -> 'points') as p on true;
comment on view lab.evaluations is 'One row per point of each evaluation: a stored model under errors.';
comment on column lab.evaluations.id is 'Of the evaluation and of its job.';
comment on column lab.evaluations.name is 'Given at submission, for people.';
comment on column lab.evaluations.state is 'queued, running, succeeded, failed or cancelled.';
comment on column lab.evaluations.model is 'Name of the stored model.';
comment on column lab.evaluations.dataset is 'Data set whose test images were classified.';
comment on column lab.evaluations.errors is 'bit-error-rates, ternary-errors or device.';
comment on column lab.evaluations.point is 'Number of the point, from 0; empty before the end.';
comment on column lab.evaluations.point_name is 'What was tested at this point, for people.';
comment on column lab.evaluations.swept_quantity is 'What was swept, with its unit; empty without a sweep.';
comment on column lab.evaluations.swept_value is 'Its value at this point.';
comment on column lab.evaluations.expected_error_rate is 'Share of weights that are wrong, without chance.';
comment on column lab.evaluations.weight_error_rate is 'Share of the weights drawn that were wrong.';
comment on column lab.evaluations.accuracy is 'Mean over the draws of errors.';
comment on column lab.evaluations.accuracy_low_over_draws is 'Lower end of the 95 % interval of the mean for other errors and the same test images.';
comment on column lab.evaluations.accuracy_high_over_draws is 'Upper end of the 95 % interval of the mean for other errors and the same test images.';
comment on column lab.evaluations.accuracy_low_over_test_images is 'Lower end of the 95 % interval for other test images and these errors.';
comment on column lab.evaluations.accuracy_high_over_test_images is 'Upper end of the 95 % interval for other test images and these errors.';
comment on column lab.evaluations.draws is 'Times that errors were drawn.';
comment on column lab.evaluations.error_free_accuracy is 'Of the same network on the same test images without errors.';
comment on column lab.evaluations.rate_of_1_point is 'Error rate at which accuracy has fallen by one percentage point.';
comment on column lab.evaluations.energy_joule is 'Of classifying one sample.';
comment on column lab.evaluations.engine is 'What computed the sums.';
comment on column lab.evaluations.seed is 'Everything drawn at random follows from it.';
comment on column lab.evaluations.model_sha256 is 'Digest of the stored model.';
comment on column lab.evaluations.spec_sha256 is 'Digest of the request with every default filled in, without name and priority.';
comment on column lab.evaluations.submitted_at is 'When it was queued.';
comment on column lab.evaluations.finished_at is 'When it ended, however it ended.';
