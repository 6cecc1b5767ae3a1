-- Peaks for drawing, a byte each, 20 a second. A table of its own, so that no query of runs reads them.
create table run_waveforms (
  run_id uuid primary key references runs (id) on delete cascade,
  peaks bytea not null
);
