import type { Database } from '../store/database.ts';
import type { RunProject } from '../store/finished-text.ts';
import type { Run } from './run.ts';

/** The project that a run was submitted to, with the levels that it needs; null if there is none. */
export async function projectOfRun(
  db: Database,
  { project_id }: Pick<Run, 'project_id'>,
): Promise<RunProject | null> {
  if (project_id === null) return null;
  const project = await db
    .selectFrom('projects')
    .select(['name', 'required_levels as requiredLevels'])
    .where('id', '=', project_id)
    .executeTakeFirst();
  return project ?? null;
}
