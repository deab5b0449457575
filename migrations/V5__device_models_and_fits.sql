-- Models of devices that were fitted or posted; presets come with the service.
create table device_model (
  name        text primary key,
  family      text not null,
  sha256      text not null,
  description jsonb not null,
  origin      text not null check (origin in ('fit', 'posted')),
  fit_id      uuid,
  pictures    text[] not null default '{}',
  created_at  timestamptz not null
);
comment on table device_model is 'Device models that were fitted or posted; presets are not listed here.';
comment on column device_model.description is 'Parameters, estimates, measured range, tables: everything that the model is.';
comment on column device_model.sha256 is 'Over the description; recorded in the provenance of results.';
comment on column device_model.pictures is 'Names of the artifacts of its fit that are pictures.';

create table fit (
  id                 uuid primary key references job on delete cascade,
  request            jsonb not null,
  spec               jsonb not null,
  spec_sha256        text not null,
  measurement_set_id uuid not null references measurement_set,
  measurement_set    text not null,
  rows               bigint not null,
  family             text not null,
  variant            text not null,
  device_model       text not null,
  seed               bigint not null,
  fitted_family      text,
  fitted_variant     text,
  points             bigint,
  devices            integer,
  parameters         integer,
  log_likelihood     double precision,
  aic                double precision,
  bic                double precision,
  held_out           double precision,
  ks_statistic       double precision,
  ks_p_value         double precision,
  ad_statistic       double precision,
  ad_p_value         double precision,
  result             jsonb
);
comment on table fit is 'Fits: what was asked for and what came out.';
comment on column fit.device_model is 'Name of the model it makes; nobody else may take it while the fit is queued or running.';
create index fit_by_device_model on fit (device_model);
create index fit_by_measurement_set on fit (measurement_set_id, id desc);
alter table device_model add foreign key (fit_id) references fit;

create index training_by_device_model on training (device_model);

create view lab.device_models as
select m.name, m.family, m.origin, m.description ->> 'title' as title, m.description ->> 'reference' as reference,
       f.measurement_set, f.fitted_variant as variant, m.fit_id, m.sha256, m.created_at
from device_model m left join fit f on f.id = m.fit_id;
comment on view lab.device_models is 'One row per device model that was fitted or posted; presets are not listed here.';
comment on column lab.device_models.name is 'By which requests name it.';
comment on column lab.device_models.family is 'weak-reset, pulse-response, states, programming, endurance or retention.';
comment on column lab.device_models.origin is 'fit or posted.';
comment on column lab.device_models.title is 'A line for people.';
comment on column lab.device_models.reference is 'Paper, repository or fit that it comes from.';
comment on column lab.device_models.measurement_set is 'Set that it was fitted to; empty where it was posted.';
comment on column lab.device_models.variant is 'Form of the equations that the fit used or chose.';
comment on column lab.device_models.fit_id is 'The fit, see lab.fits; empty where it was posted.';
comment on column lab.device_models.sha256 is 'Digest of everything that the model says; equal models, equal digest.';
comment on column lab.device_models.created_at is 'When it was stored.';

