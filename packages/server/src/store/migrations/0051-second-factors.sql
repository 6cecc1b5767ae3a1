-- Whether the users of a client need a second factor.
alter table clients add column second_factor_required boolean not null default false;

-- When the user last proved who it is: at the login, or by entering the password again.
alter table sessions add column authenticated_at timestamptz;
update sessions set authenticated_at = created_at;
alter table sessions alter column authenticated_at set not null;
alter table sessions drop constraint sessions_origin_check;
alter table sessions add constraint sessions_origin_check
  check (origin in ('password', 'link', 'invitation', 'setup', 'oidc', 'passkey'));

-- Authenticator apps (RFC 6238). The secret is encrypted. Of no effect until its first code confirmed it.
create table totp_secrets (
  user_id uuid primary key references users (id) on delete cascade,
  secret bytea not null,
  confirmed_at timestamptz,
  -- The time step of the last code that was accepted: no code is accepted twice.
  last_step bigint
);

-- One use each: a row goes when its code is used.
create table recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  primary key (user_id, code_hash)
);

create table passkeys (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_of_user on passkeys (user_id);

-- Logins that wait for their second factor.
create table pending_logins (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id uuid not null references users (id) on delete cascade,
  origin text not null check (origin in ('password', 'link')),
  expires_at timestamptz not null
);
create index pending_logins_of_user on pending_logins (user_id);

-- What passkeys are to sign, once each. The user is null where it is not known yet who signs in.
create table passkey_challenges (
  challenge text primary key,
  user_id uuid references users (id) on delete cascade,
  purpose text not null check (purpose in ('register', 'login')),
  expires_at timestamptz not null
);
create index passkey_challenges_of_user on passkey_challenges (user_id);
