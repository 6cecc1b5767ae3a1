alter table runs add column consent jsonb;
alter table projects add column requires_consent boolean not null default false;
