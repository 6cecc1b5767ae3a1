-- Row-level security for every table that holds rows of clients, run at each start after the migrations: a table that a
-- later migration adds is closed by itself. Tables that it does not reach are closed to the role altogether.
do $$
declare
  it record;
  closed integer;
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

  -- Tables that say whose their rows are.
  for it in
    select t.oid, t.relname, a.attname
    from pg_class t
    join pg_attribute a on a.attrelid = t.oid and not a.attisdropped
      and a.attname = case t.relname when 'clients' then 'id' else 'client_id' end
    where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p') and not t.relrowsecurity
  loop
    execute format('create policy of_client on %s using (%I = nullif(current_setting(''vivavoce.client_id'', true), '''')::uuid)',
      it.oid::regclass, it.attname);
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
end $$;
