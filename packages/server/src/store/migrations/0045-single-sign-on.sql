-- Since when the users of a client sign in by the identity provider alone; null while they also may by password.
alter table clients add column sso_required_at timestamptz;
