-- What was answered to a submit, by the key that the client gave it. It goes with its run.
create table idempotency_keys (
  client_id uuid not null references clients (id),
  key text not null,
  -- SHA-256 of what was submitted.
  fingerprint bytea not null check (length(fingerprint) = 32),
  run_id uuid not null references runs (id) on delete cascade,
  queue_position integer,
  active_requests integer not null,
  created_at timestamptz not null default now(),
  primary key (client_id, key)
);
create index idempotency_keys_of_run on idempotency_keys (run_id);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Null: kept until erased by hand; the server's own limit.
alter table clients add column audio_days integer default 30 check (audio_days >= 0);
alter table clients add column result_days integer check (result_days >= 0);
alter table clients add column max_active_runs integer check (max_active_runs >= 1);
alter table runs add column audio_erased_at timestamptz;
create index runs_with_audio on runs (finished_at) where audio_erased_at is null and finished_at is not null;
