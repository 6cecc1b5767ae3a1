-- A tenant's role writes no accounts itself: the trigger that keeps them does so with the rights of their owner.
alter function hold_changed() security definer;
do $$ begin
  execute format('alter function hold_changed() set search_path = %I, pg_temp', current_schema());
end $$;

-- A tenant's role refunds runs that are erased, and no others.
create function keep_hold_of_run() returns trigger language plpgsql as $$
begin
  if exists (select from runs where id = new.run_id and body is null) then
    raise exception 'the hold of a run is not settled before the run has ended';
  end if;
  return new;
end $$;
create trigger keep_hold_of_run before update on credit_holds
  for each row when (current_user = 'vivavoce_tenant') execute function keep_hold_of_run();
