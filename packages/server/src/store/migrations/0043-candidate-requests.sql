-- Within how many days requests of candidates are answered.
alter table clients add column request_days integer not null default 30 check (request_days between 1 and 90);

-- What candidates ask for from the link to their report. run_id refers to no row, on purpose: that something was asked for,
-- and what came of it, is remembered when the run is gone; its texts go with the run.
create table candidate_requests (
  id uuid primary key,
  client_id uuid not null references clients (id),
  run_id uuid not null,
  kind text not null check (kind in ('contest', 'person', 'correction', 'objection', 'erasure')),
  score text check (score in ('overall', 'vocabulary', 'fluency', 'accent')),
  at_ms integer check (at_ms >= 0),
  -- Encrypted when there is a key, as is the answer.
  message text,
  requested_at timestamptz not null,
  due_at timestamptz not null,
  owner_id uuid references users (id) on delete set null,
  outcome text check (outcome in ('granted', 'declined', 'withdrawn', 'erased')),
  answer text,
  answered_at timestamptz,
  closed_at timestamptz,
  check (score is null or kind = 'contest'),
  check ((outcome is null) = (answered_at is null and closed_at is null))
);
create index candidate_requests_of_client on candidate_requests (client_id, due_at);
create index candidate_requests_of_run on candidate_requests (run_id);
create index candidate_requests_of_owner on candidate_requests (owner_id) where owner_id is not null;

insert into candidate_requests (id, client_id, run_id, kind, requested_at, due_at, outcome, answered_at, closed_at)
  select asked.id, asked.client_id, run_id, 'erasure', requested_at, requested_at + interval '30 days',
    case when declined_at is not null then 'declined' when erased_at is not null or runs.id is null then 'granted' end,
    coalesce(declined_at, erased_at),
    coalesce(declined_at, erased_at, case when runs.id is null then now() end)
  from erasure_requests asked left join runs on runs.id = run_id;
drop table erasure_requests;
