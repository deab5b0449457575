-- Lists with a state or a name, among hundreds of thousands of jobs.
create index job_by_kind_and_state on job (kind, state, id desc);
-- Takes the place of the one without names: a part of a name is looked for in the index alone.
create index job_names on job (kind, id desc) include (name);
drop index job_by_kind;

create index fit_names on fit (id desc) include (device_model, family, fitted_family);
create index fit_by_measurement_set_name on fit (measurement_set, id desc);
create index measurement_set_names on measurement_set (id desc) include (name);
create index model_names on model (id desc) include (name) where name is not null;
-- Pages by name are in the order of bytes, whatever the order of the database is.
create index device_model_in_order on device_model (name collate "C");
create index device_model_by_family on device_model (family, name collate "C");
create index device_model_by_origin on device_model (origin, name collate "C");

-- Names that trainings under way will store their networks under are asked for at every submission.
create index training_by_save_as on training ((spec ->> 'saveAs')) where spec ->> 'saveAs' is not null;

-- Keys have a lifetime.
create index idempotency_key_by_age on idempotency_key (created_at);
comment on table idempotency_key is 'Answers already given to a POST with an Idempotency-Key; those past their lifetime are removed.';
