import type { Catalogue } from '../en/index.ts';

/** German: das eigene Konto. */
export const account: Catalogue['account'] = {
  title: 'Ihr Konto',
  hint: 'Ihr Passwort und die Browser, in denen Sie angemeldet sind.',
  password: 'Passwort',
  noPassword:
    'Sie haben noch kein Passwort. Sie haben sich mit einem Link oder über den Identitätsanbieter Ihrer Organisation angemeldet.',
  current: 'Aktuelles Passwort',
  next: 'Neues Passwort',
  change: 'Passwort ändern',
  set: 'Passwort festlegen',
  changed: 'Passwort geändert. Andere Browser wurden abgemeldet.',
  effect: 'Sie werden überall sonst abgemeldet.',
  sessions: 'Aktive Sitzungen',
  browser: 'Browser',
  began: 'Angemeldet',
  seen: 'Zuletzt gesehen',
  address: 'Adresse',
  here: 'dieser Browser',
  unknown: 'unbekannter Browser',
  on: '{{browser}} auf {{system}}',
  end: 'Abmelden',
  endNamed: 'Abmelden: {{name}}, angemeldet {{when}}',
  endAll: 'Überall abmelden',
  endAllHint: 'Sie werden in jedem Browser abgemeldet, auch in diesem.',
  origins: {
    password: 'mit Passwort',
    link: 'mit Link',
    invitation: 'durch Einladung',
    setup: 'bei der Einrichtung',
    oidc: 'über den Identitätsanbieter',
  },
};
