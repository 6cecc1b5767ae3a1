-- The people of a client. An address signs in to one client only.
create table users (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients (id),
  email text not null unique check (length(email) between 3 and 254),
  name text not null check (length(name) between 1 and 200),
  role text not null check (role in ('owner', 'admin', 'recruiter', 'viewer')),
  password_hash text,
  disabled_at timestamptz,
  last_signed_in_at timestamptz,
  created_at timestamptz not null default now()
);
create index users_of_client on users (client_id);

create table sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  origin text not null check (origin in ('password', 'link', 'invitation', 'setup', 'oidc')),
  user_agent text,
  address text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_of_user on sessions (user_id);

-- One use each: a row goes when its link is followed.
create table sign_in_links (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id uuid not null references users (id) on delete cascade,
  expires_at timestamptz not null
);

-- Windows are counted for users, and for attempts to sign in, as for keys: 'key:<id>', 'user:<id>', ...
drop table request_windows;
create unlogged table request_windows (
  subject text primary key,
  started_at timestamptz not null,
  requests integer not null
);
