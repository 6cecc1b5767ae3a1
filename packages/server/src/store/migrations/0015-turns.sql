-- When a client was served last, for taking turns between clients.
create index runs_served on runs (client_id, started_at) where started_at is not null;
