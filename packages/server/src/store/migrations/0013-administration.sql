alter table clients add column requires_consent boolean not null default false;
-- How much accent counts against the other two in the overall score.
alter table projects add column accent_weight double precision not null default 1 check (accent_weight between 0 and 1);
alter table api_keys add column last_used_at timestamptz;
create index api_keys_of_client on api_keys (client_id, created_at desc);

-- Order of making, for pages.
alter table webhook_deliveries add column seq bigint generated always as identity;
create index webhook_deliveries_of_client on webhook_deliveries (client_id, seq desc);

create index open_holds_of_client on credit_holds (client_id, created_at) where settled_at is null;

-- What the dashboard reads: a client's runs and entries of some days.
create index runs_by_submit on runs (client_id, submitted_at);
create index ledger_entries_by_time on ledger_entries (client_id, created_at);

-- What was acted upon first of all, so that the log of one thing is found by a plain index: row-level security keeps
-- searches in jsonb from using one.
drop index audit_entries_of_target;
alter table audit_entries add column subject_id text generated always as (coalesce(
  target ->> 'runId', target ->> 'userId', target ->> 'keyId', target ->> 'projectId', target ->> 'endpointId',
  target ->> 'deliveryId', target ->> 'invitationId', target ->> 'shareId')) stored;
create index audit_entries_of_subject on audit_entries (client_id, subject_id, id desc) where subject_id is not null;
