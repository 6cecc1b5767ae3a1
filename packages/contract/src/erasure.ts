import { z } from 'zod';

export const erasedResponseSchema = z
  .object({ erased: z.int().min(0).describe('Number of erased runs') })
  .describe('The erasure of a candidate’s runs');

/** The erasure of a candidate's runs. */
export type ErasedResponse = z.infer<typeof erasedResponseSchema>;
