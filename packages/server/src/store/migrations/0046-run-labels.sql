-- Tags and metadata of runs as one key each, so that a filter reads the runs that have them and no others, in the order of lists. An
-- index of the arrays and objects themselves would not serve: under row-level security only comparisons that leak nothing are used as
-- conditions of an index, and theirs are not of those.
create table run_labels (
  client_id uuid not null references clients (id),
  label uuid not null,
  -- Of the run.
  seq bigint not null,
  primary key (client_id, label, seq)
);

-- 128 bits of a tag, or of a key of the metadata with its value; the length keeps apart where the key ends.
create function tag_label(tag text) returns uuid language sql immutable as $$ select md5('tag:' || tag)::uuid $$;
create function metadata_label(key text, value text) returns uuid language sql immutable as
  $$ select md5('metadata:' || length(key) || ':' || key || value)::uuid $$;

create function labels_of(tags text[], metadata jsonb) returns setof uuid language sql immutable as $$
  select tag_label(tag) from unnest(tags) tag
  union select metadata_label(key, value) from jsonb_each_text(metadata)
$$;

insert into run_labels (client_id, label, seq)
  select client_id, label, seq from runs, labels_of(tags, metadata) label where seq is not null;

-- A tenant's role writes no labels itself.
create function label_run() returns trigger language plpgsql security definer as $$
begin
  if tg_op <> 'INSERT' then
    delete from run_labels where client_id = old.client_id and seq = old.seq
      and label in (select labels_of(old.tags, old.metadata));
  end if;
  if tg_op <> 'DELETE' then
    insert into run_labels (client_id, label, seq)
      select new.client_id, label, new.seq from labels_of(new.tags, new.metadata) label;
  end if;
  return null;
end $$;
do $$ begin
  execute format('alter function label_run() set search_path = %I, pg_temp', current_schema());
end $$;
create trigger label_run after insert or delete on runs for each row execute function label_run();
create trigger label_run_anew after update of tags, metadata on runs
  for each row when (old.tags <> new.tags or old.metadata <> new.metadata) execute function label_run();
