-- What lists sort by and figures count, as columns: read out of the summary row by row it took most of their time.
alter table runs
  add column overall numeric generated always as ((summary ->> 'overall')::numeric) stored,
  add column vocabulary numeric generated always as ((summary ->> 'vocabulary')::numeric) stored,
  add column fluency numeric generated always as ((summary ->> 'fluency')::numeric) stored,
  add column accent numeric generated always as ((summary ->> 'accent')::numeric) stored,
  add column cefr_level text generated always as (summary ->> 'cefrLevel') stored,
  add column error_code text generated always as (summary -> 'error' ->> 'code') stored;

-- Statistics read nothing but this index.
drop index runs_by_submit;
create index runs_by_submit on runs (client_id, submitted_at) include (status, finished_at, cefr_level, error_code);

drop index ledger_entries_by_time;
create index ledger_entries_by_time on ledger_entries (client_id, created_at) include (type, amount);

-- The best first, and the reverse: runs without a score are last in both.
create index runs_by_overall on runs (client_id, overall desc nulls last, seq desc);
create index runs_by_overall_ascending on runs (client_id, overall nulls last, seq desc);
