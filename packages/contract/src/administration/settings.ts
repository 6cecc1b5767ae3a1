import { z } from 'zod';

const days = (min: number, meaning: string) =>
  z.int().min(min).max(36_500).nullable().describe(`${meaning}; null: for ever`);

const audioDays = days(0, 'How many days after its run ended a recording is kept');
const resultDays = days(0, 'How many days after its end a run is kept with its result');
const auditDays = days(30, 'How many days entries of the audit log are kept that are written from now on');
const requiresConsent = z
  .boolean()
  .describe('Whether every recording needs consent, whatever its project says');

export const settingsSchema = z
  .object({
    name: z.string().describe('Of the client'),
    speech: z.boolean().describe('Whether it may use speech analysis; the operator decides'),
    multilingual: z.boolean().describe('Whether it may submit other languages; the operator decides'),
    maxActiveRuns: z.int().min(1).describe('Runs that are processed at once; the operator decides'),
    audioDays,
    resultDays,
    auditDays,
    requiresConsent,
  })
  .describe('The settings of a client');

export const settingsChangesSchema = z
  .strictObject({ audioDays, resultDays, auditDays, requiresConsent })
  .partial()
  .describe('What is to be changed; the rest stays');

/** The settings of a client. */
export type Settings = z.infer<typeof settingsSchema>;
/** What a client's own administrators can change of its settings. */
export type SettingsChanges = z.infer<typeof settingsChangesSchema>;
