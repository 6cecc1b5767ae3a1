import { z } from 'zod';

/** Roles of users, most permissions first. */
export const ROLES = ['owner', 'admin', 'recruiter', 'viewer'] as const;

/** Permissions of roles and API keys. */
export const ACTIONS = [
  'runs.read',
  'runs.submit',
  'runs.review',
  'runs.share',
  'runs.export',
  'runs.erase',
  'requests.manage',
  'credits.read',
  'keys.manage',
  'users.manage',
  'webhooks.manage',
  'projects.manage',
  'settings.manage',
  'audit.read',
] as const;

export const roleSchema = z.enum(ROLES).describe('owner, admin, recruiter or viewer');
export const actionSchema = z.enum(ACTIONS).describe('A permission');

/** A role of a user. */
export type Role = z.infer<typeof roleSchema>;
/** A permission. */
export type Action = z.infer<typeof actionSchema>;
