import { z } from 'zod';

export const erasedResponseSchema = z
  .object({ erased: z.int().min(0).describe('How many runs there were') })
  .describe('Every run of one candidate is erased');

/** The answer to erasing every run of a candidate. */
export type ErasedResponse = z.infer<typeof erasedResponseSchema>;
