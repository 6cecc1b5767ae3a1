import {
  IconAdjustments,
  IconCode,
  IconCoins,
  IconFolders,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconList,
  IconMicrophone,
  IconScale,
  IconUserShield,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import type { Action } from '@vivavoce/contract';
import type { ComponentType } from 'react';

/** A page that the navigation leads to. */
export interface Destination {
  readonly to: string;
  readonly label:
    | 'shell.dashboard'
    | 'shell.playground'
    | 'shell.runs'
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
  /** What a role must permit for the page to make sense. */
  readonly needs?: Action;
}

/** Where people work with recordings. */
export const WORK: readonly Destination[] = [
  { to: '/', label: 'shell.dashboard', icon: IconLayoutDashboard, needs: 'runs.read' },
  { to: '/playground', label: 'shell.playground', icon: IconMicrophone, needs: 'runs.submit' },
  { to: '/runs', label: 'shell.runs', icon: IconList, needs: 'runs.read' },
  { to: '/rights', label: 'rights.title', icon: IconUserShield, needs: 'runs.read' },
  { to: '/fairness', label: 'rights.fairness.title', icon: IconScale, needs: 'runs.read' },
  { to: '/developers', label: 'developers.title', icon: IconCode, needs: 'runs.submit' },
];

/** Where an organisation is administered. */
export const ADMINISTRATION: readonly Destination[] = [
  { to: '/administration/keys', label: 'shell.keys', icon: IconKey, needs: 'keys.manage' },
  { to: '/administration/projects', label: 'shell.projects', icon: IconFolders, needs: 'projects.manage' },
  { to: '/administration/users', label: 'shell.users', icon: IconUsers, needs: 'users.manage' },
  { to: '/administration/credits', label: 'shell.creditsPage', icon: IconCoins, needs: 'credits.read' },
  { to: '/administration/webhooks', label: 'shell.webhooks', icon: IconWebhook, needs: 'webhooks.manage' },
  {
    to: '/administration/settings',
    label: 'shell.retention',
    icon: IconAdjustments,
    needs: 'settings.manage',
  },
  { to: '/administration/audit', label: 'shell.audit', icon: IconHistory, needs: 'audit.read' },
];
