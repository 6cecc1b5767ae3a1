import { z } from 'zod';
import { transactionSchema } from '../credits.ts';

export const transactionListSchema = z
  .object({
    transactions: z.array(transactionSchema),
    nextCursor: z.string().nullable().describe('The cursor of the next page; null on the last page'),
  })
  .describe('All credit transactions of a client, newest first');

export const holdListSchema = z
  .object({
    holds: z
      .array(
        z.object({
          runId: z.string(),
          amount: z.int().min(1).describe('Credits'),
          createdAt: z.iso.datetime(),
        }),
      )
      .describe('Oldest first, at most 1000'),
    held: z.int().min(0).describe('Total of the holds, credits'),
  })
  .describe('Credits held for unfinished runs');

/** A page of credit transactions. */
export type TransactionList = z.infer<typeof transactionListSchema>;
/** Credits held for unfinished runs. */
export type HoldList = z.infer<typeof holdListSchema>;
