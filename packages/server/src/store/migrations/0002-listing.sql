create table projects (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients (id),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now(),
  unique (client_id, name),
  unique (client_id, id)
);

-- A key's project is of the key's own client, a run's of the run's.
alter table api_keys add column project_id uuid;
alter table api_keys add foreign key (client_id, project_id) references projects (client_id, id);
alter table runs add column project_id uuid;
alter table runs add foreign key (client_id, project_id) references projects (client_id, id);

-- What a list shows of a finished run, so that listing reads no bodies.
alter table runs add column summary jsonb;
update runs set summary = jsonb_build_object(
  'overall', body::jsonb -> 'scores' -> 'overall',
  'cefrLevel', body::jsonb -> 'scores' -> 'cefrLevel',
  'deducted', coalesce(body::jsonb -> 'credits' -> 'deducted', '0'),
  'error', body::jsonb -> 'error')
  where body is not null;
alter table runs add check ((summary is null) = (body is null));

-- Taken after the wait for the client's account, so that a client's runs have their times in the order of admission.
alter table runs alter column submitted_at set default clock_timestamp();

create index runs_of_client on runs (client_id, seq desc);
create index runs_of_candidate on runs (client_id, external_id) where external_id is not null;
