import type { Store } from '@vivavoce/server';

/** A connection of the database's owner. */
type Connection = Awaited<ReturnType<Store['listener']>>;

/** Rows that one statement makes, so that none takes minutes. */
const BATCH = 20_000;
/** Days back to which submits are spread. */
const DAYS = 400;

/** Runs from one number to another; of a tenant that gets so many in all. */
const RUNS = `
  insert into runs (id, client_id, status, external_id, metadata, tags, request, duration_ms, cost, submitted_at, started_at,
    finished_at, body, summary)
  select gen_random_uuid(), $1::uuid, case when n % 30 = 0 then 'failed' when n % 20 = 0 then 'partial' else 'success' end,
    'candidate-' || (n - case when n % 7 = 0 then n % 5 else 0 end),
    jsonb_build_object('site', 'site ' || n % 8, 'role', 'role ' || n % 40, 'candidate', 'Candidate ' || md5(n::text),
      'requisition', 'r-' || n / 25),
    array['round ' || n % 3, case when n % 1000 = 0 then 'executive' else 'team ' || n % 60 end],
    '{"language": "en", "reportLanguage": "en", "accommodation": false}', 600000, 10, at, at + interval '1 second',
    at + interval '30 seconds' + n % 90 * interval '1 second', repeat('x', 40),
    jsonb_build_object('vocabulary', score, 'fluency', score, 'accent', score, 'overall', score,
      'cefrLevel', (array['A1', 'A2', 'B1', 'B2', 'C1', 'C2'])[1 + floor(score)::integer], 'deducted', 10,
      'error', case when n % 30 = 0 then '{"code": "NO_SPEECH_DETECTED", "message": "No speech."}'::jsonb end)
  from (
    select n, ('x' || substr(md5(n::text), 1, 6))::bit(24)::integer % 51 / 10.0 as score,
      now() - ($4::integer - n) * ${DAYS} * interval '1 day' / $4::integer as at
    from generate_series($2::integer, $3::integer) n) made
  order by n`;

const LABELS = `
  insert into run_labels (client_id, label, seq)
  select client_id, label, seq from runs, labels_of(tags, metadata) label where client_id = $1`;

const ASSESSED = `
  insert into assessed_runs
  select client_id, person_of(external_id, id), seq, submitted_at,
    row_number() over (partition by person_of(external_id, id) order by seq desc) = 1,
    overall, vocabulary, fluency, accent, project_id, metadata
  from runs where client_id = $1 and status in ('success', 'partial') order by seq`;

const CHARGES = `
  insert into ledger_entries (client_id, type, amount, balance_after, run_id, created_at)
  select client_id, 'charge', -cost, 0, id, finished_at from runs where client_id = $1 order by seq`;

const ENTRIES = `
  insert into audit_entries (client_id, actor_kind, actor_label, action, target, details, created_at, kept_until)
  select client_id, 'system', 'server', 'run.submit', jsonb_build_object('runId', id), '{}', submitted_at, 'infinity'
  from runs where client_id = $1 order by seq`;

/** Without the triggers, which book and chain one by one what is made by thousands here. */
async function withoutTriggers(client: Connection, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  await work();
  await client.query('commit');
}

/**
 * Makes runs of a tenant as they lie after a year of work, without their recordings: nine of ten with scores; tags and metadata of
 * which some are common and some rare. The text of a result is left short: a real one lies outside of its row.
 */
export async function seedRuns(client: Connection, tenantId: string, runs: number): Promise<void> {
  for (let from = 0; from < runs; from += BATCH) {
    const to = Math.min(runs, from + BATCH) - 1;
    await withoutTriggers(client, async () => {
      await client.query(RUNS, [tenantId, from, to, runs]);
    });
  }
}

/** Makes labels, a row of the fairness report, a charge and a chained entry of the audit log for each run of a tenant; once, after all of them were made. */
export async function seedBooks(client: Connection, tenantId: string): Promise<void> {
  await withoutTriggers(client, async () => {
    await client.query(LABELS, [tenantId]);
    await client.query(ASSESSED, [tenantId]);
    await client.query(CHARGES, [tenantId]);
    await client.query(ENTRIES, [tenantId]);
    await client.query('select link_audit_log($1)', [tenantId]);
  });
}
