import { createHash } from 'node:crypto';
import type { SubmitFields } from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import { ServiceError } from '../service-error.ts';
import type { Database, Tables } from '../store/database.ts';
import type { AdmittedRun } from './run.ts';

/** The name that a client gave a submit, so that repeating it makes no second run. */
export interface Idempotency {
  readonly key: string;
  /** SHA-256 of what is submitted. */
  readonly fingerprint: Buffer;
  /** The same with the address of the recording in place of its bytes; null for a file. */
  readonly linkFingerprint: Buffer | null;
}

/** The key was used for something else within a day. */
export class IdempotencyKeyReusedError extends ServiceError {
  override readonly name = 'IdempotencyKeyReusedError';

  constructor() {
    super(
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key was used within 24 hours for a different submission: use a new key',
    );
  }
}

const KEY_LIFETIME = sql`interval '24 hours'`;

/**
 * What makes two submits the same: the values of all fields, and the bytes of the recording, wherever they came from.
 * @param sha256s of the recording's parts in order, or of their addresses.
 */
export function fingerprintOf(fields: SubmitFields, sha256s: readonly Buffer[]): Buffer {
  const metadata = Object.entries(fields.metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const { language, externalId, tags, expectedSpeakers, consent, accommodation, webhookUrl } = fields;
  const { projectId, reportLanguage } = fields;
  const parts: unknown[] = [language, externalId, metadata, tags, expectedSpeakers, consent];
  parts.push(accommodation, webhookUrl);
  // Only where there is one, so that submits from before there were any are still known.
  if (projectId !== null) parts.push(projectId);
  if (reportLanguage !== 'en') parts.push({ reportLanguage });
  const text = JSON.stringify(parts);
  const hash = createHash('sha256').update(text);
  for (const sha256 of sha256s) hash.update(sha256);
  return hash.digest();
}

/** The row of a key that was used within a day. */
const knownKey = (db: Database, tenantId: string, key: string) =>
  db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('client_id', '=', tenantId)
    .where('key', '=', key)
    .where(sql<boolean>`created_at > now() - ${KEY_LIFETIME}`)
    .executeTakeFirst();

/** The run of a row, as it was admitted. */
async function replayOf(
  db: Database,
  { run_id, queue_position, active_requests }: Selectable<Tables['idempotency_keys']>,
): Promise<AdmittedRun> {
  const run = await db.selectFrom('runs').selectAll().where('id', '=', run_id).executeTakeFirstOrThrow();
  return { run, queuePosition: queue_position, activeRequests: active_requests, isReplay: true };
}

/** What is known about a submit by link before the recording is fetched. */
interface KnownLink {
  /** Whether the key was used within a day. */
  readonly isKeyKnown: boolean;
  /** The run, if it was used for the same link. Another link may still lead to the same recording: links are signed anew. */
  readonly replay: AdmittedRun | null;
}

/** Looks for a submit of the same link under the same key. */
export async function findLinkReplay(
  db: Database,
  tenantId: string,
  { key, linkFingerprint }: Pick<Idempotency, 'key'> & { readonly linkFingerprint: Buffer },
): Promise<KnownLink> {
  const known = await knownKey(db, tenantId, key);
  const isSame = known?.link_fingerprint?.equals(linkFingerprint) ?? false;
  return { isKeyKnown: known !== undefined, replay: known && isSame ? await replayOf(db, known) : null };
}

/**
 * The run that a key was used for within a day; null if there is none. One that is being admitted at the same moment is found
 * where the client's account is locked.
 * @throws IdempotencyKeyReusedError if the key was used for something else.
 */
export async function findReplay(
  trx: Database,
  tenantId: string,
  { key, fingerprint }: Idempotency,
): Promise<AdmittedRun | null> {
  const known = await knownKey(trx, tenantId, key);
  if (!known) return null;
  if (!known.fingerprint.equals(fingerprint)) {
    throw new IdempotencyKeyReusedError();
  }
  return replayOf(trx, known);
}

/** Remembers what a key was used for, in the transaction that admits the run. */
export async function rememberAdmission(
  trx: Database,
  { key, fingerprint, linkFingerprint }: Idempotency,
  { run, queuePosition, activeRequests }: AdmittedRun,
): Promise<void> {
  const answer = {
    fingerprint,
    link_fingerprint: linkFingerprint,
    run_id: run.id,
    queue_position: queuePosition,
    active_requests: activeRequests,
    created_at: sql<Date>`now()`,
  };
  await trx
    .insertInto('idempotency_keys')
    .values({ client_id: run.client_id, key, ...answer })
    .onConflict((old) => old.columns(['client_id', 'key']).doUpdateSet(answer))
    .execute();
}

/** Forgets keys that are older than a day. */
export async function deleteExpiredIdempotencyKeys(db: Database): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where(sql<boolean>`created_at <= now() - ${KEY_LIFETIME}`)
    .execute();
}
