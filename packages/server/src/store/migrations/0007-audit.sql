-- How long the entries of a client are kept, whatever becomes of the data they speak of; null for ever.
alter table clients add column audit_days integer default 730 check (audit_days between 30 and 36500);

-- Who did what to what, when and from where. Ids alone, so that erasing a person leaves nothing of them here; they refer
-- to no rows, so that entries outlive what they speak of.
create table audit_entries (
  id bigint generated always as identity primary key,
  client_id uuid not null references clients (id),
  actor_kind text not null check (actor_kind in ('key', 'user', 'operator', 'system')),
  actor_id text,
  actor_label text not null,
  action text not null check (action ~ '^[a-z-]+\.[a-z]+$'),
  target jsonb not null,
  details jsonb not null,
  address text,
  request_id text,
  created_at timestamptz not null default clock_timestamp(),
  -- Settled when the entry is written: nobody can shorten it afterwards.
  kept_until timestamptz not null
);
create index audit_entries_of_client on audit_entries (client_id, id desc);
create index audit_entries_of_target on audit_entries using gin (jsonb_path_query_array(target, '$.*'));
create index audit_entries_by_end on audit_entries (kept_until);

create function entry_kept() returns trigger language plpgsql as $$
begin
  select coalesce(now() + audit_days * interval '1 day', 'infinity') into new.kept_until
    from clients where id = new.client_id;
  return new;
end $$;
create trigger keep_entry before insert on audit_entries for each row execute function entry_kept();

create function refuse_early_end() returns trigger language plpgsql as $$
begin
  if old.kept_until > now() then raise exception 'entries of the audit log are kept until %', old.kept_until; end if;
  return old;
end $$;
create trigger append_only before update on audit_entries for each row execute function refuse_change();
create trigger append_only_all before truncate on audit_entries execute function refuse_change();
create trigger kept_until_its_end before delete on audit_entries for each row execute function refuse_early_end();
