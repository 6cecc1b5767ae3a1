import { z } from 'zod';
import { isStorable } from '../text.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isStorable, 'whole characters')
  .describe('1 to 200 characters that no other project of the client is named by');

const requiresConsent = z
  .boolean()
  .describe('Whether only recordings of people are taken who have agreed to a notice');

const accentWeight = z
  .number()
  .min(0)
  .max(1)
  .describe('How much accent counts against the other two in the overall score, 0 to 1');

export const projectSchema = z
  .object({ id: z.string(), name, requiresConsent, accentWeight, createdAt: z.iso.datetime() })
  .describe('A project: what its keys submit belongs to it, and what users submit to it');

export const projectListSchema = z
  .object({ projects: z.array(projectSchema) })
  .describe('The projects of a client by name');

export const newProjectSchema = z
  .strictObject({
    name,
    requiresConsent: requiresConsent.default(false),
    accentWeight: accentWeight.default(1),
  })
  .describe('A project to make');

export const projectChangesSchema = z
  .strictObject({ name, requiresConsent, accentWeight })
  .partial()
  .describe(
    'What is to be changed of a project; the rest stays. A weight holds for runs that are judged from now on',
  );

/** A project of a client. */
export type Project = z.infer<typeof projectSchema>;
/** All projects of a client. */
export type ProjectList = z.infer<typeof projectListSchema>;
/** A project to make. */
export type NewProject = z.input<typeof newProjectSchema>;
/** What is to be changed of a project. */
export type ProjectChanges = z.infer<typeof projectChangesSchema>;
