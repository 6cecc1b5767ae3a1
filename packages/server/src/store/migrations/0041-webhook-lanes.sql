-- Where a message goes: name and port, which the URL standard writes in lower case once the address was parsed.
alter table webhook_deliveries add column host text not null
  generated always as (lower(coalesce(substring(url from '^https?:[/\\]*([^/?#\\]+)'), url))) stored;
create index webhook_deliveries_of_lane on webhook_deliveries (client_id, host, due_at) where due_at is not null;

-- One lane for each client and host: one message at a time, and none while the host fails.
create table webhook_lanes (
  client_id uuid not null references clients (id) on delete cascade,
  host text not null,
  -- Null when no message is under way.
  busy_until timestamptz,
  served_at timestamptz,
  -- Failures in a row, and until when the host is left alone for them.
  failures integer not null default 0,
  closed_until timestamptz,
  -- When a message was last put into the lane.
  used_at timestamptz not null default now(),
  primary key (client_id, host)
);
insert into webhook_lanes (client_id, host)
  select distinct client_id, host from webhook_deliveries where due_at is not null;

-- Whoever has a message sent, a tenant's role too, needs no right to lanes.
create function open_webhook_lane() returns trigger language plpgsql security definer as $$
begin
  insert into webhook_lanes (client_id, host) values (new.client_id, new.host) 
    -- A write, so that whoever removes idle lanes waits for it and looks again.
    on conflict (client_id, host) do update set used_at = now();
  return null;
end $$;
do $$ begin
  execute format('alter function open_webhook_lane() set search_path = %I, pg_temp', current_schema());
end $$;
create trigger open_webhook_lane after insert or update of due_at on webhook_deliveries
  for each row when (new.due_at is not null) execute function open_webhook_lane();
