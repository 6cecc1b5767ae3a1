import { DatabaseError } from 'pg';
import { z } from 'zod';
import { grantCredits } from '../credits/ledger.ts';
import type { Store } from '../store/store.ts';

/** A tenant: whoever owns keys, runs and credits. */
export interface Client {
  readonly id: string;
  readonly name: string;
  /** Whether recordings in other languages than English may be submitted. */
  readonly multilingual: boolean;
  /** Credits after its making. */
  readonly credits: number;
}

/** What a new client starts with. */
export interface NewClientOptions {
  /** Whole credits, 0 or more; a credit is a started minute of audio. */
  readonly credits?: number;
  readonly multilingual?: boolean;
}

/** A client or key cannot be made as asked; the message says why. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
}

/** What an operator can change about a client; what is absent stays as it is. */
export interface ClientChanges {
  /** An inactive client's keys are refused; its runs go on. */
  readonly active?: boolean;
  /** Whether the client may use speech analysis at all. */
  readonly speech?: boolean;
  readonly multilingual?: boolean;
  /** How many days after its run ended a recording is kept; null for ever. 30 for a new client. */
  readonly audioDays?: number | null;
  /** How many days after its end a run with its result is kept; null for ever, as for a new client. */
  readonly resultDays?: number | null;
  /** Runs that are processing at once; null for the server's own limit. */
  readonly maxActiveRuns?: number | null;
}

const UNIQUE_VIOLATION = '23505';

/**
 * Makes a client.
 * @throws ClientError if the name is taken or empty, or the credits are not a whole number of 0 or more.
 */
export async function createClient(
  store: Store,
  name: string,
  options: NewClientOptions = {},
): Promise<Client> {
  const { credits = 0, multilingual = false } = options;
  if (name.trim() === '' || name.length > 200)
    throw new ClientError('A client’s name has 1 to 200 characters');
  if (!Number.isInteger(credits) || credits < 0 || credits > 1e9) {
    throw new ClientError(`Credits are a whole number from 0 to 1,000,000,000, got ${credits}`);
  }
  try {
    return await store.db.transaction().execute(async (trx) => {
      const values = { name: name.trim(), multilingual };
      const row = await trx.insertInto('clients').values(values).returningAll().executeTakeFirstOrThrow();
      if (credits > 0) await grantCredits(trx, row.id, credits);
      return { id: row.id, name: row.name, multilingual: row.multilingual, credits };
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) {
      throw new ClientError(`There is a client named ${name.trim()} already`);
    }
    throw error;
  }
}

const count = (min: number) => z.int().min(min).max(100_000).nullable().optional();

const changesSchema = z.object({
  active: z.boolean().optional(),
  speech: z.boolean().optional(),
  multilingual: z.boolean().optional(),
  audioDays: count(0),
  resultDays: count(0),
  maxActiveRuns: count(1),
});

/**
 * Changes a client.
 * @throws ClientError if there is no client of that name, or a value makes no sense.
 */
export async function changeClient(store: Store, name: string, changes: ClientChanges): Promise<void> {
  const parsed = changesSchema.safeParse(changes);
  if (!parsed.success)
    throw new ClientError(`A client cannot be like that. ${z.prettifyError(parsed.error)}`);
  const { active, speech, multilingual, audioDays, resultDays, maxActiveRuns } = parsed.data;
  const { numUpdatedRows } = await store.db
    .updateTable('clients')
    .set({
      active,
      speech,
      multilingual,
      audio_days: audioDays,
      result_days: resultDays,
      max_active_runs: maxActiveRuns,
      name: name.trim(),
    })
    .where('name', '=', name.trim())
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ClientError(`There is no client named ${name}`);
}
