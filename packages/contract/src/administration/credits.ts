import { z } from 'zod';
import { transactionSchema } from '../credits.ts';

export const transactionListSchema = z
  .object({
    transactions: z.array(transactionSchema),
    nextCursor: z
      .string()
      .nullable()
      .describe('Give it as cursor to get the next page; null on the last one'),
  })
  .describe('The whole ledger of a client, newest first');

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
    held: z.int().min(0).describe('The sum of all'),
  })
  .describe('What is reserved for runs that are not finished');

/** A page of the ledger. */
export type TransactionList = z.infer<typeof transactionListSchema>;
/** What is reserved. */
export type HoldList = z.infer<typeof holdListSchema>;
