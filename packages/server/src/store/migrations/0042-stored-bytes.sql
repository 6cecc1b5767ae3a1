-- Size of the recording as it was sent; 0 once it was erased, and for runs that were submitted before.
alter table runs add column recording_bytes bigint not null default 0 check (recording_bytes >= 0);
-- Null: no limit.
alter table clients add column max_stored_bytes bigint check (max_stored_bytes > 0);

-- Sums of the recordings of each client, kept by the triggers below and never written by hand.
create table stored_bytes (
  client_id uuid primary key references clients (id) on delete cascade,
  bytes bigint not null
);

create function recordings_stored() returns trigger language plpgsql security definer as $$
begin
  insert into stored_bytes as stored (client_id, bytes)
    select client_id, sum(recording_bytes) from added group by client_id order by client_id
    on conflict (client_id) do update set bytes = stored.bytes + excluded.bytes;
  return null;
end $$;
create trigger recordings_stored after insert on runs referencing new table as added
  for each statement execute function recordings_stored();

create function recordings_erased() returns trigger language plpgsql security definer as $$
begin
  update stored_bytes stored set bytes = stored.bytes - gone.bytes
    from (select client_id, sum(recording_bytes) as bytes from erased group by client_id) gone
    where stored.client_id = gone.client_id;
  return null;
end $$;
create trigger recordings_erased after delete on runs referencing old table as erased
  for each statement execute function recordings_erased();

-- A recording goes before its run does.
create function recording_erased() returns trigger language plpgsql security definer as $$
begin
  update stored_bytes set bytes = bytes - old.recording_bytes + new.recording_bytes where client_id = new.client_id;
  return null;
end $$;
create trigger recording_erased after update of recording_bytes on runs
  for each row when (old.recording_bytes <> new.recording_bytes) execute function recording_erased();

do $$ declare name text; begin
  foreach name in array array['recordings_stored', 'recordings_erased', 'recording_erased'] loop
    execute format('alter function %I() set search_path = %I, pg_temp', name, current_schema());
  end loop;
end $$;
