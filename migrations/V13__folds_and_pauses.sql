-- Jobs that wait until a user lets them go on.
alter table job drop constraint job_state_check;
alter table job add constraint job_state_check
  check (state in ('queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled'));
alter table job
  add column pausable boolean not null default false,
  add column pause_requested boolean not null default false;
update job set pausable = true where kind = 'training';
comment on column job.pausable is 'Whether it can stop half-way and go on later with the same result.';
comment on column job.pause_requested is 'A user wants it to stop at the next point from which it can go on.';

-- Cross-validation: epochs of each fold, and what is known of the folds that are done.
alter table epoch_metric add column fold integer not null default 0 check (fold >= 0);
alter table epoch_metric drop constraint epoch_metric_pkey;
alter table epoch_metric add primary key (training_id, fold, epoch);
comment on column epoch_metric.fold is 'Of a cross-validation, from 1, on through all repetitions; 0 for a single training.';

create table training_fold (
  training_id   uuid not null references training on delete cascade,
  fold          integer not null check (fold > 0),
  repetition    integer not null check (repetition > 0),
  test_accuracy double precision not null,
  result        jsonb not null,
  finished_at   timestamptz not null,
  primary key (training_id, fold)
);
comment on table training_fold is 'What each fold of a cross-validation has found, as the contract shapes it.';

comment on column lab.trainings.state is 'queued, running, paused, succeeded, failed or cancelled.';
create or replace view lab.epochs as
select m.training_id, j.name, t.dataset, t.scheme, t.seed, m.epoch,
       m.train_loss, m.train_accuracy, m.test_loss, m.test_accuracy, m.learning_rate,
       m.pulses, m.wall_seconds, m.cpu_seconds, m.finished_at, nullif(m.fold, 0) as fold
from epoch_metric m join training t on t.id = m.training_id join job j on j.id = m.training_id;
comment on column lab.epochs.fold is 'Of a cross-validation, from 1, on through all repetitions; empty for a single training.';
create view lab.folds as
select f.training_id, j.name, t.dataset, t.network, t.scheme, t.seed, f.fold, f.repetition,
       f.test_accuracy, (f.result #>> '{testAccuracy,total}')::integer as test_samples, f.finished_at
from training_fold f join training t on t.id = f.training_id join job j on j.id = f.training_id;
comment on view lab.folds is 'One row per fold that is done of each cross-validation.';
comment on column lab.folds.training_id is 'The training, see lab.trainings.';
comment on column lab.folds.name is 'Of the training.';
comment on column lab.folds.dataset is 'Of the training.';
comment on column lab.folds.network is 'Preset of the network.';
comment on column lab.folds.scheme is 'Of the training.';
comment on column lab.folds.seed is 'Of the training.';
comment on column lab.folds.fold is 'From 1, on through all repetitions.';
comment on column lab.folds.repetition is 'From 1.';
comment on column lab.folds.test_accuracy is 'Of the fold after its last epoch, 0 to 1.';
comment on column lab.folds.test_samples is 'Samples of the fold.';
comment on column lab.folds.finished_at is 'When the fold was done.';
