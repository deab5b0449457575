-- Fills a database that has one finished job of every kind with copies of them.
-- {jobs} of them; a training has {epochs} epochs on average. Statements end with a line of its own: go
-- Foreign keys are not asked row by row: what is stored here refers to what is stored here.
set session_replication_role = replica
go
set maintenance_work_mem = '512MB'
go
set work_mem = '256MB'
go
create temp table seed as
select n, kind, at, uuidv7(at - clock_timestamp()) as id, mixed,
  case when n > {jobs} - 4 then 'running'
    when n > 0.99 * {jobs} then 'queued'
    when mixed % 1000 < 50 then 'failed'
    when mixed % 1000 < 80 then 'cancelled'
    when mixed % 1000 = 80 and kind = 'training' then 'paused'
    else 'succeeded' end as state
from (
  select n, clock_timestamp() - interval '40 seconds' * ({jobs} - n + 1) as at,
    abs(hashint8(n)::bigint) as mixed,
    case when n % 20 < 11 then 'training' when n % 20 < 14 then 'fit'
      when n % 20 < 17 then 'error-rate' else 'evaluation' end as kind
  from generate_series(1, {jobs}) n) numbered
go
create temp table sample as
select distinct on (kind) kind, id, subjects from job where state = 'succeeded' order by kind, id
go
insert into job (id, kind, subjects, pausable, name, state, priority, progress, stage, attempt,
  worker, version, event_sequence, submitted_at, started_at, finished_at)
select s.id, s.kind, p.subjects, s.kind = 'training',
  (array['sweep of learning rates ', 'Array A3, retention ', 'ablation: telegraph noise ', 'night run '])[1 + mixed % 4] || n,
  s.state, 50, case s.state when 'succeeded' then 1 when 'queued' then 0 else 0.4 end,
  case s.state when 'running' then 'epoch 4 of 10' end, case s.state when 'queued' then 0 else 1 end,
  case s.state when 'queued' then null else 'worker-1' end, 4, 3, s.at,
  case s.state when 'queued' then null else s.at + interval '5 seconds' end,
  case when s.state in ('succeeded', 'failed', 'cancelled') then s.at + interval '90 seconds' end
from seed s join sample p using (kind) order by n
go
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
select 'job', id::text, at, false, 1, 50 from seed where state = 'queued'
go
insert into training
select r.*
from seed s join sample p using (kind) join training t on t.id = p.id
cross join lateral jsonb_populate_record(t, jsonb_build_object('id', s.id, 'dataset',
    case when mixed % 1000 = 7 then 'wafer-17' when mixed % 10 < 6 then 'synthetic-digits'
      when mixed % 10 < 9 then 'mnist' else 'fashion-mnist' end,
    'epochs', case when mixed % 10 < 5 then 20 when mixed % 10 < 9 then 200 else 1000 end * {epochs} / 190)
  || case s.state when 'succeeded' then '{}' else '{"result": null, "outcome": null, "test_accuracy": null}'::jsonb end) r where s.kind = 'training' order by n
go
insert into fit
select r.*
from seed s join sample p using (kind) join fit f on f.id = p.id
cross join lateral jsonb_populate_record(f, jsonb_build_object('id', s.id, 'device_model', 'model of fit ' || n,
    'measurement_set', case when mixed % 500 = 3 then 'wafer 17' else 'copy ' || mixed % 20 end)
  || case s.state when 'succeeded' then '{}' else '{"result": null, "fitted_family": null}'::jsonb end) r where s.kind = 'fit' order by n
go
insert into error_rate
select r.*
from seed s join sample p using (kind) join error_rate e on e.id = p.id
cross join lateral jsonb_populate_record(e, jsonb_build_object('id', s.id,
    'cell', (array['1T1R', '2T2R', '2T2R', '2T2R-ternary'])[1 + mixed % 4],
    'device_model', case when mixed % 500 = 3 then 'wafer-17' else 'hfo2-' || mixed % 20 end,
    'measurement_set', case when mixed % 500 = 4 then 'wafer 17' end)
  || case s.state when 'succeeded' then '{}' else '{"result": null}'::jsonb end) r where s.kind = 'error-rate' order by n
