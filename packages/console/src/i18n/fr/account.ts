import type { Catalogue } from '../en/index.ts';

/** French: son propre compte. */
export const account: Catalogue['account'] = {
  title: 'Votre compte',
  hint: 'Votre mot de passe, et les navigateurs où vous êtes connecté.',
  password: 'Mot de passe',
  noPassword:
    'Vous n’avez pas encore de mot de passe : vous êtes entré par un lien ou par le fournisseur de votre organisation.',
  current: 'Mot de passe actuel',
  next: 'Nouveau mot de passe',
  change: 'Changer le mot de passe',
  set: 'Choisir un mot de passe',
  changed: 'Mot de passe modifié. Les autres navigateurs ont été déconnectés.',
  effect: 'Vous serez déconnecté partout ailleurs.',
  sessions: 'Sessions actives',
  browser: 'Navigateur',
  began: 'Connecté',
  seen: 'Dernière activité',
  address: 'Adresse',
  here: 'ce navigateur',
  unknown: 'navigateur inconnu',
  on: '{{browser}} sur {{system}}',
  end: 'Déconnecter',
  endNamed: 'Déconnecter : {{name}}, connecté {{when}}',
  endAll: 'Se déconnecter partout',
  endAllHint: 'Vous serez déconnecté de tous les navigateurs, y compris celui-ci.',
  origins: {
    password: 'par mot de passe',
    link: 'par lien',
    invitation: 'par invitation',
    setup: 'à l’installation',
    oidc: 'avec le fournisseur d’identité',
  },
};
