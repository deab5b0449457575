create table dataset (
  name           text primary key,
  sha256         text not null unique,
  classes        integer not null,
  rows           integer not null,
  columns        integer not null,
  train_samples  integer not null,
  test_samples   integer not null,
  source         text not null,
  created_at     timestamptz not null
);
comment on table dataset is 'Data sets uploaded by users; built-in sets and directories are not listed here.';

create table dataset_file (
  dataset text not null references dataset on delete cascade,
  role    text not null check (role in ('train-images', 'train-labels', 'test-images', 'test-labels')),
  part    integer not null,
  content bytea not null,
  primary key (dataset, role, part)
);
alter table dataset_file alter column content set storage external;
comment on table dataset_file is 'The files of an uploaded data set as they came, in parts.';

create table training (
  id                 uuid primary key references job on delete cascade,
  request            jsonb not null,
  spec               jsonb not null,
  spec_sha256        text not null,
  dataset            text not null,
  network            text not null,
  scheme             text not null,
  device_model       text,
  seed               bigint not null,
  epochs             integer not null,
  outcome            text check (outcome in ('completed', 'diverged')),
  test_accuracy      double precision,
  test_accuracy_low  double precision,
  test_accuracy_high double precision,
  pulses             bigint,
  energy_joule       double precision,
  result             jsonb
);
comment on table training is 'Trainings: what was asked for and what came out.';
create index training_by_dataset on training (dataset, id desc);

create table epoch_metric (
  training_id    uuid not null references training on delete cascade,
  epoch          integer not null,
  train_loss     double precision not null,
  train_accuracy double precision not null,
  test_loss      double precision not null,
  test_accuracy  double precision not null,
  learning_rate  double precision not null,
  pulses         bigint not null,
  wall_seconds   double precision not null,
  cpu_seconds    double precision not null,
  finished_at    timestamptz not null,
  primary key (training_id, epoch)
);
comment on table epoch_metric is 'Metrics of each epoch of each training.';
