/** Schemas of the operator’s API for tenants, which the API calls clients. */
import { z } from 'zod';
import { isStorable } from '../text.ts';
import { settingsChangesSchema } from './settings.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isStorable, 'must not contain NUL or unpaired surrogate characters')
  .describe('1 to 200 characters, unique among clients');
const credits = z.int().min(0).max(1e9).describe('Credits; one pays for one started minute of audio');
const speech = z.boolean().describe('Whether it may use speech analysis');
const multilingual = z.boolean().describe('Whether it may submit languages other than English');
const maxActiveRuns = z
  .int()
  .min(1)
  .max(100_000)
  .nullable()
  .describe('Runs processed at once; null: the server’s limit');

const maxStoredBytes = z
  .int()
  .min(1)
  .nullable()
  .describe('Largest sum of its recordings, bytes; null: no limit');

export const clientSchema = z
  .object({
    id: z.string(),
    name,
    active: z.boolean().describe('API keys and users of an inactive client are refused; its runs continue'),
    speech,
    multilingual,
    maxActiveRuns,
    maxStoredBytes,
    storedBytes: z.int().min(0).describe('Sum of its recordings, bytes'),
    audioDays: z.int().nullable().describe('How many days recordings are kept; null: forever'),
    resultDays: z.int().nullable().describe('How many days results are kept; null: forever'),
    auditDays: z.int().nullable().describe('How many days the audit log is kept; null: forever'),
    requestDays: z.int().describe('Within how many days requests of candidates are answered'),
    requiresSso: z.boolean(),
    requiresSecondFactor: z.boolean(),
    requiresConsent: z.boolean(),
    balance: z.int().min(0).describe('Credits, including those held'),
    held: z.int().min(0).describe('Credits held for unfinished runs'),
    createdAt: z.iso.datetime(),
    warnings: z
      .array(z.string())
      .optional()
      .describe('Why the client cannot use yet what was just permitted; absent if it can'),
  })
  .describe('A client: the owner of users, API keys, runs and credits (a tenant)');

export const clientListSchema = z
  .object({
    clients: z.array(clientSchema),
    nextCursor: z.string().nullable().describe('The cursor of the next page; null on the last page'),
  })
  .describe('The clients of the installation by name');

export const newClientSchema = z
  .strictObject({
    name,
    credits: credits.default(0),
    speech: speech.default(true),
    multilingual: multilingual.default(false),
  })
  .describe('A client to create');

export const clientChangesSchema = z
  .strictObject({ name, active: z.boolean(), speech, multilingual, maxActiveRuns, maxStoredBytes })
  .partial()
  .extend(settingsChangesSchema.shape)
  .describe('The fields to change; others stay as they are');

export const grantSchema = z
  .strictObject({ credits: credits.min(1).describe('Credits to add') })
  .describe('A grant of credits');

/** A client. */
export type ClientDescription = z.infer<typeof clientSchema>;
/** A page of clients. */
export type ClientList = z.infer<typeof clientListSchema>;
/** A client to create. */
export type NewClient = z.input<typeof newClientSchema>;
/** What an operator can change of a client. */
export type ClientChanges = z.infer<typeof clientChangesSchema>;
