-- The name that lists sort by and search in, as a column: worked out of the metadata of every run it took a second of 100,000. The keys are
-- the contract's CANDIDATE_NAME_KEYS; a name that somebody gave to the speaker counts before them.
alter table runs add column candidate_name text generated always as (lower(coalesce(
  scored_speaker_name, nullif(metadata ->> 'candidate', ''), nullif(metadata ->> 'candidateName', ''), nullif(metadata ->> 'candidate_name', ''),
  nullif(metadata ->> 'name', ''), nullif(metadata ->> 'fullName', ''), external_id))) stored;

-- From A and from Z: runs without a name are last in both.
create index runs_by_name on runs (client_id, candidate_name, seq desc);
create index runs_by_name_descending on runs (client_id, candidate_name desc nulls last, seq desc);
