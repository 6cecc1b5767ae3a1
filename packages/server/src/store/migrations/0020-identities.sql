-- An address is one user of each client: what one client does with it is no other's business.
alter table users drop constraint users_email_key;
alter table users add constraint users_email_of_client unique (client_id, email);
create index users_by_email on users (email);

-- Since when more than the client says that the address is this person's: the operator, or the identity provider. Until then
-- whoever invited the address may know the password.
alter table users add column verified_at timestamptz;

-- Who a user is at an identity provider. Addresses change hands there, subjects never do (OpenID Connect Core, 2).
create table user_identities (
  issuer text not null,
  subject text not null,
  user_id uuid not null references users (id) on delete cascade,
  created_at timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, user_id)
);
create index user_identities_of_user on user_identities (user_id);

-- Domains whose addresses sign in to one client with the identity provider, as the operator has seen proven.
create table client_domains (
  domain text primary key check (domain = lower(domain) and domain ~ '^[a-z0-9.-]+\.[a-z0-9-]+$'),
  client_id uuid not null references clients (id),
  created_at timestamptz not null default now()
);
create index client_domains_of_client on client_domains (client_id);
