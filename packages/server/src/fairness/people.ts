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
  readonly measure: FairnessMeasure | 'everybody' | 'group';
  /** Nothing but nulls for everybody. */
  readonly group: readonly string[];
  readonly value: number | null;
  readonly people: number;
}

/** Whether a run's person was selected, as 1 or 0; null where that is not known. */
function selected(outcome: FairnessQuery['outcome']): RawBuilder<unknown> {
  if (outcome === null) return sql`null::float8`;
  const value = sql`metadata ->> ${outcome.key}`;
  return sql`case when ${value} = ${outcome.selected} then 1 when ${value} is not null then 0 end::float8`;
}

/** A column for each key of the groups: an array of them would take longer to hash than all else takes. */
const groupColumns = ({ groupedBy }: FairnessQuery): RawBuilder<unknown>[] =>
  groupedBy.map((_, at) => sql.ref(`group_${at}`));

/** What a run's row says that counts: whose it is, its group, its scores. */
function runsThatCount(
  tenantId: string,
  question: FairnessQuery,
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
  const columns = groupColumns(question);
  const values = question.groupedBy.map((key, at) => sql`metadata ->> ${key} as ${columns[at]}`);
  return sql`
    select coalesce(external_id, id::text) collate "C" as person, seq, ${sql.join(values)},
      ${selected(question.outcome)} as selection, overall, vocabulary, fluency, accent
    from runs where ${sql.join(conditions, sql` and `)}`;
}

/**
 * Everybody of a client who has a result, each once: of a candidate's runs the newest counts. Counted in the database, in one pass
 * over the people: what comes out grows with the groups and the values of scores, not with the people.
 */
export function assessedPeople(
  db: Database,
  tenantId: string,
  question: FairnessQuery,
  filter: PeopleFilter,
): Promise<AssessedPeople> {
  const group = sql.join(groupColumns(question));
  const measures = FAIRNESS_MEASURES.map((measure) => sql.ref(measure));
  const nameOf = FAIRNESS_MEASURES.map(
    (measure, at) => sql`when grouping(${measures[at]}) = 0 then ${measure}`,
  );
  const [first] = groupColumns(question);
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('work_mem', ${WORK_MEM}, true)`.execute(trx);
    const { rows } = await sql<TallyRow>`
      with tallies as materialized (
        select case ${sql.join(nameOf, sql` `)} when grouping(${first}) = 0 then 'group' else 'everybody' end as measure,
          array[${group}] as "group", coalesce(${sql.join(measures)}) as value, count(*)::integer as people
        from (
          select distinct on (person) ${group}, ${sql.join(measures)}
          from (${runsThatCount(tenantId, question, filter)}) counted order by person, seq desc) people
        group by grouping sets ((), (${group}), ${sql.join(measures.map((measure) => sql`(${group}, ${measure})`))})),
      grouped as (select * from tallies where array_position("group", null) is null),
      groups as materialized (select * from grouped where measure = 'group' limit ${MAX_GROUPS + 1})
      select * from tallies where measure = 'everybody'
      union all select * from groups
      union all select * from grouped where value is not null and (select count(*) from groups) <= ${MAX_GROUPS}`.execute(
      trx,
    );
    return peopleOf(rows);
  });
}

function peopleOf(rows: readonly TallyRow[]): AssessedPeople {
  const peopleIn = (counted: readonly TallyRow[]) => counted.reduce((sum, { people }) => sum + people, 0);
  const groups = rows.filter(({ measure }) => measure === 'group');
  const tallies = rows.flatMap(({ measure, group, value, people }): Tally[] =>
    isMeasure(measure) && value !== null ? [{ measure, group, value, people }] : [],
  );
  return {
    people: peopleIn(rows.filter(({ measure }) => measure === 'everybody')),
    grouped: peopleIn(groups),
    groups: groups.length,
    tallies,
  };
}

const isMeasure = (name: string): name is FairnessMeasure =>
  (FAIRNESS_MEASURES as readonly string[]).includes(name);
