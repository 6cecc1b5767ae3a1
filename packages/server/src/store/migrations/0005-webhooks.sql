-- Encrypted, see store/secret-box.ts. During a rotation the older one still signs too.
alter table clients add column webhook_secret bytea;
alter table clients add column webhook_secret_before bytea;
alter table clients add column webhook_secret_before_until timestamptz;

create table webhook_endpoints (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients (id),
  url text not null,
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_reason text,
  created_at timestamptz not null default now(),
  unique (client_id, url)
);

alter table runs add column webhook_url text;

-- Rows are written in the transaction that ends their run and go with it. What is sent is read from the run then.
create table webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients (id),
  run_id uuid not null references runs (id) on delete cascade,
  -- Null for the address that came with the submit.
  endpoint_id uuid references webhook_endpoints (id) on delete cascade,
  url text not null,
  type text not null check (type in ('run.completed', 'run.failed')),
  attempts integer not null default 0,
  -- Null when nothing more is to be done.
  due_at timestamptz default now(),
  delivered_at timestamptz,
  last_status integer,
  last_answer text,
  created_at timestamptz not null default now()
);
create index webhook_deliveries_due on webhook_deliveries (due_at) where due_at is not null;
create index webhook_deliveries_of_run on webhook_deliveries (run_id);
