import { z } from 'zod';
import { isStorable } from '../text.ts';
import { settingsChangesSchema } from './settings.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isStorable, 'whole characters')
  .describe('1 to 200 characters that no other client is named by');
const credits = z.int().min(0).max(1e9).describe('Credits; one is a started minute of audio');
const speech = z.boolean().describe('Whether it may use speech analysis');
const multilingual = z.boolean().describe('Whether it may submit other languages than English');
const maxActiveRuns = z
  .int()
  .min(1)
  .max(100_000)
  .nullable()
  .describe('Runs that are processed at once; null: the server’s limit');

export const clientSchema = z
  .object({
    id: z.string(),
    name,
    active: z.boolean().describe('Keys and users of an inactive client are refused; its runs go on'),
    speech,
    multilingual,
    maxActiveRuns,
    audioDays: z.int().nullable().describe('How many days recordings are kept; null: for ever'),
    resultDays: z.int().nullable().describe('How many days results are kept; null: for ever'),
    auditDays: z.int().nullable().describe('How many days the audit log is kept; null: for ever'),
    requiresConsent: z.boolean(),
    balance: z.int().min(0).describe('Credits, those that are held included'),
    held: z.int().min(0).describe('Credits reserved for runs that are not finished'),
    createdAt: z.iso.datetime(),
    warnings: z
      .array(z.string())
      .optional()
      .describe('What keeps the client from using what it was just allowed; absent when nothing does'),
  })
  .describe('A client: the owner of users, keys, runs and credits');

export const clientListSchema = z
  .object({
    clients: z.array(clientSchema),
    nextCursor: z
      .string()
      .nullable()
      .describe('Give it as cursor to get the next page; null on the last one'),
  })
  .describe('The clients of the installation by name');

export const newClientSchema = z
  .strictObject({
    name,
    credits: credits.default(0),
    speech: speech.default(true),
    multilingual: multilingual.default(false),
  })
  .describe('A client to make');

export const clientChangesSchema = z
  .strictObject({ name, active: z.boolean(), speech, multilingual, maxActiveRuns })
  .partial()
  .extend(settingsChangesSchema.shape)
  .describe('What is to be changed of a client; the rest stays');

export const grantSchema = z
  .strictObject({ credits: credits.min(1).describe('Credits to add') })
  .describe('A grant of credits');

/** A client. */
export type ClientDescription = z.infer<typeof clientSchema>;
/** A page of clients. */
export type ClientList = z.infer<typeof clientListSchema>;
/** A client to make. */
export type NewClient = z.input<typeof newClientSchema>;
/** What an operator can change of a client. */
export type ClientChanges = z.infer<typeof clientChangesSchema>;
