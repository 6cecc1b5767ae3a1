import { z } from 'zod';

/** What a user of a client can be, most rights first. */
export const ROLES = ['owner', 'admin', 'recruiter', 'viewer'] as const;

/** What can be done in a client's name, one name for every kind of act. */
export const ACTIONS = [
  'runs.read',
  'runs.submit',
  'runs.review',
  'runs.share',
  'runs.erase',
  'credits.read',
  'keys.manage',
  'users.manage',
  'webhooks.manage',
  'projects.manage',
  'settings.manage',
  'audit.read',
] as const;

export const roleSchema = z.enum(ROLES).describe('owner, admin, recruiter or viewer');
export const actionSchema = z.enum(ACTIONS).describe('A kind of act that a role may permit');

/** What a user of a client can be. */
export type Role = z.infer<typeof roleSchema>;
/** A kind of act. */
export type Action = z.infer<typeof actionSchema>;
