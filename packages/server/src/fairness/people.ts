import { FAIRNESS_MEASURES, type FairnessMeasure } from '@vivavoce/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../store/database.ts';
import { type AssessedPeople, type FairnessQuery, MAX_GROUPS, type Tally } from './report.ts';

/** Whose runs count. */
export interface PeopleFilter {
  /** Submitted at this time or later. */
  readonly createdAfter?: Date | undefined;
  /** Submitted before this time. */
  readonly createdBefore?: Date | undefined;
  /** Name of a project. */
  readonly project?: string | undefined;
}

/** Memory for sorting a large tenant's people, instead of files. */
const WORK_MEM = '48MB';

/** A row of the figures: of everybody, of those in a group, or of one value of a measure in a group. */
interface TallyRow {
  readonly measure: FairnessMeasure | 'everybody' | 'grouped' | 'groups';
  readonly group: readonly string[] | null;
  readonly value: number | null;
  readonly people: number;
}

/** Whether a run's person was selected, as 1 or 0; null where that is not known. */
function selected(outcome: FairnessQuery['outcome']): RawBuilder<unknown> {
  if (outcome === null) return sql`null::numeric`;
  const value = sql`metadata ->> ${outcome.key}`;
  return sql`case when ${value} = ${outcome.selected} then 1 when ${value} is not null then 0 end::numeric`;
}

/** What a run's row says that counts: whose it is, its group, its scores. */
function runsThatCount(
  tenantId: string,
  { groupedBy, outcome }: FairnessQuery,
  { createdAfter, createdBefore, project }: PeopleFilter,
): RawBuilder<unknown> {
  const conditions = [
    sql`client_id = ${tenantId}`,
    sql`status in ('success', 'partial')`,
    ...(createdAfter ? [sql`submitted_at >= ${createdAfter}`] : []),
    ...(createdBefore ? [sql`submitted_at < ${createdBefore}`] : []),
    ...(project === undefined
      ? []
      : [sql`project_id in (select id from projects where client_id = ${tenantId} and name = ${project})`]),
  ];
  const values = sql.join(groupedBy.map((key) => sql`metadata ->> ${key}`));
  return sql`
    select coalesce(external_id, id::text) collate "C" as person, seq, array[${values}]::text[] as "group",
      ${selected(outcome)} as selection,
      overall, vocabulary, fluency, accent
    from runs where ${sql.join(conditions, sql` and `)}`;
}

/**
 * Everybody of a client who has a result, each once: of a candidate's runs the newest counts. Counted in the database: what comes out
 * grows with the groups and the values of scores, not with the people.
 */
export function assessedPeople(
  db: Database,
  tenantId: string,
  question: FairnessQuery,
  filter: PeopleFilter,
): Promise<AssessedPeople> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('work_mem', ${WORK_MEM}, true)`.execute(trx);
    const { rows } = await sql<TallyRow>`
      with people as materialized (
        select distinct on (person) case when array_position("group", null) is null then "group" end as "group",
          selection, overall, vocabulary, fluency, accent
        from (${runsThatCount(tenantId, question, filter)}) counted order by person, seq desc),
      groups as materialized (
        select count(*)::integer as number from (
          select from people where "group" is not null group by "group" limit ${MAX_GROUPS + 1}) few)
      select 'everybody' as measure, null::text[] as "group", null::float8 as value, count(*)::integer as people from people
      union all select 'grouped', null, null, count(*)::integer from people where "group" is not null
      union all select 'groups', null, null, number from groups
      union all select case when grouping(selection) = 0 then 'selection' when grouping(overall) = 0 then 'overall'
          when grouping(vocabulary) = 0 then 'vocabulary' when grouping(fluency) = 0 then 'fluency' else 'accent' end,
        "group", coalesce(selection, overall, vocabulary, fluency, accent)::float8, count(*)::integer
      from people where "group" is not null and (select number from groups) <= ${MAX_GROUPS}
      group by "group", grouping sets (selection, overall, vocabulary, fluency, accent)`.execute(trx);
    return peopleOf(rows);
  });
}

function peopleOf(rows: readonly TallyRow[]): AssessedPeople {
  const countOf = (measure: TallyRow['measure']): number =>
    rows.find((row) => row.measure === measure)?.people ?? 0;
  const tallies = rows.flatMap(({ measure, group, value, people }): Tally[] =>
    isMeasure(measure) && group !== null && value !== null ? [{ measure, group, value, people }] : [],
  );
  return { people: countOf('everybody'), grouped: countOf('grouped'), groups: countOf('groups'), tallies };
}

const isMeasure = (name: string): name is FairnessMeasure =>
  (FAIRNESS_MEASURES as readonly string[]).includes(name);
