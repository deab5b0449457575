create table model (
  id                  uuid primary key default uuidv7(),
  training_id         uuid not null references training on delete cascade,
  kept                text not null check (kept in ('last', 'best')),
  name                text unique,
  epoch               integer not null,
  test_accuracy       double precision not null,
  validation_accuracy double precision,
  dataset             text not null,
  dataset_sha256      text not null,
  network             text not null,
  network_spec        jsonb not null,
  network_sha256      text not null,
  input               integer[] not null,
  classes             integer not null,
  scheme              text not null,
  from_model          text,
  from_sha256         text,
  weights_sha256      text not null,
  sha256              text not null,
  bytes               bigint not null,
  created_at          timestamptz not null,
  unique (training_id, kept)
);
comment on table model is 'Networks as trainings left them; without a name while the training runs.';
comment on column model.kept is 'last: of the last epoch; best: of the epoch with the greatest validation accuracy.';
comment on column model.network is 'Name of the preset or of the stored network; layers where the request described it.';
comment on column model.network_sha256 is 'Over the layers with all their sizes.';
comment on column model.input is 'Shape of a sample, channels first.';
comment on column model.from_model is 'Name of the model that its training started from; empty for none.';
comment on column model.from_sha256 is 'Of the file of that model.';
comment on column model.weights_sha256 is 'Over every number that the network computes with.';
comment on column model.sha256 is 'Over the file.';
create index model_by_dataset on model (dataset, id desc);

create table model_part (
  model_id uuid not null references model on delete cascade deferrable initially deferred,
  part     integer not null,
  content  bytea not null,
  primary key (model_id, part)
);
alter table model_part alter column content set storage external;
comment on table model_part is 'The NPZ file of a model, in parts.';

create view lab.models as
select name, kept, epoch, training_id, dataset, network, scheme, from_model, classes, test_accuracy, validation_accuracy,
       bytes, weights_sha256, sha256, created_at
from model where name is not null;
comment on view lab.models is 'One row per model that a completed training left.';
comment on column lab.models.name is 'By which requests name it.';
comment on column lab.models.kept is 'last or best: which epoch of its training it is of.';
comment on column lab.models.epoch is 'From 1.';
comment on column lab.models.training_id is 'See lab.trainings.';
comment on column lab.models.dataset is 'That it was trained on.';
comment on column lab.models.network is 'Preset, name of a stored network, or layers where the request described it.';
comment on column lab.models.scheme is 'Where its weights lived in the training.';
comment on column lab.models.from_model is 'Name of the model that its training started from; empty for none.';
comment on column lab.models.classes is 'Values of its last layer.';
comment on column lab.models.test_accuracy is 'After its epoch, 0 to 1.';
comment on column lab.models.validation_accuracy is 'After its epoch, 0 to 1; empty where no samples were held out.';
comment on column lab.models.bytes is 'Of its NPZ file.';
comment on column lab.models.weights_sha256 is 'Over every number that the network computes with; equal bits, equal digest.';
comment on column lab.models.sha256 is 'Over its NPZ file.';
comment on column lab.models.created_at is 'When it was stored.';
