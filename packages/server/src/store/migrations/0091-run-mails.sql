-- The user who submitted a run in the console; null for API keys. No foreign key: to remove a user would lock runs that just end, which
-- lock their user for an e-mail. The id of a removed user leads nowhere.
alter table runs add column submitted_by uuid;

-- Whether a user wants an e-mail when a run of theirs has ended, and in which language.
alter table users add column mail_on_run_end boolean not null default false;
alter table users add column mail_language text not null default 'en' check (mail_language in ('en', 'de', 'es', 'fr'));

-- E-mails to be sent: written in the transaction that ends their run, gone with it, with their user, and once they are sent or given
-- up. What they say is made when they are sent.
create table run_mails (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients (id),
  run_id uuid not null references runs (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  type text not null check (type in ('run.completed', 'run.failed')),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  -- Until when a try may be under way; null when none is.
  busy_until timestamptz,
  created_at timestamptz not null default now()
);
create index run_mails_due on run_mails (client_id, due_at);
create index run_mails_of_run on run_mails (run_id);
create index run_mails_of_user on run_mails (user_id);
