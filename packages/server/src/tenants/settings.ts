import { type Settings, type SettingsChanges, settingsChangesSchema } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { storedCalibration } from './calibration.ts';
import { parseInput } from './tenants.ts';

/** The settings of a client. */
export async function readSettings(db: Database, tenantId: string, maxActiveRuns: number): Promise<Settings> {
  const row = await db.selectFrom('clients').selectAll().where('id', '=', tenantId).executeTakeFirstOrThrow();
  return {
    name: row.name,
    speech: row.speech,
    multilingual: row.multilingual,
    maxActiveRuns: row.max_active_runs ?? maxActiveRuns,
    audioDays: row.audio_days,
    resultDays: row.result_days,
    auditDays: row.audit_days,
    requestDays: row.request_days,
    requiresConsent: row.requires_consent,
    calibration: storedCalibration(row),
  };
}

/**
 * Changes what a client's own administrators may change of it; what is absent stays as it is.
 * @throws ServiceError if a value makes no sense.
 */
export async function changeSettings(
  store: Store,
  by: ActorContext,
  changes: SettingsChanges,
  maxActiveRuns: number,
): Promise<Settings> {
  const values = parseInput(settingsChangesSchema, changes);
  return store.db.transaction().execute(async (trx) => {
    if (Object.values(values).some((value) => value !== undefined)) {
      await trx
        .updateTable('clients')
        .set({
          audio_days: values.audioDays,
          result_days: values.resultDays,
          audit_days: values.auditDays,
          request_days: values.requestDays,
          requires_consent: values.requiresConsent,
        })
        .where('id', '=', by.tenantId)
        .execute();
      await recordAuditEntry(trx, { ...by, action: 'settings.change', details: values });
    }
    return readSettings(trx, by.tenantId, maxActiveRuns);
  });
}
