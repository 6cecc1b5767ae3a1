-- A submit by the address of its recording is known again without fetching it; null for a recording that came as a file.
alter table idempotency_keys add column link_fingerprint bytea check (length(link_fingerprint) = 32);
