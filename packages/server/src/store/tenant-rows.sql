-- Row-level security for every table that holds rows of clients, run at each start after the migrations: a table that a
-- later migration adds is closed by itself. Tables that it does not reach are closed to the role altogether.
do $$
declare
  it record;
  closed integer;
  -- Changes with the policies below: those of an older program are replaced.
  version constant text := 'tenant-rows 2';
  parents text;
  own constant text := 'nullif(current_setting(''vivavoce.client_id'', true), '''')::uuid';
begin
  begin
    if not exists (select from pg_roles where rolname = 'vivavoce_tenant') then
      begin
        create role vivavoce_tenant nologin;
      -- Another database of this PostgreSQL was quicker: roles are the server's.
      exception when duplicate_object or unique_violation then null;
      end;
      execute format('grant vivavoce_tenant to %I', current_user);
    elsif not pg_has_role(current_user, 'vivavoce_tenant', 'member') then
      execute format('grant vivavoce_tenant to %I', current_user);
    end if;
  exception when insufficient_privilege then
    raise exception 'the user % may not make roles: let an administrator of this PostgreSQL run "create role vivavoce_tenant nologin; grant vivavoce_tenant to %"',
      current_user, current_user;
  end;
  execute format('grant usage on schema %I to vivavoce_tenant', current_schema());

  -- Tables that say whose their rows are. What a written row refers to has to be the client's own too: foreign keys do not ask.
  for it in
    select t.oid, t.relname, a.attname
    from pg_class t
    join pg_attribute a on a.attrelid = t.oid and not a.attisdropped
      and a.attname = case t.relname when 'clients' then 'id' else 'client_id' end
    where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p')
      and not exists (select from pg_policy p where p.polrelid = t.oid and obj_description(p.oid, 'pg_policy') = version)
  loop
    select coalesce(string_agg(format(' and (%1$I.%2$I is null or exists (select from %3$s parent where parent.%4$I = %1$I.%2$I))',
        it.relname, a.attname, c.confrelid::regclass, p.attname), ''), '')
      into parents
      from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      join pg_attribute p on p.attrelid = c.confrelid and p.attnum = c.confkey[1]
      where c.conrelid = it.oid and c.contype = 'f' and cardinality(c.conkey) = 1
        and c.confrelid <> 'clients'::regclass and c.confrelid <> c.conrelid;
    execute format('drop policy if exists of_client on %s', it.oid::regclass);
    execute format('create policy of_client on %s using (%I = %s) with check (%I = %s%s)',
      it.oid::regclass, it.attname, own, it.attname, own, parents);
    execute format('comment on policy of_client on %s is %L', it.oid::regclass, version);
    execute format('alter table %s enable row level security', it.oid::regclass);
    execute format('grant select, insert, update, delete on %s to vivavoce_tenant', it.oid::regclass);
  end loop;

  -- Tables whose rows belong to a row of such a table.
  loop
    closed := 0;
    for it in
      select distinct on (t.oid) t.oid, c.confrelid, a.attname, p.attname as parent
      from pg_class t
      join pg_constraint c on c.conrelid = t.oid and c.contype = 'f' and cardinality(c.conkey) = 1
      join pg_class o on o.oid = c.confrelid and o.relrowsecurity
      join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
      join pg_attribute p on p.attrelid = o.oid and p.attnum = c.confkey[1]
      where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p') and not t.relrowsecurity
    loop
      execute format('create policy of_client on %s using (exists (select from %s owner where owner.%I = %s.%I))',
        it.oid::regclass, it.confrelid::regclass, it.parent, it.oid::regclass, it.attname);
      execute format('alter table %s enable row level security', it.oid::regclass);
      execute format('grant select, insert, update, delete on %s to vivavoce_tenant', it.oid::regclass);
      closed := closed + 1;
    end loop;
    exit when closed = 0;
  end loop;

  -- What the role may write where not all of it is a client's own affair: money, rights, evidence, who somebody is.
  for it in
    select key as relname, value as writes from jsonb_each_text('{
      "clients": "update (audio_days, result_days, audit_days, request_days, sso_required_at, second_factor_required, requires_consent, webhook_secret, webhook_secret_before, webhook_secret_before_until)",
      "credit_accounts": "update (client_id)",
      "ledger_entries": "",
      "credit_holds": "insert (run_id, client_id, amount), update (settled_at)",
      "audit_entries": "insert (client_id, actor_kind, actor_id, actor_label, action, target, details, address, request_id)",
      "api_keys": "insert, update (revoked_at, expires_at)",
      "runs": "insert, delete, update (status, ready_at, body, summary, revision, hearing, request, review, speaker_names, scored_speaker_name, last_polled_at)",
      "run_results": "insert",
      "run_reviews": "insert",
      "run_comments": "insert, delete",
      "candidate_requests": "insert (id, client_id, run_id, kind, score, at_ms, message, requested_at, due_at), update (owner_id, outcome, message, answer, answered_at, closed_at)",
      "run_waveforms": "",
      "run_passages": "",
      "users": "delete, update (name, role, disabled_at)",
      "sessions": "delete",
      "sign_in_links": "insert, delete",
      "user_identities": "",
      "totp_secrets": "delete",
      "recovery_codes": "delete",
      "passkeys": "delete",
      "pending_logins": "delete",
      "passkey_challenges": "delete",
      "client_domains": "",
      "audit_heads": "",
      "audit_chain": "",
      "run_labels": "",
      "assessed_runs": "",
      "webhook_lanes": "",
      "run_mails": "",
      "stored_bytes": ""
    }'::jsonb)
  loop
    execute format('revoke insert, update, delete on %I from vivavoce_tenant', it.relname);
    -- To lock an account takes the right to update something of it: the column that the policy keeps as it is.
    if it.writes <> '' then execute format('grant %s on %I to vivavoce_tenant', it.writes, it.relname); end if;
  end loop;

  -- What signs people in is read by no query of a client: only whether there is something.
  for it in select unnest(array['totp_secrets', 'recovery_codes', 'passkeys', 'pending_logins', 'passkey_challenges']) as relname loop
    execute format('revoke select on %I from vivavoce_tenant', it.relname);
    execute format('grant select (user_id) on %I to vivavoce_tenant', it.relname);
  end loop;
  grant select (confirmed_at) on totp_secrets to vivavoce_tenant;

  -- An entry of the audit log names a user or a key of the client as its actor.
  if not exists (select from pg_policy where polrelid = 'audit_entries'::regclass and polname = 'of_actor') then
    create policy of_actor on audit_entries as restrictive for insert to vivavoce_tenant with check (
      case actor_kind
        when 'user' then exists (select from users where users.id = actor_id::uuid)
        when 'key' then exists (select from api_keys where api_keys.id = actor_id::uuid)
        else true
      end);
  end if;
end $$;
