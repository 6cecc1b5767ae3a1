-- What the fairness report counts of runs with a result, in narrow rows: those of `runs` are five times as wide, and most of the report's time
-- went into reading them and sorting them by person.
create table assessed_runs (
  client_id uuid not null,
  -- 128 bits of the client's own name of the candidate, or of the run's id where it has none.
  person uuid not null,
  seq bigint not null,
  submitted_at timestamptz not null,
  -- Whether no run of this person that has a result is newer.
  is_newest boolean not null,
  overall double precision,
  vocabulary double precision,
  fluency double precision,
  accent double precision,
  project_id uuid,
  metadata jsonb not null
);

create function person_of(external_id text, id uuid) returns uuid language sql immutable as
  $$ select md5(coalesce(external_id, id::text))::uuid $$;

insert into assessed_runs
  select client_id, person_of(external_id, id), seq, submitted_at,
    row_number() over (partition by client_id, person_of(external_id, id) order by seq desc) = 1,
    overall, vocabulary, fluency, accent, project_id, metadata
  from runs where status in ('success', 'partial') order by seq;

-- Once the rows are there: one by one they would be indexed and checked for a multiple of the time.
alter table assessed_runs
  add primary key (client_id, person, seq),
  add foreign key (client_id) references clients (id),
  add foreign key (seq) references runs (seq) on delete cascade;
-- For what goes with its run.
create index assessed_runs_by_seq on assessed_runs (seq);
-- For the report on everybody: small enough that not even the largest client's reads those of others.
create index assessed_people on assessed_runs (client_id) where is_newest;
analyze assessed_runs;

-- Whoever ends or erases runs has their client's account locked, and so has this: of two runs of a person that end at once the second
-- sees the first.
create function lock_people(client uuid) returns void language sql as
  $$ select from credit_accounts where client_id = client for update $$;

-- A tenant's role writes none of it itself.
create function assess_run() returns trigger language plpgsql security definer as $$
declare
  own constant uuid := person_of(new.external_id, new.id);
begin
  if tg_op = 'UPDATE' then
    update assessed_runs set overall = new.overall, vocabulary = new.vocabulary, fluency = new.fluency, accent = new.accent,
        project_id = new.project_id, metadata = new.metadata
      where client_id = new.client_id and person = own and seq = new.seq and new.status in ('success', 'partial');
    if found then return null; end if;
    delete from assessed_runs where seq = new.seq;
  end if;
  if new.status not in ('success', 'partial') then return null; end if;
  perform lock_people(new.client_id);
  update assessed_runs set is_newest = false
    where client_id = new.client_id and person = own and seq < new.seq and is_newest;
  insert into assessed_runs values (new.client_id, own, new.seq, new.submitted_at,
    not exists (select from assessed_runs where client_id = new.client_id and person = own and seq > new.seq),
    new.overall, new.vocabulary, new.fluency, new.accent, new.project_id, new.metadata);
  return null;
end $$;

-- Of the people whose newest result went, the one before is the newest.
create function newest_gone() returns trigger language plpgsql security definer as $$
begin
  perform lock_people(client_id) from (select distinct client_id from gone where is_newest order by client_id) clients;
  update assessed_runs set is_newest = true
    from (select client_id, person, (
        select max(seq) from assessed_runs rest where rest.client_id = gone.client_id and rest.person = gone.person) as seq
      from gone where is_newest) last
    where assessed_runs.client_id = last.client_id and assessed_runs.person = last.person and assessed_runs.seq = last.seq;
  return null;
end $$;
do $$ begin
  execute format('alter function assess_run() set search_path = %I, pg_temp', current_schema());
  execute format('alter function newest_gone() set search_path = %I, pg_temp', current_schema());
end $$;

create trigger assess_run after insert on runs
  for each row when (new.status in ('success', 'partial')) execute function assess_run();
-- Updates of runs that wait or are worked on, which are many, never come here, nor do polls.
create trigger assess_run_anew after update on runs for each row when (
    (new.status in ('success', 'partial') or old.status in ('success', 'partial'))
    and (new.status, new.summary, new.external_id, new.metadata, new.project_id)
      is distinct from (old.status, old.summary, old.external_id, old.metadata, old.project_id))
  execute function assess_run();
create trigger newest_gone after delete on assessed_runs
  referencing old table as gone for each statement execute function newest_gone();
