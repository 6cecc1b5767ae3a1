alter table runs add column accommodation boolean not null default false;
-- The object that holds what scoring again needs; null for runs from before it was kept, and without a result.
alter table runs add column hearing text;
alter table runs add column candidate_speaker text;
alter table runs add column revision integer not null default 1 check (revision >= 1);
alter table runs add column review text;

-- Results that were replaced by later ones.
create table run_results (
  run_id uuid not null references runs (id) on delete cascade,
  client_id uuid not null references clients (id),
  revision integer not null,
  about jsonb not null,
  body text not null,
  replaced_at timestamptz not null default now(),
  primary key (run_id, revision)
);

create table run_reviews (
  id bigint generated always as identity primary key,
  run_id uuid not null references runs (id) on delete cascade,
  client_id uuid not null references clients (id),
  review text not null,
  created_at timestamptz not null default now()
);
create index run_reviews_of_run on run_reviews (run_id, id);

-- The fairness report reads every score, and no bodies.
update runs set summary = summary || jsonb_build_object(
  'vocabulary', body::jsonb -> 'scores' -> 'vocabulary',
  'fluency', body::jsonb -> 'scores' -> 'fluency',
  'accent', body::jsonb -> 'scores' -> 'accent')
  where body is not null and body like '{%';
