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
  /** Empty for everybody. */
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

/** Everybody once, with their group and values: of a person's runs that were asked for, the newest. */
function everybodyOnce(
  tenantId: string,
  question: FairnessQuery,
  { createdAfter, createdBefore, project }: PeopleFilter,
): RawBuilder<unknown> {
  const filters = [
    ...(createdAfter ? [sql`submitted_at >= ${createdAfter}`] : []),
    ...(createdBefore ? [sql`submitted_at < ${createdBefore}`] : []),
    ...(project === undefined
      ? []
      : [sql`project_id in (select id from projects where client_id = ${tenantId} and name = ${project})`]),
  ];
  const columns = groupColumns(question);
  const values = question.groupedBy.map((key, at) => sql`metadata ->> ${key} as ${columns[at]}`);
  const counted = sql`${sql.join(values)}, ${selected(question.outcome)} as selection, overall, vocabulary, fluency, accent
    from assessed_runs where client_id = ${tenantId}`;
  // Which of all runs is a person's newest is known; which of those asked for, only after sorting them.
  if (filters.length === 0) return sql`select ${counted} and is_newest`;
  return sql`select distinct on (person) ${counted} and ${sql.join(filters, sql` and `)} order by person, seq desc`;
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
  const names = FAIRNESS_MEASURES.filter((measure) => measure !== 'selection' || question.outcome !== null);
  const measures = names.map((measure) => sql.ref(measure));
  const nameOf = names.map((measure, at) => sql`when grouping(${measures[at]}) = 0 then ${measure}`);
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('work_mem', ${WORK_MEM}, true)`.execute(trx);
    // Who has no score, or is in no group, is in the rows of nulls: of one measure alone they add up to everybody.
    const { rows } = await sql<TallyRow>`
      with tallies as materialized (
        select case ${sql.join(nameOf, sql` `)} end as measure,
          array[${group}] as "group", coalesce(${sql.join(measures)}) as value, count(*)::integer as people
        from (${everybodyOnce(tenantId, question, filter)}) people
        group by grouping sets (${sql.join(measures.map((measure) => sql`(${group}, ${measure})`))})),
      grouped as (select * from tallies where array_position("group", null) is null),
      groups as materialized (
        select "group", sum(people)::integer as people from grouped where measure = 'overall'
        group by "group" limit ${MAX_GROUPS + 1})
      select 'everybody' as measure, '{}'::text[] as "group", null::float8 as value, coalesce(sum(people), 0)::integer as people
        from tallies where measure = 'overall'
      union all select 'group', "group", null, people from groups
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
