alter table dataset
  alter column rows drop not null,
  alter column columns drop not null,
  add column shape       integer[],
  add column encoding    text not null default 'u1' check (encoding in ('u1', 'i2', 'f4')),
  add column class_names text[] not null default '{}',
  add column stored_as   text not null default 'idx' check (stored_as in ('idx', 'samples'));
update dataset set shape = array[rows, columns];
alter table dataset alter column shape set not null;
comment on column dataset.rows is 'Of an image; null for samples that are no images.';
comment on column dataset.shape is 'Of a sample: channels first, then rows and columns, or time.';
comment on column dataset.encoding is 'Of a number: u1 unsigned byte, i2 16 bits with a scale, f4 floating point.';
comment on column dataset.class_names is 'What the labels 0, 1, ... mean; empty where nobody said.';
comment on column dataset.stored_as is 'idx: the four files as they came; samples: two files in Hafnia''s own form.';

alter table dataset_file drop constraint dataset_file_role_check;
alter table dataset_file add constraint dataset_file_role_check
  check (role in ('train-images', 'train-labels', 'test-images', 'test-labels', 'train', 'test'));
comment on table dataset_file is 'The files of an uploaded data set, in parts.';
