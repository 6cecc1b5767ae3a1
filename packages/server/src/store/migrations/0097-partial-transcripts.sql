-- Words of a run while it is processing, as they are recognised: each row adds passages to those before. Goes when the run ends.
create table run_passages (
  run_id uuid not null references runs (id) on delete cascade,
  -- Rows of one draft; another one begins when the speakers have been found anew.
  draft uuid not null,
  -- How many passages of the draft stand before these.
  first integer not null check (first >= 0),
  -- A list in JSON, encrypted when there is a key.
  passages text not null,
  primary key (run_id, first)
);
