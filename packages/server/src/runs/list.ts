import {
  type CefrLevel,
  cefrOf,
  headlineOf,
  percentOf,
  type Review,
  type RunList,
  type RunRow,
  type RunSortKey,
  type RunStatus,
  type Scores,
  type SortOrder,
} from '@vivavoce/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database, RunSummary } from '../store/database.ts';
import type { Store } from '../store/store.ts';

/** Which of a client's runs are listed; a filter that is absent lets everything through, all others must hold. */
export interface RunFilter {
  readonly externalId?: string | undefined;
  /** Part of the candidate's name, the externalId or a tag, in any case. */
  readonly search?: string | undefined;
  /** Runs that a person should, or need not, listen to. */
  readonly shouldListen?: boolean | undefined;
  /** Runs with, or without, a review by a person. */
  readonly reviewed?: boolean | undefined;
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

/** The order of the list. */
export interface RunOrder {
  readonly sort: RunSortKey;
  readonly order: SortOrder;
}

/** The position of a row in a sorted list. */
export interface RunPosition {
  /** The value that the list is sorted by, as text; null if the run has none, or if the list is sorted by `createdAt`. */
  readonly value: string | null;
  /** Order of admission, which breaks ties. */
  readonly seq: string;
}

/** One page of the list. */
export interface RunPage extends RunOrder {
  /** The last row of the previous page; null for the first page. */
  readonly after: RunPosition | null;
  readonly limit: number;
}

/** In lower case; without a name the external id. */
const candidateName = sql<string>`runs.candidate_name`;

const score = (name: 'vocabulary' | 'fluency' | 'accent' | 'overall'): SortColumn => ({
  type: 'numeric',
  value: sql`runs.${sql.ref(name)}`,
});

/** An expression to sort by, exact as text in a cursor: a time is whole microseconds. */
interface SortColumn {
  readonly type: 'numeric' | 'text';
  readonly value: RawBuilder<unknown>;
}

/** `createdAt` is missing: `seq` is in the order of submission. */
const SORT_COLUMNS: Readonly<Record<Exclude<RunSortKey, 'createdAt'>, SortColumn>> = {
  completedAt: { type: 'numeric', value: sql`extract(epoch from runs.finished_at) * 1000000` },
  duration: { type: 'numeric', value: sql`runs.duration_ms` },
  vocabulary: score('vocabulary'),
  fluency: score('fluency'),
  accent: score('accent'),
  overall: score('overall'),
  name: { type: 'text', value: candidateName },
  externalId: { type: 'text', value: sql`runs.external_id` },
};

const NUMBER = /^\d{1,20}(\.\d{1,20})?$/;

/** Whether a value can have come from a row of a list that is sorted so; anything else would fail in the database. */
export const isSortValue = (sort: RunSortKey, value: string | null): boolean =>
  value === null || (sort !== 'createdAt' && (SORT_COLUMNS[sort].type === 'text' || NUMBER.test(value)));

/** Which rows come after a position. Runs without a value are last in both directions, and ties go from new to old. */
function isAfter({ type, value }: SortColumn, order: SortOrder, after: RunPosition): RawBuilder<boolean> {
  const isOlder = sql<boolean>`runs.seq < ${after.seq}`;
  if (after.value === null) return sql`(${value} is null and ${isOlder})`;
  const last = sql`cast(${after.value} as ${sql.raw(type)})`;
  const beyond = sql.raw(order === 'asc' ? '>' : '<');
  return sql`(${value} is null or ${value} ${beyond} ${last} or (${value} = ${last} and ${isOlder}))`;
}

/** Whether a run has a label, which stands for a tag or for a key of its metadata with the value, see the table `run_labels`. */
const hasLabel = (label: RawBuilder<string>): RawBuilder<boolean> =>
  sql`exists (select from run_labels l where l.client_id = runs.client_id and l.label = ${label} and l.seq = runs.seq)`;
const hasTag = (tag: string): RawBuilder<boolean> => hasLabel(sql`tag_label(${tag})`);
const hasMetadata = ([key, value]: readonly [string, string]): RawBuilder<boolean> =>
  hasLabel(sql`metadata_label(${key}, ${value})`);

/** Whether a run's name, externalId or one of its tags contains a text, whatever the case of either. */
function matches(search: string): RawBuilder<boolean> {
  const part = `%${search.trim().replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql`(${candidateName} ilike ${part} or runs.external_id ilike ${part}
    or exists (select from unnest(runs.tags) tag where tag ilike ${part}))`;
}

/** The runs of a client that a filter lets through, as a query to go on with. */
function filteredRuns(db: Database, tenantId: string, filter: RunFilter) {
  const { externalId, search, status, createdAfter, createdBefore, project, tags, metadata } = filter;
  const { shouldListen, reviewed } = filter;
  return db
    .selectFrom('runs')
    .leftJoin('projects', 'projects.id', 'runs.project_id')
    .where('runs.client_id', '=', tenantId)
    .$if(externalId !== undefined, (runs) => runs.where('external_id', '=', externalId as string))
    .$if(search !== undefined && search.trim() !== '', (runs) => runs.where(matches(search as string)))
    .$if(shouldListen !== undefined, (runs) =>
      runs.where(sql<boolean>`(runs.summary -> 'evidence' ->> 'shouldListen')::boolean = ${shouldListen}`),
    )
    .$if(reviewed === true, (runs) => runs.where('runs.review', 'is not', null))
    .$if(reviewed === false, (runs) =>
      runs.where('runs.review', 'is', null).where('runs.status', 'in', ['success', 'partial']),
    )
    .$if(status !== undefined, (runs) => runs.where('status', '=', status as RunStatus))
    .$if(createdAfter !== undefined, (runs) => runs.where('submitted_at', '>=', createdAfter as Date))
    .$if(createdBefore !== undefined, (runs) => runs.where('submitted_at', '<', createdBefore as Date))
    .$if(project !== undefined, (runs) => runs.where('projects.name', '=', project as string))
    .where(({ and }) => and([...tags.map(hasTag), ...Object.entries(metadata).map(hasMetadata)]));
}

/** What a row is made of: results are many times larger, and nobody lists them. */
const ROW_COLUMNS = [
  'runs.id',
  'runs.seq',
  'runs.external_id',
  'runs.status',
  'runs.submitted_at',
  'runs.finished_at',
  'runs.language',
  'runs.duration_ms',
  'runs.summary',
  'runs.metadata',
  'runs.tags',
  'runs.review',
  'runs.revision',
  'runs.scored_speaker_name',
] as const;

/** A filtered query, sorted and cut to the rows after a position. */
function sortedRuns(runs: ReturnType<typeof filteredRuns>, { sort, order, after }: RunPage) {
  const rows = runs.select(ROW_COLUMNS).select('projects.name as project');
  const direction = sql.raw(order);
  if (sort === 'createdAt') {
    return rows
      .select(sql<string | null>`null`.as('sort_value'))
      .$if(after !== null, (page) => page.where('seq', order === 'asc' ? '>' : '<', after?.seq as string))
      .orderBy('seq', order);
  }
  const column = SORT_COLUMNS[sort];
  return rows
    .select(sql<string | null>`cast(${column.value} as text)`.as('sort_value'))
    .$if(after !== null, (page) => page.where(isAfter(column, order, after as RunPosition)))
    .orderBy(sql`${column.value} ${direction} nulls last`)
    .orderBy('seq', 'desc');
}

/** A row out of the database. */
type ListedRow = Awaited<ReturnType<ReturnType<typeof sortedRuns>['execute']>>[number];

/** A row as the list shows it. */
function describeRun({ texts }: Store, row: ListedRow): RunRow {
  const { summary } = row;
  const scored = summary !== null && summary.error === null ? summary : null;
  const review = row.review === null ? null : (JSON.parse(texts.decrypt(row.id, row.review)) as Review);
  return {
    id: row.id,
    externalId: row.external_id,
    status: row.status,
    serviceType: 'speech',
    timestamp: row.submitted_at.toISOString(),
    completedAt: row.finished_at?.toISOString() ?? null,
    language: row.language,
    durationMs: row.duration_ms,
    speakerName: row.scored_speaker_name,
    project: row.project,
    scores: scored && { overall: scored.overall, cefrLevel: scored.cefrLevel },
    headline: scored && headlineOf(scoresOf(scored), review, row.revision),
    intervals: scored?.evidence?.intervals ?? null,
    warnings: [...(scored?.evidence?.warnings ?? [])],
    shouldListen: scored?.evidence?.shouldListen ?? null,
    review: withoutNote(review),
    credits: summary ? { deducted: summary.deducted } : null,
    metadata: row.metadata,
    tags: row.tags,
    error: summary?.error ?? null,
  };
}

/** A note can be long, and a list shows none. */
function withoutNote(review: Review | null): RunRow['review'] {
  if (review === null) return null;
  const { note: _note, ...rest } = review;
  return rest;
}

/** The scores in a summary; an older one has no levels of its own, and its rounded scores give them. */
function scoresOf({ vocabulary, fluency, accent, overall, cefrLevel, evidence }: RunSummary): Scores {
  const forms = (score: number | null, level: CefrLevel | null | undefined) => ({
    level: score === null ? null : (level ?? cefrOf(score)),
    percent: score === null ? null : percentOf(score),
  });
  const [v, f, a] = [
    forms(vocabulary, evidence?.levels.vocabulary),
    forms(fluency, evidence?.levels.fluency),
    forms(accent, evidence?.levels.accent),
  ];
  return {
    vocabulary,
    vocabularyCefr: v.level,
    vocabularyPercent: v.percent,
    fluency,
    fluencyCefr: f.level,
    fluencyPercent: f.percent,
    accent,
    accentCefr: a.level,
    accentPercent: a.percent,
    overall,
    cefrLevel,
    overallPercent: forms(overall, cefrLevel).percent,
  };
}

/** A page of the runs of a client that a filter lets through, with the position that the next page starts after. */
export async function listRuns(
  store: Store,
  tenantId: string,
  filter: RunFilter,
  page: RunPage,
): Promise<Omit<RunList, 'nextCursor'> & { readonly next: RunPosition | null }> {
  const { limit } = page;
  const rows = await sortedRuns(filteredRuns(store.db, tenantId, filter), page)
    .limit(limit + 1)
    .execute();
  const runs = rows.slice(0, limit).map((row) => describeRun(store, row));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { runs, next: last ? { value: last.sort_value, seq: last.seq } : null };
}
