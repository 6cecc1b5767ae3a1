-- Which installation a database is of: the objects beside it carry the same id, and a text that only the right key decrypts.
create table installation (
  is_only boolean primary key default true check (is_only),
  id uuid not null default gen_random_uuid(),
  key_check text,
  created_at timestamptz not null default now()
);
insert into installation default values;

-- Objects of runs that are not in the database, since when. They are kept for days before they go.
create table orphaned_objects (
  key text primary key,
  found_at timestamptz not null default now(),
  seen_at timestamptz not null
);
create index on orphaned_objects (found_at);
