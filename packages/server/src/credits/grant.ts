import { type CreditsResponse, grantSchema } from '@vivavoce/contract';
import { DatabaseError } from 'pg';
import type { Acting } from '../audit/actor.ts';
import { recordAct } from '../audit/record.ts';
import { ClientError } from '../clients/client-error.ts';
import { checked } from '../clients/clients.ts';
import type { Store } from '../store/store.ts';
import { grantCredits, readCredits } from './ledger.ts';

const OUT_OF_RANGE = '22003';

/**
 * Gives a client credits.
 * @returns its credits afterwards.
 * @throws ClientError if the number makes no sense, or the sum of all cannot be counted any more.
 */
export async function giveCredits(
  store: Store,
  by: Acting,
  grant: { readonly credits: number },
): Promise<CreditsResponse> {
  const { credits } = checked(grantSchema, grant, 'A grant');
  try {
    await store.db.transaction().execute(async (trx) => {
      await grantCredits(trx, by.clientId, credits);
      await recordAct(trx, { ...by, action: 'credits.grant', details: { credits } });
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === OUT_OF_RANGE) {
      throw new ClientError('The client would have more credits than can be counted');
    }
    throw error;
  }
  return readCredits(store.db, by.clientId);
}
