import type { RunList, RunRow, RunStatus } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

/** Which of a client's runs are listed; a filter that is absent lets everything through, all others must hold. */
export interface RunFilter {
  readonly externalId?: string | undefined;
  readonly status?: RunStatus | undefined;
  /** Submitted at this time or later. */
  readonly createdAfter?: Date | undefined;
  /** Submitted before this time. */
  readonly createdBefore?: Date | undefined;
  /** Name of a project. */
  readonly project?: string | undefined;
  /** Tags that a run has, all of them. */
  readonly tags: readonly string[];
  /** Metadata that a run has, all of it. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Which part of the list: after a run, so many. */
export interface RunPage {
  /** From the page before; null for the first page. */
  readonly afterSeq: string | null;
  readonly limit: number;
}

/** The runs of a client that a filter lets through, as a query to go on with. */
function filteredRuns(db: Database, tenantId: string, filter: RunFilter) {
  const { externalId, status, createdAfter, createdBefore, project, tags, metadata } = filter;
  return db
    .selectFrom('runs')
    .leftJoin('projects', 'projects.id', 'runs.project_id')
    .where('runs.client_id', '=', tenantId)
    .$if(externalId !== undefined, (runs) => runs.where('external_id', '=', externalId as string))
    .$if(status !== undefined, (runs) => runs.where('status', '=', status as RunStatus))
    .$if(createdAfter !== undefined, (runs) => runs.where('submitted_at', '>=', createdAfter as Date))
    .$if(createdBefore !== undefined, (runs) => runs.where('submitted_at', '<', createdBefore as Date))
    .$if(project !== undefined, (runs) => runs.where('projects.name', '=', project as string))
    .$if(tags.length > 0, (runs) => runs.where(sql<boolean>`tags @> ${tags}::text[]`))
    .$if(Object.keys(metadata).length > 0, (runs) =>
      runs.where(sql<boolean>`metadata @> ${JSON.stringify(metadata)}::jsonb`),
    );
}

/** A page of the runs of a client that a filter lets through, newest first. */
export async function listRuns(
  db: Database,
  tenantId: string,
  filter: RunFilter,
  { afterSeq, limit }: RunPage,
): Promise<Omit<RunList, 'nextCursor'> & { readonly nextSeq: string | null }> {
  const rows = await filteredRuns(db, tenantId, filter)
    .selectAll('runs')
    .select('projects.name as project')
    .$if(afterSeq !== null, (runs) => runs.where('seq', '<', afterSeq as string))
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute();
  const runs = rows.slice(0, limit).map((row): RunRow => {
    const { summary } = row;
    const scored = summary !== null && summary.error === null;
    return {
      id: row.id,
      externalId: row.external_id,
      status: row.status,
      serviceType: 'speech',
      timestamp: row.submitted_at.toISOString(),
      completedAt: row.finished_at?.toISOString() ?? null,
      language: row.language,
      durationMs: row.duration_ms,
      project: row.project,
      scores: scored ? { overall: summary.overall, cefrLevel: summary.cefrLevel } : null,
      credits: summary ? { deducted: summary.deducted } : null,
      metadata: row.metadata,
      tags: row.tags,
      error: summary?.error ?? null,
    };
  });
  return { runs, nextSeq: rows.length > limit ? (rows[limit - 1]?.seq ?? null) : null };
}
