import { z } from 'zod';
import { calibrationSchema } from '../calibration.ts';

const days = (min: number, meaning: string) =>
  z.int().min(min).max(36_500).nullable().describe(`${meaning}; null: forever`);

const audioDays = days(0, 'How many days a recording is kept after its run ends');
const resultDays = days(0, 'How many days a run and its result are kept after it ends');
/** Six months: the shortest time that the EU AI Act (2024, Art. 19 and 26) lets logs of high-risk systems be kept. */
export const MIN_AUDIT_DAYS = 183;
const AUDIT_DAYS_MEANING = 'How many days new entries of the audit log are kept';
/** Shorter times were allowed once and stay until they are changed. */
const auditDays = days(30, AUDIT_DAYS_MEANING);
const newAuditDays = days(MIN_AUDIT_DAYS, AUDIT_DAYS_MEANING);
const requestDays = z
  .int()
  .min(1)
  .max(90)
  .describe('Within how many days requests of candidates are answered; applies to new requests');
const requiresSso = z
  .boolean()
  .describe(
    'Whether users sign in by the identity provider alone; switched on from a session that the provider opened, or by the operator. API keys are not concerned',
  );
const requiresSecondFactor = z
  .boolean()
  .describe(
    'Whether users need a second factor: those without one can do nothing but set one up. Sign-ins by the identity provider and API keys are not concerned',
  );
const requiresConsent = z
  .boolean()
  .describe('Whether every submission must state the candidate’s consent, whatever its project requires');

export const settingsSchema = z
  .object({
    name: z.string().describe('Name of the client'),
    speech: z.boolean().describe('Whether it may use speech analysis; set by the operator'),
    multilingual: z
      .boolean()
      .describe('Whether it may submit languages other than English; set by the operator'),
    maxActiveRuns: z.int().min(1).describe('Runs processed at once; set by the operator'),
    audioDays,
    resultDays,
    auditDays,
    requestDays,
    requiresSso,
    requiresSecondFactor,
    requiresConsent,
    // An example of a client has none, so null comes first.
    calibration: z
      .null()
      .or(calibrationSchema)
      .describe('Adjusts scores to the client’s own ratings; null without one; set by the operator'),
  })
  .describe('The settings of a client');

export const settingsChangesSchema = z
  .strictObject({
    audioDays,
    resultDays,
    auditDays: newAuditDays,
    requestDays,
    requiresSso,
    requiresSecondFactor,
    requiresConsent,
  })
  .partial()
  .describe('The fields to change; others stay as they are');

/** The settings of a client. */
export type Settings = z.infer<typeof settingsSchema>;
/** Changes that a tenant's own administrators can make. */
export type SettingsChanges = z.infer<typeof settingsChangesSchema>;
