-- In how many files the recording came; they are one after the other.
alter table runs add column recording_parts integer not null default 1 check (recording_parts between 1 and 20);
