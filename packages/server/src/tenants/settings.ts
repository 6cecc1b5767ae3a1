import { type Settings, type SettingsChanges, settingsChangesSchema } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { storedCalibration } from './calibration.ts';
import { requireProviderSession, setSsoRequired } from './single-sign-on.ts';
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
    requiresSso: row.sso_required_at !== null,
    requiresSecondFactor: row.second_factor_required,
    requiresConsent: row.requires_consent,
    calibration: storedCalibration(row),
  };
}

/**
 * Changes what a client's own administrators may change of it; what is absent stays as it is.
 * @param options the session that asks, null for the operator; and the server's limit of runs at once.
 * @throws ServiceError if a value makes no sense; SSO_REQUIRED if a session that the provider did not open would require it.
 */
export async function changeSettings(
  store: Store,
  by: ActorContext,
  changes: SettingsChanges,
  { maxActiveRuns, sessionId }: { readonly maxActiveRuns: number; readonly sessionId: string | null },
): Promise<Settings> {
  const values = parseInput(settingsChangesSchema, changes);
  return store.db.transaction().execute(async (trx) => {
    if (values.requiresSso !== undefined) {
      const { requiresSso } = await readSettings(trx, by.tenantId, maxActiveRuns);
      if (values.requiresSso && !requiresSso) await requireProviderSession(trx, by, sessionId);
      await setSsoRequired(trx, by.tenantId, values.requiresSso);
    }
    if (Object.values(values).some((value) => value !== undefined)) {
      await trx
        .updateTable('clients')
        .set({
          audio_days: values.audioDays,
          result_days: values.resultDays,
          audit_days: values.auditDays,
          request_days: values.requestDays,
          requires_consent: values.requiresConsent,
          second_factor_required: values.requiresSecondFactor,
          // Always set, so that a change of nothing else is one too.
          sso_required_at: sql`sso_required_at`,
        })
        .where('id', '=', by.tenantId)
        .execute();
      await recordAuditEntry(trx, { ...by, action: 'settings.change', details: values });
    }
    return readSettings(trx, by.tenantId, maxActiveRuns);
  });
}
