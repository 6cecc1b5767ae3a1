import { type CreditsResponse, grantSchema } from '@vivavoce/contract';
import { DatabaseError } from 'pg';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { readCredits, recordGrant } from '../credits/ledger.ts';
import { ServiceError } from '../service-error.ts';
import type { Store } from '../store/store.ts';
import { parseInput } from './tenants.ts';

const OUT_OF_RANGE = '22003';

/**
 * Gives a client credits.
 * @returns its credits afterwards.
 * @throws ServiceError if the number makes no sense, or the sum of all cannot be counted any more.
 */
export async function grantCredits(
  store: Store,
  by: ActorContext,
  grant: { readonly credits: number },
): Promise<CreditsResponse> {
  const { credits } = parseInput(grantSchema, grant);
  try {
    await store.db.transaction().execute(async (trx) => {
      await recordGrant(trx, by.tenantId, credits);
      await recordAuditEntry(trx, { ...by, action: 'credits.grant', details: { credits } });
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === OUT_OF_RANGE) {
      throw new ServiceError('INVALID_PARAMETERS', 'The client would have more credits than can be counted');
    }
    throw error;
  }
  return readCredits(store.db, by.tenantId);
}
