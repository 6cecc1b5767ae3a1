import type { OwnRequest } from '@vivavoce/contract';
import type { Selectable } from 'kysely';
import type { Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { TextCipher } from '../store/text-cipher.ts';

/** A request of a candidate as it is stored. */
export type CandidateRequestRow = Selectable<Tables['candidate_requests']>;

const decrypted = (texts: TextCipher, id: string, text: string | null): string | null =>
  text === null ? null : texts.decrypt(id, text);

/** A request, as its candidate sees it. */
export function toOwnRequest(texts: TextCipher, row: CandidateRequestRow): OwnRequest {
  return {
    id: row.id,
    kind: row.kind,
    score: row.score,
    atMs: row.at_ms,
    message: decrypted(texts, row.id, row.message),
    requestedAt: row.requested_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    state: row.closed_at ? 'closed' : row.answered_at ? 'answered' : 'open',
    outcome: row.outcome,
    answer: decrypted(texts, row.id, row.answer),
    answeredAt: row.answered_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

/** The requests about a run, newest first. */
export async function listRequestsOfRun({ db, texts }: Store, runId: string): Promise<OwnRequest[]> {
  const rows = await db
    .selectFrom('candidate_requests')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('requested_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => toOwnRequest(texts, row));
}
