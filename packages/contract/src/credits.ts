import { z } from 'zod';

/** Types of transactions: a grant adds credits, a charge deducts them. */
export const TRANSACTION_TYPES = ['grant', 'charge'] as const;

export const transactionSchema = z.object({
  id: z.string(),
  type: z.enum(TRANSACTION_TYPES),
  amount: z.int().describe('Credits: added if positive, deducted if negative'),
  balanceAfter: z.int().min(0).describe('Balance after the transaction, credits'),
  runId: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

export const creditsResponseSchema = z
  .object({
    balance: z.int().min(0).describe('Credits, including those held'),
    held: z.int().min(0).describe('Credits held for unfinished runs'),
    available: z.int().min(0).describe('balance - held: credits available for new runs'),
    usage: z.object({
      totalDeducted: z.int().min(0).describe('Credits of all charges'),
      runsCharged: z.int().min(0).describe('Number of charged runs'),
      last30Days: z.int().min(0).describe('Credits deducted in the last 30 days'),
    }),
    transactions: z.array(transactionSchema).describe('The latest, newest first'),
  })
  .describe('The credits of a client. One credit pays for one started minute of audio.');

/** The credits of a client. */
export type CreditsResponse = z.infer<typeof creditsResponseSchema>;
/** Type of a transaction. */
export type TransactionType = (typeof TRANSACTION_TYPES)[number];
