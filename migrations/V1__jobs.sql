-- All work, of every kind: history, progress, cancellation, attempts. db-scheduler only holds what is due.
create table job (
  id               uuid primary key default uuidv7(),
  kind             text not null,
  subjects         text not null,
  name             text,
  state            text not null default 'queued'
                   check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  priority         integer not null default 50 check (priority between 0 and 100),
  progress         double precision not null default 0 check (progress between 0 and 1),
  stage            text,
  eta_seconds      double precision,
  attempt          integer not null default 0,
  crashes          integer not null default 0,
  worker           text,
  cancel_requested boolean not null default false,
  problem          jsonb,
  version          bigint not null default 1,
  event_sequence   bigint not null default 0,
  submitted_at     timestamptz not null,
  started_at       timestamptz,
  finished_at      timestamptz
);
comment on table job is 'All work, of every kind; a training has the id of its job.';
comment on column job.attempt is 'Times it was started; every write of a worker is fenced by it.';
comment on column job.subjects is 'Path of the collection in which the subject is read, /v1/trainings for example.';
comment on column job.crashes is 'Times that a worker vanished while running it, since it was last queued by a user.';
comment on column job.version is 'Counts changes; the ETag of polls.';
comment on column job.event_sequence is 'The number of its last event; taken under the lock of this row, so that numbers follow commits.';
create index job_by_state on job (state, id desc);
create index job_by_kind on job (kind, id desc);
create index job_queue on job (priority desc, submitted_at, id) where state = 'queued';

create table job_event (
  job_id   uuid not null references job on delete cascade,
  sequence bigint not null,
  at       timestamptz not null,
  type     text not null check (type in ('state', 'progress', 'epoch', 'log')),
  data     jsonb not null,
  primary key (job_id, sequence)
);
comment on table job_event is 'What happened to a job, in order; the source of its event stream and its log.';

create index job_event_by_type on job_event (job_id, type, sequence);

create table artifact (
  job_id     uuid not null references job on delete cascade,
  name       text not null,
  media_type text not null,
  content    bytea not null,
  sha256     text not null,
  created_at timestamptz not null,
  primary key (job_id, name)
);
alter table artifact alter column content set storage external;
comment on table artifact is 'Files that a job made: plots.';

create table checkpoint (
  job_id  uuid not null references job on delete cascade,
  attempt integer not null,
  epoch   integer not null,
  part    integer not null,
  content bytea not null,
  primary key (job_id, attempt, epoch, part)
);
alter table checkpoint alter column content set storage external;
-- Whole checkpoints are replaced again and again: their space is wanted back early.
alter table checkpoint set (toast.autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_threshold = 1000);
comment on table checkpoint is 'The last whole state of an unfinished job, in parts; gone when the job succeeds.';

create table idempotency_key (
  key         text not null,
  operation   text not null,
  body_sha256 text not null,
  status      integer not null,
  location    text,
  response    jsonb not null,
  created_at  timestamptz not null,
  primary key (key, operation)
);
comment on table idempotency_key is 'Answers already given to a POST with an Idempotency-Key.';

-- The table of db-scheduler 16, as its documentation lays it out for PostgreSQL, with priority.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
