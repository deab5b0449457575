create table error_rate (
  id                     uuid primary key references job on delete cascade,
  request                jsonb not null,
  spec                   jsonb not null,
  spec_sha256            text not null,
  cell                   text not null check (cell in ('1T1R', '2T2R', '2T2R-ternary')),
  device_model           text,
  device_model_sha256    text,
  retention_model        text,
  retention_model_sha256 text,
  measurement_set_id     uuid references measurement_set,
  measurement_set        text,
  measurement_set_sha256 text,
  seed                   bigint not null,
  points                 integer not null,
  ber                    double precision,
  ber_low                double precision,
  ber_high               double precision,
  energy_joule           double precision,
  result                 jsonb
);
comment on table error_rate is 'Questions about the bit error rate of an array, and their answers.';
comment on column error_rate.ber is 'Of the first point; of a weight where the cell is ternary.';
create index error_rate_by_cell on error_rate (cell, id desc);
create index error_rate_by_device_model on error_rate (device_model, id desc);
create index error_rate_by_retention_model on error_rate (retention_model);
create index error_rate_by_measurement_set_id on error_rate (measurement_set_id);
create index error_rate_by_measurement_set on error_rate (measurement_set, id desc);

create view lab.error_rates as
select e.id, j.name, j.state, e.cell, p ->> 'condition' as condition,
       e.device_model, e.measurement_set,
       (p ->> 'index')::integer as point,
       p ->> 'sweptQuantity' as swept_quantity,
       (p ->> 'sweptValue')::double precision as swept_value,
       r ->> 'cell' as read_as, r ->> 'error' as error, r ->> 'method' as method,
       (r ->> 'value')::double precision as rate,
       (r ->> 'low')::double precision as rate_low,
       (r ->> 'high')::double precision as rate_high,
       (p ->> 'energyPicojoulePerBit')::double precision as energy_picojoule_per_bit,
       (p #>> '{lrs,medianOhm}')::double precision as lrs_median_ohm,
       (p #>> '{hrs,medianOhm}')::double precision as hrs_median_ohm,
       e.seed, e.spec_sha256, j.submitted_at, j.finished_at
from error_rate e join job j using (id)
left join lateral jsonb_array_elements(e.result -> 'points') as p on true
left join lateral jsonb_array_elements(p -> 'rates') as r on true;
comment on view lab.error_rates is 'One row per rate of each point of each error rate: by cell, kind of error and method.';
comment on column lab.error_rates.id is 'Of the error rate and of its job.';
comment on column lab.error_rates.name is 'Given at submission, for people.';
comment on column lab.error_rates.state is 'queued, running, succeeded, failed or cancelled.';
comment on column lab.error_rates.cell is 'The cell that was asked about: 1T1R, 2T2R or 2T2R-ternary.';
comment on column lab.error_rates.condition is 'How the cells of this point were programmed; empty where there is one way only.';
comment on column lab.error_rates.device_model is 'Name of the device model; empty where resistances were measured or given.';
comment on column lab.error_rates.measurement_set is 'Name of the measurement set; empty where resistances come from a model.';
comment on column lab.error_rates.point is 'Number of the point in the sweep, from 0; empty before the end.';
comment on column lab.error_rates.swept_quantity is 'What was swept, with its unit; empty without a sweep.';
comment on column lab.error_rates.swept_value is 'Its value at this point.';
comment on column lab.error_rates.read_as is 'The cell of this rate: 1T1R is put beside 2T2R.';
comment on column lab.error_rates.error is 'bit-error and its parts; for ternary weights sign-reversal, nonzero-as-zero, zero-as-nonzero, weight-error.';
comment on column lab.error_rates.method is 'closed-form, quadrature, importance-sampling or bootstrap.';
comment on column lab.error_rates.rate is 'Probability of that error in one read.';
comment on column lab.error_rates.rate_low is 'Lower end of its 95 % interval.';
comment on column lab.error_rates.rate_high is 'Upper end of its 95 % interval.';
comment on column lab.error_rates.energy_picojoule_per_bit is 'Of programming one bit, where it is known.';
comment on column lab.error_rates.lrs_median_ohm is 'Median of the low resistance state.';
comment on column lab.error_rates.hrs_median_ohm is 'Median of the high resistance state.';
comment on column lab.error_rates.seed is 'Everything drawn at random follows from it.';
comment on column lab.error_rates.spec_sha256 is 'Digest of the question with every default filled in, without name and priority.';
comment on column lab.error_rates.submitted_at is 'When it was asked.';
comment on column lab.error_rates.finished_at is 'When it was answered.';
