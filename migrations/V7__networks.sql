create table network (
  name        text primary key,
  title       text,
  source      text,
  sha256      text not null,
  description jsonb not null,
  created_at  timestamptz not null
);
comment on table network is 'Networks described layer by layer; presets are not listed here.';
comment on column network.sha256 is 'Over binarize, weights, activations and layers; equal content has an equal digest.';

-- Whether a stored network may go is asked by its name.
create index training_by_network on training (network);
comment on column training.network is 'Name of the preset or of the stored network; layers where the request described it.';

create view lab.networks as
select name, title, source, jsonb_array_length(description -> 'layers') as layers,
       description ->> 'binarize' as binarize, description ->> 'weights' as weights,
       description ->> 'activations' as activations, sha256, created_at
from network;
comment on view lab.networks is 'One row per network that was stored under a name.';
comment on column lab.networks.name is 'By which requests name it.';
comment on column lab.networks.title is 'For people.';
comment on column lab.networks.source is 'Paper or repository it is taken from, as its author says.';
comment on column lab.networks.layers is 'Layers, those within residual ones not counted.';
comment on column lab.networks.binarize is 'Which layers are quantised: all, all-but-first, classifier or none.';
comment on column lab.networks.weights is 'Values of the weights of the layers that are quantised.';
comment on column lab.networks.activations is 'Values that enter the layers that are quantised.';
comment on column lab.networks.sha256 is 'Over what the network is; equal content has an equal digest.';
comment on column lab.networks.created_at is 'When it was stored.';
comment on column lab.trainings.network is 'Preset, name of a stored network, or layers where the request described it.';
comment on column lab.trainings.weights is 'Of the layers that are quantised: binary, ternary or real.';
comment on column lab.trainings.activations is 'Before the layers that are quantised: binary, ternary or real.';
