-- Links to the report of a run. They go with it.
create table shares (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients (id),
  run_id uuid not null references runs (id) on delete cascade,
  audience text not null check (audience in ('candidate', 'colleague')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  with_audio boolean not null,
  created_by uuid references users (id) on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_opened_at timestamptz
);
create index shares_of_run on shares (run_id);

-- run_id refers to no row, on purpose: that a wish was granted is remembered when the run is gone.
create table erasure_requests (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients (id),
  run_id uuid not null,
  requested_at timestamptz not null,
  declined_at timestamptz,
  erased_at timestamptz
);
create unique index one_open_erasure_request_a_run on erasure_requests (run_id)
  where declined_at is null and erased_at is null;
create index erasure_requests_of_client on erasure_requests (client_id, requested_at);
