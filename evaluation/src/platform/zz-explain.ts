import { rm, writeFile } from 'node:fs/promises';
import { createTenant, openStore, readConfig } from '@vivavoce/server';
import { seedRuns } from './scale-seed.ts';
const folder = '/tmp/w20s-scale-data';
await rm(folder, { recursive: true, force: true });
const config = { ...readConfig({ VIVAVOCE_DATA_DIR: folder, VIVAVOCE_PORT: '0', VIVAVOCE_LOG_LEVEL: 'silent' }), workers: 0 };
const store = await openStore(config);
const c = await store.listener();
const out: string[] = [];
const log = (s: string) => { out.push(s); console.log(s); };
const t0 = Date.now();
const [m, o] = [await createTenant(store, 'Measured'), await createTenant(store, 'Other')];
await seedRuns(c, o.id, 30000); await seedRuns(c, m.id, 100000); await seedRuns(c, o.id, 30000);
log(`seeded ${Date.now() - t0}`);
await c.query('vacuum (analyze)');
const id = `'${m.id}'`;
const base = (extra = '') => `select coalesce(external_id, id::text) collate "C" as person, seq, array[metadata ->> 'site']::text[] as "group", null::numeric as selection, overall, vocabulary, fluency, accent from runs where client_id = ${id} and status in ('success','partial')${extra}`;
const tests: Record<string, string> = {
  scan: `select count(*) from (${base()} offset 0) x where "group" is not null`,
  scan_nojson: `select count(overall), count(accent) from runs where client_id = ${id} and status in ('success','partial')`,
  distinct: `select count(*) from (select distinct on (person) * from (${base()}) b order by person, seq desc) x`,
  full: `with people as materialized (select distinct on (person) case when array_position("group", null) is null then "group" end as "group", selection, overall, vocabulary, fluency, accent from (${base()}) counted order by person, seq desc),
      groups as materialized (select count(*)::integer as number from (select from people where "group" is not null group by "group" limit 101) few)
      select 'everybody' as measure, null::text[] as "group", null::float8 as value, count(*)::integer as people from people
      union all select 'grouped', null, null, count(*)::integer from people where "group" is not null
      union all select 'groups', null, null, number from groups
      union all select case when grouping(selection) = 0 then 'selection' when grouping(overall) = 0 then 'overall' when grouping(vocabulary) = 0 then 'vocabulary' when grouping(fluency) = 0 then 'fluency' else 'accent' end,
        "group", coalesce(selection, overall, vocabulary, fluency, accent)::float8, count(*)::integer
      from people where "group" is not null and (select number from groups) <= 100 group by "group", grouping sets (selection, overall, vocabulary, fluency, accent)`,
  hashmax: `select count(*) from runs r join (select max(seq) as seq from runs where client_id = ${id} and status in ('success','partial') group by coalesce(external_id, id::text)) n on n.seq = r.seq where r.client_id = ${id}`,
  stats: `select ((submitted_at at time zone 'UTC')::date)::text as date, status, cefr_level, error_code, count(*)::integer from runs where client_id = ${id} and submitted_at >= now() - interval '366 days' group by (submitted_at at time zone 'UTC')::date, status, cefr_level, error_code`,
  times: `select percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from finished_at - submitted_at)::float8 * 1000) from runs where client_id = ${id} and submitted_at >= now() - interval '366 days' and finished_at is not null`,
  byname: `select id from runs where client_id = ${id} order by lower(coalesce(nullif(metadata ->> 'candidate', ''), external_id)) limit 51`,
};
await c.query(`select set_config('work_mem', '48MB', false)`);
for (const [name, q] of Object.entries(tests)) {
  for (const jit of ['on', 'off']) {
    await c.query(`set jit = ${jit}`);
    const { rows } = await c.query(`explain (analyze, buffers, costs off) ${q}`);
    const text = rows.map((r) => r['QUERY PLAN']).join('\n');
    log(`== ${name} jit ${jit}: ${/Execution Time: (.*)/.exec(text)?.[1]} planning ${/Planning Time: (.*)/.exec(text)?.[1]}`);
    if (jit === 'off') log(text);
  }
}
await writeFile('/tmp/w20s/explain.txt', out.join('\n'));
await c.end(); await store.close();
