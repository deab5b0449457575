-- One network per fold of a cross-validation.
alter table model
  add column fold integer not null default 0 check (fold >= 0),
  add column held_out jsonb,
  add check ((fold > 0) = (held_out is not null));
alter table model drop constraint model_training_id_kept_key;
alter table model add unique (training_id, kept, fold);
comment on column model.fold is 'Of the cross-validation that left it, from 1, on through all repetitions; 0 for a single training.';
comment on column model.held_out is 'How the samples of the data set were cut, so that those of the fold can be found again; empty for a single training.';

create or replace view lab.models as
select name, kept, epoch, training_id, dataset, network, scheme, from_model, classes, test_accuracy, validation_accuracy,
       bytes, weights_sha256, sha256, created_at, nullif(fold, 0) as fold
from model where name is not null;
comment on column lab.models.fold is 'That it has not seen, of a cross-validation; empty for a single training.';