create view lab.device_model_parameters as
select m.name as device_model, m.family, p.value ->> 'symbol' as symbol, p.value ->> 'name' as parameter,
       p.value ->> 'unit' as unit, p.value ->> 'law' as law, v.key as number,
       (v.value #>> '{}')::double precision as value,
       nullif((p.value #>> array['estimates', v.key, 'standardError'])::double precision, 'NaN') as standard_error,
       nullif((p.value #>> array['estimates', v.key, 'low'])::double precision, 'NaN') as low,
       nullif((p.value #>> array['estimates', v.key, 'high'])::double precision, 'NaN') as high,
       (p.value #>> array['estimates', v.key, 'confidence'])::double precision as confidence,
       (p.value #>> array['estimates', v.key, 'identified'])::boolean as identified,
       p.value #>> array['estimates', v.key, 'method'] as method
from device_model m
     cross join jsonb_array_elements(m.description -> 'parameters') with ordinality as p(value, place)
     cross join jsonb_each(p.value -> 'values') as v(key, value);
comment on view lab.device_model_parameters is 'One row per number of each parameter of each fitted or posted device model, with what the data say about it.';
comment on column lab.device_model_parameters.device_model is 'See lab.device_models.';
comment on column lab.device_model_parameters.family is 'Of the model.';
comment on column lab.device_model_parameters.symbol is 'Of the parameter, as in the equations.';
comment on column lab.device_model_parameters.parameter is 'In words.';
comment on column lab.device_model_parameters.unit is 'SI unit of the parameter, 1 where it has none.';
comment on column lab.device_model_parameters.law is 'constant, or the law that devices draw from.';
comment on column lab.device_model_parameters.number is 'Which number of the law: value of a constant; scale, location and so on.';
comment on column lab.device_model_parameters.value is 'The number itself.';
comment on column lab.device_model_parameters.standard_error is 'Of the number; empty where it was not fitted or is not identified.';
comment on column lab.device_model_parameters.low is 'Lower end of its interval; empty likewise.';
comment on column lab.device_model_parameters.high is 'Upper end of its interval; empty likewise.';
comment on column lab.device_model_parameters.confidence is 'Of the interval, 0 to 1; empty where it was not fitted.';
comment on column lab.device_model_parameters.identified is 'false: the data say nothing about it, the number was only assumed; empty where it was not fitted.';
comment on column lab.device_model_parameters.method is 'How the interval was found, or what the data lack.';

create view lab.fits as
select j.id, f.device_model, j.state, f.measurement_set, f.rows, f.family, f.variant, f.fitted_family, f.fitted_variant,
       f.points, f.devices, f.parameters, f.log_likelihood, f.aic, f.bic, f.held_out,
       f.ks_statistic, f.ks_p_value, f.ad_statistic, f.ad_p_value, f.seed,
       f.spec_sha256, f.result #>> '{provenance,gitCommit}' as git_commit, j.problem ->> 'detail' as problem,
       j.attempt, j.worker, j.submitted_at, j.started_at, j.finished_at,
       extract(epoch from j.finished_at - j.started_at)::double precision as run_seconds
from fit f join job j using (id);
comment on view lab.fits is 'One row per fit: what was asked for and how well it came out; likelihoods of ln(R/ohm), in nat.';
comment on column lab.fits.id is 'Of the fit and of its job.';
comment on column lab.fits.device_model is 'Name of the model that it makes, see lab.device_models.';
comment on column lab.fits.state is 'queued, running, succeeded, failed or cancelled.';
comment on column lab.fits.measurement_set is 'Name of the set that it was fitted to.';
comment on column lab.fits.rows is 'Of the measurement set.';
comment on column lab.fits.family is 'Asked for; auto lets the data choose.';
comment on column lab.fits.variant is 'Asked for; auto lets the data choose.';
comment on column lab.fits.fitted_family is 'Of the model that came out; empty before the end.';
comment on column lab.fits.fitted_variant is 'Form of the equations that was used or chosen.';
comment on column lab.fits.points is 'Points that were fitted.';
comment on column lab.fits.devices is 'Devices that were fitted.';
comment on column lab.fits.parameters is 'Numbers that were estimated for the population.';
comment on column lab.fits.log_likelihood is 'Of all points.';
comment on column lab.fits.aic is '2 k - 2 ln L; smaller is better.';
comment on column lab.fits.bic is 'k ln n - 2 ln L; smaller is better.';
comment on column lab.fits.held_out is 'Mean log density per point that the fit did not see; greater is better.';
comment on column lab.fits.ks_statistic is 'Kolmogorov-Smirnov statistic of the standardised residuals.';
comment on column lab.fits.ks_p_value is 'Probability of a greater one if the model were true.';
comment on column lab.fits.ad_statistic is 'Anderson-Darling statistic of the standardised residuals.';
comment on column lab.fits.ad_p_value is 'Probability of a greater one if the model were true.';
comment on column lab.fits.seed is 'Everything drawn at random follows from it.';
comment on column lab.fits.spec_sha256 is 'Digest of the request with every default filled in, without name and priority.';
comment on column lab.fits.git_commit is 'Commit of the service that ran it.';
comment on column lab.fits.problem is 'Why it failed.';
comment on column lab.fits.attempt is 'Times it was started.';
comment on column lab.fits.worker is 'Process that ran it last.';
comment on column lab.fits.submitted_at is 'When it was queued.';
comment on column lab.fits.started_at is 'When its last attempt began.';
comment on column lab.fits.finished_at is 'When it ended.';
comment on column lab.fits.run_seconds is 'Wall time of the last attempt.';
