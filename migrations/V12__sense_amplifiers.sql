alter table error_rate
  add column amplifier_model        text,
  add column amplifier_model_sha256 text;
create index error_rate_by_amplifier_model on error_rate (amplifier_model);

create or replace view lab.error_rates as
select e.id, j.name, j.state, e.cell, p ->> 'condition' as condition,
       e.device_model, e.measurement_set,
       (p ->> 'index')::integer as point,
       p ->> 'sweptQuantity' as swept_quantity,
       (p ->> 'sweptValue')::double precision as swept_value,
       r ->> 'cell' as read_as, r ->> 'error' as error, r ->> 'method' as method,
       (r ->> 'value')::double precision as rate,
       (r ->> 'low')::double precision as rate_low,
       (r ->> 'high')::double precision as rate_high,
       (p ->> 'energyPicojoulePerBit')::double precision as energy_picojoule_per_bit,
       (p #>> '{lrs,medianOhm}')::double precision as lrs_median_ohm,
       (p #>> '{hrs,medianOhm}')::double precision as hrs_median_ohm,
       e.seed, e.spec_sha256, j.submitted_at, j.finished_at, e.amplifier_model
from error_rate e join job j using (id)
left join lateral jsonb_array_elements(e.result -> 'points') as p on true
left join lateral jsonb_array_elements(p -> 'rates') as r on true;
comment on column lab.error_rates.amplifier_model is 'Name of the device model of the sense amplifiers; empty where they are ideal or generic.';
comment on column lab.device_models.family is 'weak-reset, pulse-response, states, programming, endurance, retention or sense-amplifier.';
