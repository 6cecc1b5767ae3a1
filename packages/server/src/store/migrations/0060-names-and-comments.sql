-- Names that people gave to the speakers, by speaker: {"speaker_0": "Ms Weber"}. In the clear, as the metadata are, which name
-- candidates too: lists are searched and sorted by them.
alter table runs add column speaker_names jsonb not null default '{}';
-- Of them, the one of the scored speaker.
alter table runs add column scored_speaker_name text;

-- What colleagues say to each other about a recording. Goes with its run.
create table run_comments (
  id uuid primary key,
  run_id uuid not null references runs (id) on delete cascade,
  client_id uuid not null references clients (id),
  -- Who wrote it, as the audit log names actors.
  author jsonb not null,
  at_ms integer check (at_ms >= 0),
  -- Encrypted when there is a key.
  text text not null,
  created_at timestamptz not null
);
create index run_comments_of_run on run_comments (run_id, at_ms);
