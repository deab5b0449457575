create table measurement_set (
  id         uuid primary key default uuidv7(),
  name       text not null unique,
  kind       text not null
             check (kind in ('pulse-train', 'cycling', 'programming', 'retention', 'sense')),
  sha256     text not null unique,
  mapping    text not null,
  request    jsonb not null,
  file_name  text not null,
  file_bytes bigint not null,
  rows       bigint not null,
  devices    integer not null,
  summary    jsonb not null,
  created_at timestamptz not null
);
comment on table measurement_set is 'Uploaded measurements, each content once; never changed.';
comment on column measurement_set.sha256 is 'Over the kind and the rows in SI units, whatever file they came from.';
comment on column measurement_set.mapping is 'Name of the ready mapping; own where the upload brought one.';
create index measurement_set_by_kind on measurement_set (kind, id desc);

create table measurement_word (
  set_id      uuid not null references measurement_set on delete cascade,
  column_name text not null,
  code        integer not null,
  word        text not null,
  primary key (set_id, column_name, code)
);
comment on table measurement_word is 'The words of a set: what the codes of its chunks stand for.';

-- A row per 4096 points: half the space of a row per point, and ten times as fast to write and read.
create table measurement_chunk (
  set_id                uuid not null references measurement_set on delete cascade,
  part                  integer not null,
  first_row             bigint not null,
  rows                  integer not null,
  device                int4[],
  condition             int4[],
  state_word            int4[],
  operation             int4[],
  pulse                 float8[],
  cycle                 float8[],
  state                 float8[],
  direction             float8[],
  resistance_ohm        float8[],
  resistance_before_ohm float8[],
  resistance_after_ohm  float8[],
  resistance_bl_ohm     float8[],
  resistance_blb_ohm    float8[],
  voltage_volt          float8[],
  gate_volt             float8[],
  supply_volt           float8[],
  width_second          float8[],
  time_second           float8[],
  temperature_kelvin    float8[],
  read                  float8[],
  primary key (set_id, part)
);
comment on table measurement_chunk is 'The rows of a set by columns, some thousand to a row: codes of words (-1: none) and numbers in SI units (NaN: none); null where no row has any. Read them through lab.measurement_points.';

-- Numbers of measurements hardly compress, and compressing them takes longer than storing them.
do $$
declare
  name text;
begin
  for name in select attname from pg_attribute
              where attrelid = 'measurement_chunk'::regclass and attndims = 1 and attnum > 0 loop
    execute format('alter table measurement_chunk alter column %I set storage external', name);
  end loop;
end $$;

create view lab.measurement_sets as
select id, name, kind, mapping, rows, devices, file_name, file_bytes, sha256,
       request -> 'device' as device, request -> 'conditions' as conditions,
       request ->> 'notes' as notes, created_at
from measurement_set;
comment on view lab.measurement_sets is 'One row per set of measurements.';
comment on column lab.measurement_sets.id is 'Of the set.';
comment on column lab.measurement_sets.name is 'Given at the upload; unique.';
comment on column lab.measurement_sets.kind is 'pulse-train, cycling, programming, retention or sense.';
comment on column lab.measurement_sets.mapping is 'Name of the ready mapping by which the file was read; own where the upload brought one.';
comment on column lab.measurement_sets.rows is 'Rows of measurements.';
comment on column lab.measurement_sets.devices is 'Different devices.';
comment on column lab.measurement_sets.file_name is 'Of the file that was uploaded.';
comment on column lab.measurement_sets.file_bytes is 'Of the file as it was uploaded.';
comment on column lab.measurement_sets.sha256 is 'Over the kind and the rows in SI units.';
comment on column lab.measurement_sets.device is 'What the upload says of the devices.';
comment on column lab.measurement_sets.conditions is 'What the upload says of how they were measured.';
comment on column lab.measurement_sets.notes is 'What else the upload says.';
comment on column lab.measurement_sets.created_at is 'When it was uploaded.';

