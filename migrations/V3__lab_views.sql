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
comment on column lab.trainings.id is 'Of the training and of its job.';
comment on column lab.trainings.name is 'Given at submission, for people.';
comment on column lab.trainings.state is 'queued, running, succeeded, failed or cancelled.';
comment on column lab.trainings.outcome is 'completed or diverged; empty before the end.';
comment on column lab.trainings.dataset is 'Name of the data set.';
comment on column lab.trainings.network is 'Preset of the network.';
comment on column lab.trainings.hidden is 'Neurons of the hidden layers, joined by -.';
comment on column lab.trainings.weights is 'binary or real.';
comment on column lab.trainings.activations is 'binary or real.';
comment on column lab.trainings.scheme is 'weak-reset: each weight in a pair of devices; ideal: latent real weights.';
comment on column lab.trainings.device_model is 'Name of the device model; empty where the weights are ideal.';
comment on column lab.trainings.learning_rule is 'published: weak RESETs only; reprogram: SET when a weight changes its sign.';
comment on column lab.trainings.device_to_device is 'Whether devices differ in m1, t*, c1, m2 and telegraph amplitude.';
comment on column lab.trainings.telegraph_noise is 'Whether random telegraph noise takes part.';
comment on column lab.trainings.pink_noise is 'Whether 1/f noise takes part.';
comment on column lab.trainings.initial_resistance_spread is 'Whether devices differ in R0 after SET.';
comment on column lab.trainings.optimizer is 'adam-pulses or adam.';
comment on column lab.trainings.learning_rate is 'In pulses for adam-pulses, in weights for adam; of the first epochs.';
comment on column lab.trainings.halve_every_epochs is 'Epochs after which the rates are halved, again and again.';
comment on column lab.trainings.seed is 'Everything drawn at random follows from it.';
comment on column lab.trainings.epochs is 'Asked for.';
comment on column lab.trainings.batch_size is 'Samples in a batch.';
comment on column lab.trainings.test_accuracy is 'Of the last epoch, 0 to 1.';
comment on column lab.trainings.test_accuracy_low is 'Lower end of its 95 % Wilson interval.';
comment on column lab.trainings.test_accuracy_high is 'Upper end of its 95 % Wilson interval.';
comment on column lab.trainings.pulses is 'Weak RESET pulses over all devices.';
comment on column lab.trainings.energy_microjoule is 'Programming energy over all devices.';
comment on column lab.trainings.weights_sha256 is 'Digest over all final parameters; equal bits, equal digest.';
comment on column lab.trainings.spec_sha256 is 'Digest of the request with every default filled in, without name and priority.';
comment on column lab.trainings.git_commit is 'Commit of the service that ran it.';
comment on column lab.trainings.attempt is 'Times it was started.';
comment on column lab.trainings.worker is 'Process that ran it last.';
comment on column lab.trainings.submitted_at is 'When it was queued.';
comment on column lab.trainings.started_at is 'When its last attempt began.';
comment on column lab.trainings.finished_at is 'When it ended.';
comment on column lab.trainings.run_seconds is 'Wall time of the last attempt.';

create view lab.epochs as
select m.training_id, j.name, t.dataset, t.scheme, t.seed, m.epoch,
       m.train_loss, m.train_accuracy, m.test_loss, m.test_accuracy, m.learning_rate,
       m.pulses, m.wall_seconds, m.cpu_seconds, m.finished_at
from epoch_metric m join training t on t.id = m.training_id join job j on j.id = m.training_id;
comment on view lab.epochs is 'One row per epoch of each training; losses in nat, accuracies 0 to 1, times in seconds.';
comment on column lab.epochs.training_id is 'The training, see lab.trainings.';
comment on column lab.epochs.name is 'Of the training.';
comment on column lab.epochs.dataset is 'Of the training.';
comment on column lab.epochs.scheme is 'Of the training.';
comment on column lab.epochs.seed is 'Of the training.';
comment on column lab.epochs.epoch is 'From 1.';
comment on column lab.epochs.train_loss is 'Mean cross-entropy over the batches as they were trained, in nat.';
comment on column lab.epochs.train_accuracy is 'Over the batches as they were trained, 0 to 1.';
comment on column lab.epochs.test_loss is 'Mean cross-entropy over the test samples after the epoch, in nat.';
comment on column lab.epochs.test_accuracy is 'Over the test samples after the epoch, 0 to 1.';
comment on column lab.epochs.learning_rate is 'Of the weights in this epoch.';
comment on column lab.epochs.pulses is 'Weak RESET pulses since the start.';
comment on column lab.epochs.wall_seconds is 'Wall time since the start, earlier attempts up to their checkpoint included.';
comment on column lab.epochs.cpu_seconds is 'CPU time of the thread that trains, likewise.';
comment on column lab.epochs.finished_at is 'When the epoch ended.';
