import type { Catalogue } from '../en/index.ts';

/** French: pour ceux qui programment. */
export const developers: Catalogue['developers'] = {
  title: 'Développeurs',
  hint: 'Ce que cette console fait des enregistrements, votre programme peut le faire : la même API, avec une clé.',
  start: 'Première requête',
  startHint: 'Mettez une clé dans VIVAVOCE_KEY, un enregistrement à côté, et envoyez.',
  recent: 'Ce que la console vient de demander',
  recentHint:
    'Les dernières requêtes de cette fenêtre, la plus récente d’abord. Elles restent en mémoire seulement, jusqu’au rechargement de la page.',
  none: 'Rien n’a encore été demandé : utilisez la console, puis revenez.',
  noSdk: 'Le SDK n’a pas de méthode propre pour cela : demandez par HTTP.',
  noKey: 'Cela appartient à une personne connectée : une clé ne peut pas le demander.',
  choose: 'Montrer {{request}}',
  answered: 'réponse {{status}} après {{ms}} ms',
  unanswered: 'pas de réponse',
  keys: 'Clés d’API',
  keysHint_one: '{{count}} clé en service',
  keysHint_other: '{{count}} clés en service',
  webhooks: 'Webhooks',
  deliveries: 'Derniers messages de webhook',
  noDeliveries:
    'Aucun message n’a encore été envoyé. Ajoutez une adresse sous Webhooks, puis analysez quelque chose.',
  allDeliveries: 'Tous les messages, avec renvoi',
  reference: 'Référence de l’API',
  referenceHint: 'Pour les personnes',
  openApi: 'OpenAPI',
  openApiHint: 'Pour les programmes',
};
