-- Since when a run waits for nothing but a worker: it was admitted, took a free place of its client, or was handed back. What runs
-- wait for otherwise, a place below the cap, no number of workers shortens.
alter table runs add column ready_at timestamptz;
update runs set ready_at = submitted_at where status = 'processing';
