import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import type { AssessedPerson, FairnessQuery } from './report.ts';

/** Whose runs count. */
export interface PeopleFilter {
  /** Submitted at this time or later. */
  readonly createdAfter?: Date | undefined;
  /** Submitted before this time. */
  readonly createdBefore?: Date | undefined;
  /** Name of a project. */
  readonly project?: string | undefined;
}

/** Everybody of a client who has a result, each once: of a candidate's runs the newest counts. */
export async function assessedPeople(
  db: Database,
  tenantId: string,
  { groupedBy, outcome }: FairnessQuery,
  { createdAfter, createdBefore, project }: PeopleFilter,
): Promise<AssessedPerson[]> {
  const rows = await db
    .selectFrom('runs')
    .leftJoin('projects', 'projects.id', 'runs.project_id')
    .distinctOn(sql`coalesce(external_id, runs.id::text)`)
    .select(['metadata', 'summary'])
    .where('runs.client_id', '=', tenantId)
    .where('status', 'in', ['success', 'partial'])
    .$if(createdAfter !== undefined, (runs) => runs.where('submitted_at', '>=', createdAfter as Date))
    .$if(createdBefore !== undefined, (runs) => runs.where('submitted_at', '<', createdBefore as Date))
    .$if(project !== undefined, (runs) => runs.where('projects.name', '=', project as string))
    .orderBy(sql`coalesce(external_id, runs.id::text)`)
    .orderBy('seq', 'desc')
    .execute();
  return rows.map(({ metadata, summary }) => {
    // Only what was submitted: every object has a `constructor`.
    const submitted = (key: string) => (Object.hasOwn(metadata, key) ? metadata[key] : undefined);
    const group = groupedBy.map(submitted).filter((value) => value !== undefined);
    const outcomeValue = outcome === null ? undefined : submitted(outcome.key);
    const { overall = null, vocabulary = null, fluency = null, accent = null } = summary ?? {};
    return {
      group: group.length === groupedBy.length ? group : null,
      isSelected: outcomeValue === undefined ? null : outcomeValue === outcome?.selected,
      scores: { overall, vocabulary, fluency, accent },
    };
  });
}
