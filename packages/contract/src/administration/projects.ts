import { z } from 'zod';
import { requiredLevelsSchema } from '../requirement.ts';
import { isStorable } from '../text.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isStorable, 'must not contain NUL or unpaired surrogate characters')
  .describe('1 to 200 characters, unique among the client’s projects');

const requiresConsent = z.boolean().describe('Whether submissions must state the candidate’s consent');

const accentWeight = z
  .number()
  .min(0)
  .max(1)
  .describe('Weight of accent in the overall score relative to the other two, 0 to 1');

export const projectSchema = z
  .object({
    id: z.string(),
    name,
    requiresConsent,
    accentWeight,
    requiredLevels: requiredLevelsSchema,
    createdAt: z.iso.datetime(),
  })
  .describe('A project, which groups the runs that its API keys or users submit to it');

export const projectListSchema = z
  .object({ projects: z.array(projectSchema) })
  .describe('The projects of a client by name');

export const newProjectSchema = z
  .strictObject({
    name,
    requiresConsent: requiresConsent.default(false),
    accentWeight: accentWeight.default(1),
    requiredLevels: requiredLevelsSchema.default({}),
  })
  .describe('A project to create');

export const projectChangesSchema = z
  .strictObject({ name, requiresConsent, accentWeight, requiredLevels: requiredLevelsSchema })
  .partial()
  .describe(
    'The fields to change; others stay as they are. A new accent weight applies to runs scored from now on',
  );

/** A project of a client. */
export type Project = z.infer<typeof projectSchema>;
/** All projects of a client. */
export type ProjectList = z.infer<typeof projectListSchema>;
/** A project to create. */
export type NewProject = z.input<typeof newProjectSchema>;
/** Changes to a project. */
export type ProjectChanges = z.infer<typeof projectChangesSchema>;
