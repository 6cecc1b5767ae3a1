import type { CandidateRequest, CandidateRequestState } from '@vivavoce/contract';
import { sql } from 'kysely';
import { isId } from '../ids.ts';
import { type CandidateRequestRow, toOwnRequest } from '../runs/own-requests.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { TextCipher } from '../store/text-cipher.ts';

/** How many are listed at most: more than an organisation leaves open. */
const MAX_LISTED = 500;

type ListedRow = CandidateRequestRow & {
  readonly external_id: string | null;
  readonly owner_name: string | null;
};

/** A request, as the organisation sees it. */
function toCandidateRequest(texts: TextCipher, row: ListedRow): CandidateRequest {
  const { owner_id: id, owner_name: name } = row;
  return {
    ...toOwnRequest(texts, row),
    runId: row.run_id,
    externalId: row.external_id,
    owner: id !== null && name !== null ? { id, name } : null,
  };
}

/** The requests of a tenant's candidates, with what is shown of their runs and owners. */
const candidateRequestRows = (db: Database, tenantId: string) =>
  db
    .selectFrom('candidate_requests')
    .leftJoin('runs', 'runs.id', 'candidate_requests.run_id')
    .leftJoin('users', 'users.id', 'candidate_requests.owner_id')
    .selectAll('candidate_requests')
    .select(['runs.external_id', 'users.name as owner_name'])
    .where('candidate_requests.client_id', '=', tenantId);

/** The requests of a tenant's candidates: open ones by their due date, then answered ones, then those closed last. */
export async function listCandidateRequests(
  { db, texts }: Store,
  tenantId: string,
  state?: CandidateRequestState,
): Promise<CandidateRequest[]> {
  const rows = await candidateRequestRows(db, tenantId)
    .$if(state === 'open', (all) => all.where('outcome', 'is', null))
    .$if(state === 'answered', (all) =>
      all.where('answered_at', 'is not', null).where('closed_at', 'is', null),
    )
    .$if(state === 'closed', (all) => all.where('closed_at', 'is not', null))
    .orderBy(sql`case when closed_at is not null then 2 when answered_at is not null then 1 else 0 end`)
    .orderBy(sql`case when closed_at is null then due_at end`)
    .orderBy('closed_at', 'desc')
    .orderBy('candidate_requests.id')
    .limit(MAX_LISTED)
    .execute();
  return rows.map((row) => toCandidateRequest(texts, row));
}

/** A request of a tenant's candidate; null if there is none of that id. */
export async function readCandidateRequest(
  { db, texts }: Store,
  tenantId: string,
  requestId: string,
): Promise<CandidateRequest | null> {
  const row = await candidateRequestRows(db, tenantId)
    .where('candidate_requests.id', '=', isId(requestId) ? requestId : null)
    .executeTakeFirst();
  return row ? toCandidateRequest(texts, row) : null;
}
