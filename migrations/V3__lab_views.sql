-- For people with psql: no JSON operators needed.
create schema lab;
comment on schema lab is 'Read-only views for questions by hand; names carry their units.';

create view lab.trainings as
select j.id, j.name, j.state, t.outcome, t.dataset, t.network,
       (select string_agg(h, '-' order by o) from jsonb_array_elements_text(t.spec -> 'network' -> 'hidden') with ordinality as x(h, o)) as hidden,
       t.spec -> 'network' ->> 'weights' as weights,
       t.spec -> 'network' ->> 'activations' as activations,
       t.scheme, t.device_model,
       t.spec -> 'hardware' ->> 'learningRule' as learning_rule,
       (t.spec #>> '{hardware,imperfections,deviceToDevice}')::boolean as device_to_device,
       (t.spec #>> '{hardware,imperfections,telegraphNoise}')::boolean as telegraph_noise,
       (t.spec #>> '{hardware,imperfections,pinkNoise}')::boolean as pink_noise,
       (t.spec #>> '{hardware,imperfections,initialResistanceSpread}')::boolean as initial_resistance_spread,
       t.spec -> 'optimizer' ->> 'name' as optimizer,
       (t.spec #>> '{optimizer,learningRate}')::double precision as learning_rate,
       (t.spec #>> '{optimizer,halveEveryEpochs}')::integer as halve_every_epochs,
       t.seed, t.epochs, (t.spec ->> 'batchSize')::integer as batch_size,
       t.test_accuracy, t.test_accuracy_low, t.test_accuracy_high,
       t.pulses, t.energy_joule * 1e6 as energy_microjoule,
       t.result #>> '{weightsSha256}' as weights_sha256,
       t.spec_sha256, t.result #>> '{provenance,gitCommit}' as git_commit,
       j.attempt, j.worker, j.submitted_at, j.started_at, j.finished_at,
       extract(epoch from j.finished_at - j.started_at)::double precision as run_seconds
from training t join job j using (id);
comment on view lab.trainings is 'One row per training: the main fields of its spec and of its result.';
comment on column lab.trainings.hidden is 'Neurons of the hidden layers, joined by -.';
comment on column lab.trainings.test_accuracy is 'Of the last epoch, 0 to 1; low and high are its 95 % Wilson interval.';
comment on column lab.trainings.pulses is 'Weak RESET pulses over all devices.';
comment on column lab.trainings.energy_microjoule is 'Programming energy over all devices.';
comment on column lab.trainings.run_seconds is 'Wall time of the last attempt.';

create view lab.epochs as
select m.training_id, j.name, t.dataset, t.scheme, t.seed, m.epoch,
       m.train_loss, m.train_accuracy, m.test_loss, m.test_accuracy, m.learning_rate,
       m.pulses, m.wall_seconds, m.cpu_seconds, m.finished_at
from epoch_metric m join training t on t.id = m.training_id join job j on j.id = m.training_id;
comment on view lab.epochs is 'One row per epoch of each training; losses in nat, accuracies 0 to 1, times in seconds.';