create view lab.measurement_points as
select s.name as set_name, s.kind, c.first_row + p.ordinal as row_number,
       d.word as device, p.pulse, p.cycle, nullif(p.direction, 'NaN') as direction,
       nullif(p.state, 'NaN') as normalized_state, w.word as state, o.word as operation,
       k.word as condition,
       nullif(p.resistance_ohm, 'NaN') as resistance_ohm,
       nullif(p.resistance_before_ohm, 'NaN') as resistance_before_ohm,
       nullif(p.resistance_after_ohm, 'NaN') as resistance_after_ohm,
       nullif(p.resistance_bl_ohm, 'NaN') as resistance_bl_ohm,
       nullif(p.resistance_blb_ohm, 'NaN') as resistance_blb_ohm,
       nullif(p.voltage_volt, 'NaN') as voltage_volt, nullif(p.gate_volt, 'NaN') as gate_volt,
       nullif(p.supply_volt, 'NaN') as supply_volt, nullif(p.width_second, 'NaN') as width_second,
       nullif(p.time_second, 'NaN') as time_second,
       nullif(p.temperature_kelvin, 'NaN') as temperature_kelvin, p.read
from measurement_set s
join measurement_chunk c on c.set_id = s.id
cross join lateral unnest(c.device, c.condition, c.state_word, c.operation, c.pulse, c.cycle, c.state,
    c.direction, c.resistance_ohm, c.resistance_before_ohm, c.resistance_after_ohm,
    c.resistance_bl_ohm, c.resistance_blb_ohm, c.voltage_volt, c.gate_volt, c.supply_volt,
    c.width_second, c.time_second, c.temperature_kelvin, c.read) with ordinality
  as p (device, condition, state_word, operation, pulse, cycle, state, direction, resistance_ohm,
        resistance_before_ohm, resistance_after_ohm, resistance_bl_ohm, resistance_blb_ohm,
        voltage_volt, gate_volt, supply_volt, width_second, time_second, temperature_kelvin, read,
        ordinal)
left join measurement_word d on d.set_id = s.id and d.column_name = 'device' and d.code = p.device
left join measurement_word k on k.set_id = s.id and k.column_name = 'condition' and k.code = p.condition
left join measurement_word w on w.set_id = s.id and w.column_name = 'state' and w.code = p.state_word
left join measurement_word o on o.set_id = s.id and o.column_name = 'operation' and o.code = p.operation;
comment on view lab.measurement_points is 'One row per row of measurements, in SI units. Name the set: where set_name = ''…''.';
comment on column lab.measurement_points.set_name is 'The set, see lab.measurement_sets.';
comment on column lab.measurement_points.kind is 'Of the set; says which columns have something.';
comment on column lab.measurement_points.row_number is 'From 1, in the order of the file.';
comment on column lab.measurement_points.device is 'Name of the device.';
comment on column lab.measurement_points.pulse is 'Pulses before this read.';
comment on column lab.measurement_points.cycle is 'Number of the cycle.';
comment on column lab.measurement_points.direction is '+1 or -1: of the pulse before this read.';
comment on column lab.measurement_points.normalized_state is 'Conductance on a scale of its own, where no resistance is given.';
comment on column lab.measurement_points.state is 'LRS or HRS, or another name of what was programmed.';
comment on column lab.measurement_points.operation is 'SET or RESET.';
comment on column lab.measurement_points.condition is 'Under which the device was measured, where there are several.';
comment on column lab.measurement_points.resistance_ohm is 'Read resistance.';
comment on column lab.measurement_points.resistance_before_ohm is 'Before the pulse.';
comment on column lab.measurement_points.resistance_after_ohm is 'After the pulse.';
comment on column lab.measurement_points.resistance_bl_ohm is 'Of the device on BL.';
comment on column lab.measurement_points.resistance_blb_ohm is 'Of the device on BLb.';
comment on column lab.measurement_points.voltage_volt is 'Of the pulse.';
comment on column lab.measurement_points.gate_volt is 'At the gate of the selector during the pulse.';
comment on column lab.measurement_points.supply_volt is 'Of the sense amplifier.';
comment on column lab.measurement_points.width_second is 'Of the pulse.';
comment on column lab.measurement_points.time_second is 'Since the programming.';
comment on column lab.measurement_points.temperature_kelvin is 'At which the device was kept or read.';
comment on column lab.measurement_points.read is '-1, 0 or +1: what the sense amplifier gave.';
