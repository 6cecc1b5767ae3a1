-- A hash chain over the audit log of each client, so that no entry is changed, removed, added or moved unnoticed. A link holds
-- hashes alone: the chain outlasts entries whose time is over. audit/verify.ts computes the same hashes.
create table audit_heads (
  client_id uuid primary key references clients (id),
  -- The last link; 0 and 32 zeros before the first.
  seq bigint not null default 0,
  hash bytea not null default decode(repeat('00', 32), 'hex'),
  -- The last link that went, when the time of all entries up to it was over.
  cut_seq bigint not null default 0,
  cut_hash bytea not null default decode(repeat('00', 32), 'hex'),
  cut_at timestamptz
);

create table audit_chain (
  client_id uuid not null references clients (id),
  seq bigint not null,
  entry_id bigint not null unique,
  kept_until timestamptz not null,
  -- SHA-256 of the entry, and of the link before with this one.
  content bytea not null check (length(content) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (client_id, seq)
);

-- A value with its length before it, so that no two lists of values read alike; null is a dash.
create function audit_value(value text) returns text language sql immutable as
  $$ select coalesce(octet_length(value) || ':' || value, '-') $$;

-- Microseconds since 1970, or forever.
create function audit_time(at timestamptz) returns text language sql immutable as
  $$ select case when isfinite(at) then (extract(epoch from at) * 1000000)::bigint::text else 'forever' end $$;

create function audit_content(entry audit_entries) returns bytea language sql immutable as $$
  select sha256(convert_to(
    audit_value(entry.id::text) || audit_value(entry.client_id::text) || audit_value(entry.actor_kind)
    || audit_value(entry.actor_id) || audit_value(entry.actor_label) || audit_value(entry.action)
    || audit_value(entry.target::text) || audit_value(entry.details::text) || audit_value(entry.address)
    || audit_value(entry.request_id) || audit_value(audit_time(entry.created_at))
    || audit_value(audit_time(entry.kept_until)), 'UTF8'))
$$;

create function audit_link(before bytea, seq bigint, entry audit_entries) returns bytea language sql immutable as $$
  select sha256(before || convert_to(audit_value(seq::text) || audit_value(entry.id::text)
    || audit_value(audit_time(entry.kept_until)), 'UTF8') || audit_content(entry))
$$;

create function link_audit_entry(entry audit_entries) returns void language plpgsql as $$
declare head audit_heads;
begin
  insert into audit_heads (client_id) values (entry.client_id) on conflict (client_id) do nothing;
  select * into head from audit_heads where client_id = entry.client_id for update;
  head.seq := head.seq + 1;
  head.hash := audit_link(head.hash, head.seq, entry);
  insert into audit_chain (client_id, seq, entry_id, kept_until, content, hash)
    values (entry.client_id, head.seq, entry.id, entry.kept_until, audit_content(entry), head.hash);
  update audit_heads set seq = head.seq, hash = head.hash where client_id = entry.client_id;
end $$;

-- All entries of a client that are not in its chain, in their order: those from before there was one.
create function link_audit_log(of_client uuid) returns void language plpgsql as $$
declare
  head audit_heads;
  entry audit_entries;
begin
  insert into audit_heads (client_id) values (of_client) on conflict (client_id) do nothing;
  select * into head from audit_heads where client_id = of_client for update;
  for entry in
    select * from audit_entries e where client_id = of_client
      and not exists (select from audit_chain c where c.entry_id = e.id) order by id
  loop
    head.seq := head.seq + 1;
    head.hash := audit_link(head.hash, head.seq, entry);
    insert into audit_chain (client_id, seq, entry_id, kept_until, content, hash)
      values (of_client, head.seq, entry.id, entry.kept_until, audit_content(entry), head.hash);
  end loop;
  update audit_heads set seq = head.seq, hash = head.hash where client_id = of_client;
end $$;

-- Whoever writes an entry, a tenant's role too, needs no right to the chain.
create function chain_audit_entry() returns trigger language plpgsql security definer as $$
begin
  perform link_audit_entry(new);
  return null;
end $$;

revoke execute on function link_audit_entry(audit_entries), link_audit_log(uuid), chain_audit_entry() from public;

do $$ begin
  execute format('alter function chain_audit_entry() set search_path = %I, pg_temp', current_schema());
  perform link_audit_log(id) from clients;
end $$;

-- At the commit: the head of a client is locked after everything else and for no longer than that, so that writers of one client
-- wait for each other in turn and never in a circle. The order of the chain is that of the commits.
create constraint trigger chain_entry after insert on audit_entries deferrable initially deferred
  for each row execute function chain_audit_entry();

create trigger append_only before update on audit_chain for each row execute function refuse_change();
create trigger append_only_all before truncate on audit_chain execute function refuse_change();
create trigger kept_until_its_end before delete on audit_chain for each row execute function refuse_early_end();