go
insert into evaluation
select r.*
from seed s join sample p using (kind) join evaluation e on e.id = p.id
cross join lateral jsonb_populate_record(e, jsonb_build_object('id', s.id,
    'model', case when mixed % 500 = 3 then 'wafer-17' else 'network-' || mixed % 20 end,
    'dataset', case when mixed % 10 < 7 then 'synthetic-digits' else 'mnist' end)
  || case s.state when 'succeeded' then '{}' else '{"result": null, "accuracy": null}'::jsonb end) r where s.kind = 'evaluation' order by n
go
insert into measurement_set
select r.*
from seed s cross join (select measurement_set as whole from measurement_set order by id limit 1) m
cross join lateral jsonb_populate_record(whole, jsonb_build_object('id', s.id, 'name', 'Array ' || n || ' of wafer ' || mixed % 50,
    'sha256', md5(n::text), 'kind', case when mixed % 100 = 1 then 'retention' when mixed % 3 = 0 then 'cycling' else (whole).kind end)) r where n % 10 = 0 order by n
go
insert into device_model
select r.*
from seed s cross join (select device_model as whole from device_model where fit_id is not null limit 1) m
cross join lateral jsonb_populate_record(whole, jsonb_build_object('name', 'model of fit ' || n, 'sha256', md5(n::text), 'fit_id', s.id)) r
where s.kind = 'fit' and s.state = 'succeeded'
go
insert into model
select r.*
from seed s cross join (select model as whole from model where name is not null order by id limit 1) m
cross join lateral jsonb_populate_record(whole, jsonb_build_object('id', s.id, 'name', 'network of night ' || n, 'training_id', s.id,
    'kept', 'last', 'sha256', md5(n::text), 'dataset', case when mixed % 10 < 6 then 'synthetic-digits' when mixed % 1000 = 7 then 'wafer-17' else 'mnist' end)) r
where s.kind = 'training' and s.state = 'succeeded' and n % 2 = 0 order by n
go
insert into job_event (job_id, sequence, at, type, data)
select s.id, k, at, 'state', e.data || jsonb_build_object('id', s.id, 'state',
    case k when 1 then 'queued' when 2 then 'running' else s.state end)
from seed s join sample p using (kind)
cross join generate_series(1, 3) k
join lateral (select data from job_event where job_id = p.id and type = 'state' order by sequence limit 1) e on true
where k = 1 or s.state <> 'queued' order by n, k
go
insert into artifact (job_id, name, media_type, content, sha256, created_at)
select s.id, a.name, 'image/png', decode(repeat(md5(n::text), 32), 'hex'), md5(n::text), at
from seed s cross join (values ('accuracy.png'), ('resistance.png')) a (name)
where s.state = 'succeeded' order by n
go
insert into idempotency_key (key, operation, body_sha256, status, location, response, created_at)
select 'key-' || md5(n::text), 'POST ' || p.subjects, md5(n::text), 202, p.subjects || '/' || s.id,
  jsonb_build_object('id', s.id, 'name', 'night run ' || n, 'state', 'queued', 'padding', repeat('x', 800)), at
from seed s join sample p using (kind) order by n
go
alter table epoch_metric drop constraint epoch_metric_pkey
go
-- Only to be quick: what is read is the same.
alter table epoch_metric set unlogged
go
insert into epoch_metric (training_id, fold, epoch, train_loss, train_accuracy, test_loss,
  test_accuracy, learning_rate, pulses, wall_seconds, cpu_seconds, finished_at)
select s.id, 0, e, 2.3 / e, 1 - 0.9 / e, 2.4 / e, 0.98 - 0.9 / e, 8, 4000000 / e, 1.25, 2.5,
  s.at + e * interval '1 second'
from (select id, at, epochs from seed join training using (id) where state <> 'queued' order by n offset 0) s
cross join lateral generate_series(1, s.epochs) e
go
alter table epoch_metric add primary key (training_id, fold, epoch)
go
vacuum (analyze)
go
checkpoint
