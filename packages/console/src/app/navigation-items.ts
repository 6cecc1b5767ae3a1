import {
  IconAdjustments,
  IconCode,
  IconCoins,
  IconFolders,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconList,
  IconMessageQuestion,
  IconMicrophone,
  IconScale,
  IconUserShield,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import type { Action } from '@vivavoce/contract';
import type { ComponentType } from 'react';

/** An item of the navigation. */
export interface NavigationItem {
  readonly to: string;
  readonly label:
    | 'shell.dashboard'
    | 'shell.playground'
    | 'shell.runs'
    | 'requests.title'
    | 'rights.title'
    | 'rights.fairness.title'
    | 'developers.title'
    | 'shell.keys'
    | 'shell.projects'
    | 'shell.users'
    | 'shell.creditsPage'
    | 'shell.webhooks'
    | 'shell.retention'
    | 'shell.audit';
  readonly icon: ComponentType<{ size: number; stroke: number; 'aria-hidden': true }>;
  /** The permission that the page needs. */
  readonly requiredPermission?: Action;
}

/** Pages for working with recordings. */
export const MAIN_NAVIGATION: readonly NavigationItem[] = [
  { to: '/', label: 'shell.dashboard', icon: IconLayoutDashboard, requiredPermission: 'runs.read' },
  { to: '/playground', label: 'shell.playground', icon: IconMicrophone, requiredPermission: 'runs.submit' },
  { to: '/runs', label: 'shell.runs', icon: IconList, requiredPermission: 'runs.read' },
  {
    to: '/requests',
    label: 'requests.title',
    icon: IconMessageQuestion,
    requiredPermission: 'requests.manage',
  },
  { to: '/rights', label: 'rights.title', icon: IconUserShield, requiredPermission: 'runs.export' },
  { to: '/fairness', label: 'rights.fairness.title', icon: IconScale, requiredPermission: 'runs.read' },
  { to: '/developers', label: 'developers.title', icon: IconCode, requiredPermission: 'runs.submit' },
];

/** Pages for administering an organisation. */
export const ADMINISTRATION_NAVIGATION: readonly NavigationItem[] = [
  { to: '/administration/keys', label: 'shell.keys', icon: IconKey, requiredPermission: 'keys.manage' },
  {
    to: '/administration/projects',
    label: 'shell.projects',
    icon: IconFolders,
    requiredPermission: 'projects.manage',
  },
  { to: '/administration/users', label: 'shell.users', icon: IconUsers, requiredPermission: 'users.manage' },
  {
    to: '/administration/credits',
    label: 'shell.creditsPage',
    icon: IconCoins,
    requiredPermission: 'credits.read',
  },
  {
    to: '/administration/webhooks',
    label: 'shell.webhooks',
    icon: IconWebhook,
    requiredPermission: 'webhooks.manage',
  },
  {
    to: '/administration/settings',
    label: 'shell.retention',
    icon: IconAdjustments,
    requiredPermission: 'settings.manage',
  },
  { to: '/administration/audit', label: 'shell.audit', icon: IconHistory, requiredPermission: 'audit.read' },
];

/** The items whose pages somebody with these permissions may see. */
export const permittedItems = (
  items: readonly NavigationItem[],
  permissions: readonly Action[],
): readonly NavigationItem[] =>
  items.filter(
    ({ requiredPermission }) => requiredPermission === undefined || permissions.includes(requiredPermission),
  );

/** The permission that the page at a path needs, as its item in the navigation says; undefined for what everybody may see. */
export function requiredPermissionOf(pathname: string): Action | undefined {
  return [...MAIN_NAVIGATION, ...ADMINISTRATION_NAVIGATION].find(({ to }) => isPathWithin(pathname, to))
    ?.requiredPermission;
}

/** Whether a path is that of an item or below it; everything is below the start, which therefore stands for itself alone. */
export const isPathWithin = (pathname: string, to: string): boolean =>
  pathname === to || (to !== '/' && pathname.startsWith(`${to}/`));
