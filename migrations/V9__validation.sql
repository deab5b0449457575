-- What the validation samples of a training say after each epoch.
alter table epoch_metric
  add column validation_loss double precision,
  add column validation_accuracy double precision;
comment on column epoch_metric.validation_loss is 'Mean loss over the samples held out; null where there are none.';
comment on column epoch_metric.validation_accuracy is 'Fraction of the samples held out that were classified rightly; null where there are none.';
