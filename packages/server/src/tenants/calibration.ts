/** A client's calibration: which adjustment to its own raters' levels the scores of its runs get. */
import { type Calibration, calibrationSchema } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { newId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { parseInput } from './tenants.ts';

/** A calibration as it is made: id and time are the server's. */
export type NewCalibration = Omit<Calibration, 'id' | 'createdAt'>;

/** The calibration in a row of a client; null where there is none. @throws ZodError if the database holds something else. */
export function storedCalibration({ calibration }: { readonly calibration: unknown }): Calibration | null {
  return calibration === null ? null : calibrationSchema.parse(calibration);
}

/**
 * The calibration of a client; null where it has none.
 * @throws ServiceError if there is no such client.
 */
export async function readCalibration(db: Database, tenantId: string): Promise<Calibration | null> {
  const row = await db
    .selectFrom('clients')
    .select('calibration')
    .where('id', '=', tenantId)
    .executeTakeFirst();
  if (!row) throw new ServiceError('NOT_FOUND', 'There is no such client');
  return storedCalibration(row);
}

/**
 * Adjusts the scores of everything that is scored for a client from now on; takes the place of the calibration before.
 * @throws ServiceError if a curve is none, or was made from too few candidates.
 */
export async function applyCalibration(
  store: Store,
  by: ActorContext,
  made: NewCalibration,
): Promise<Calibration> {
  const calibration = parseInput(calibrationSchema, {
    ...made,
    id: newId(),
    createdAt: store.now().toISOString(),
  });
  const { ratings, raters, curves } = calibration;
  const candidates = Object.fromEntries(
    Object.entries(curves).map(([dimension, curve]) => [dimension, curve?.candidates]),
  );
  await store.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('clients')
      .set({ calibration: JSON.stringify(calibration) })
      .where('id', '=', by.tenantId)
      .execute();
    const details = { ratings, raters, ...candidates };
    await recordAuditEntry(trx, { ...by, action: 'calibration.apply', details });
  });
  return calibration;
}

/**
 * Lets scores be as the engine makes them again, from now on.
 * @returns the calibration that was removed; null if there was none, and nothing has changed then.
 */
export async function removeCalibration(store: Store, by: ActorContext): Promise<Calibration | null> {
  return store.db.transaction().execute(async (trx) => {
    const removed = await readCalibration(trx, by.tenantId);
    if (removed === null) return null;
    await trx.updateTable('clients').set({ calibration: null }).where('id', '=', by.tenantId).execute();
    await recordAuditEntry(trx, { ...by, action: 'calibration.remove' });
    return removed;
  });
}
