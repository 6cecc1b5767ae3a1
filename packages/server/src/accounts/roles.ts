import { ACTIONS, type Action, type Role } from '@vivavoce/contract';
import type { Caller } from './caller.ts';

const RUN_ACTIONS = [
  'runs.read',
  'runs.submit',
  'runs.review',
  'runs.share',
  'runs.export',
  'runs.erase',
  'requests.manage',
  'credits.read',
] as const satisfies readonly Action[];

/** Who may do what: the one table that is asked everywhere. Owners differ from admins in that only they make owners. */
export const ROLE_ACTIONS: Readonly<Record<Role, readonly Action[]>> = {
  owner: ACTIONS,
  admin: ACTIONS,
  recruiter: RUN_ACTIONS,
  viewer: ['runs.read'],
};

/** What an API key may do: everything with runs, nothing with the client's administration. */
export const API_KEY_ACTIONS: readonly Action[] = RUN_ACTIONS;

/** What a caller may do. */
export function permittedActions({ role }: Pick<Caller, 'role'>): readonly Action[] {
  return role === null ? API_KEY_ACTIONS : ROLE_ACTIONS[role];
}

/** Whether a caller may do something. */
export function hasPermission(caller: Pick<Caller, 'role'>, action: Action): boolean {
  return permittedActions(caller).includes(action);
}

/** Whether a user of one role may give, take or touch another: owners are touched by owners only. */
export function canManageRole(own: Role, other: Role): boolean {
  return hasPermission({ role: own }, 'users.manage') && (own === 'owner' || other !== 'owner');
}
