create table clients (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (length(name) between 1 and 200),
  active boolean not null default true,
  multilingual boolean not null default false,
  created_at timestamptz not null default now()
);

create table api_keys (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients (id),
  hash bytea not null unique check (length(hash) = 32),
  last_four text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);

-- Kept by the triggers below and never written by hand: balance is the sum of the ledger, held the sum of the open
-- holds. The row is also what serialises all money of a client.
create table credit_accounts (
  client_id uuid primary key references clients (id),
  balance integer not null default 0,
  held integer not null default 0 check (held >= 0),
  constraint available_never_negative check (balance >= held)
);

-- run_id refers to no row, on purpose: entries outlive an erased run.
create table ledger_entries (
  id bigint generated always as identity primary key,
  client_id uuid not null references clients (id),
  type text not null check (type in ('grant', 'charge')),
  amount integer not null,
  balance_after integer not null,
  run_id uuid,
  created_at timestamptz not null default now(),
  check ((type = 'grant' and amount > 0 and run_id is null) or (type = 'charge' and amount < 0 and run_id is not null))
);
create unique index one_charge_a_run on ledger_entries (run_id) where type = 'charge';
create index ledger_entries_of_client on ledger_entries (client_id, id desc);

create table credit_holds (
  run_id uuid primary key,
  client_id uuid not null references clients (id),
  amount integer not null check (amount > 0),
  settled_at timestamptz,
  created_at timestamptz not null default now()
);

create function account_opened() returns trigger language plpgsql as $$
begin
  insert into credit_accounts (client_id) values (new.id);
  return new;
end $$;
create trigger open_account after insert on clients for each row execute function account_opened();

create function entry_booked() returns trigger language plpgsql as $$
begin
  update credit_accounts set balance = balance + new.amount where client_id = new.client_id
    returning balance into new.balance_after;
  return new;
end $$;
create trigger book_entry before insert on ledger_entries for each row execute function entry_booked();

create function hold_changed() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.settled_at is not null then raise exception 'a hold starts open'; end if;
    update credit_accounts set held = held + new.amount where client_id = new.client_id;
  elsif old.settled_at is null and new.settled_at is not null
    and new.amount = old.amount and new.client_id = old.client_id and new.run_id = old.run_id then
    update credit_accounts set held = held - old.amount where client_id = old.client_id;
  else
    raise exception 'a hold can only be settled, once';
  end if;
  return new;
end $$;
create trigger change_hold before insert or update on credit_holds for each row execute function hold_changed();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % never change', tg_table_name;
end $$;
create trigger append_only before update or delete on ledger_entries for each row execute function refuse_change();
create trigger append_only_all before truncate on ledger_entries execute function refuse_change();
create trigger keep_holds before delete on credit_holds for each row execute function refuse_change();

create table runs (
  id uuid primary key,
  -- Order of admission: queues are first in, first out by it.
  seq bigint generated always as identity unique,
  client_id uuid not null references clients (id),
  status text not null check (status in ('queued', 'processing', 'success', 'partial', 'failed')),
  external_id text,
  metadata jsonb not null,
  tags text[] not null,
  language text not null,
  expected_speakers smallint,
  audio_key text not null,
  duration_ms integer not null,
  cost integer not null check (cost > 0),
  submitted_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- The lease of the worker that has the run; worker and attempt together fence off a worker that lost it.
  worker uuid,
  attempt integer not null default 0,
  lease_until timestamptz,
  stage text,
  percent smallint,
  last_polled_at timestamptz,
  -- The finished body as JSON text, sent as it is.
  body text,
  check ((status in ('success', 'partial', 'failed')) = (body is not null and finished_at is not null))
);
create index runs_waiting on runs (client_id, seq) where status in ('queued', 'processing');
create index runs_to_work on runs (seq) where status = 'processing';
