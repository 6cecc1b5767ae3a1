import type { Actor, RevisionRow } from '@vivavoce/contract';
import type { ColumnType, GeneratedAlways } from 'kysely';

interface RunResultsTable {
  run_id: string;
  client_id: string;
  revision: number;
  /** What the history shows of it. */
  about: ColumnType<Omit<RevisionRow, 'isCurrent'>, string, never>;
  /** Encrypted, as the one of the run. */
  body: string;
  replaced_at: ColumnType<Date, never, never>;
}

interface RunReviewsTable {
  id: GeneratedAlways<string>;
  run_id: string;
  client_id: string;
  /** Encrypted: a note is about a person. */
  review: string;
  created_at: ColumnType<Date, never, never>;
}

interface RunCommentsTable {
  id: string;
  run_id: string;
  client_id: string;
  author: ColumnType<Actor, string, never>;
  /** Null for the recording as a whole. */
  at_ms: number | null;
  /** Encrypted. */
  text: string;
  created_at: Date;
}

/** What people did with results: earlier ones, reviews, and comments. They go with their run. */
export interface RevisionTables {
  run_results: RunResultsTable;
  run_reviews: RunReviewsTable;
  run_comments: RunCommentsTable;
}
