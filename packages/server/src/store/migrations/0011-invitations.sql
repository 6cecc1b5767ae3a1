create table invitations (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients (id),
  email text not null check (length(email) between 3 and 254),
  role text not null check (role in ('owner', 'admin', 'recruiter', 'viewer')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  invited_by uuid references users (id) on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  unique (client_id, email)
);
