alter table api_keys add column allowed_networks text[] not null default '{}';
alter table api_keys add column requests_per_minute integer check (requests_per_minute >= 1);
alter table clients add column speech boolean not null default true;

-- Requests of a key in the minute that began with the first of them. Losing them in a crash costs nothing.
create unlogged table request_windows (
  key_id uuid primary key references api_keys (id) on delete cascade,
  started_at timestamptz not null,
  requests integer not null
);
