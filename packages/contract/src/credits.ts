import { z } from 'zod';

/** What moves credits: a grant adds, a charge takes. */
export const TRANSACTION_TYPES = ['grant', 'charge'] as const;

export const transactionSchema = z.object({
  id: z.string(),
  type: z.enum(TRANSACTION_TYPES),
  amount: z.int().describe('Credits: added when positive, taken when negative'),
  balanceAfter: z.int().min(0).describe('Credits after it'),
  runId: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

export const creditsResponseSchema = z
  .object({
    balance: z.int().min(0).describe('The sum of all transactions'),
    held: z.int().min(0).describe('Reserved for runs that are not finished'),
    available: z.int().min(0).describe('balance - held: what a new run can cost'),
    usage: z.object({
      totalDeducted: z.int().min(0).describe('Credits of all charges'),
      runsCharged: z.int().min(0).describe('How many runs were charged'),
      last30Days: z.int().min(0).describe('Credits deducted in the last 30 days'),
    }),
    transactions: z.array(transactionSchema).describe('The latest, newest first'),
  })
  .describe('The credits of a client. A credit is a started minute of audio.');

/** The credits of a client. */
export type CreditsResponse = z.infer<typeof creditsResponseSchema>;
/** What moves credits. */
export type TransactionType = (typeof TRANSACTION_TYPES)[number];
