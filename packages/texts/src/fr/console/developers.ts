/** French: for programmers. */
export const developers = {
  title: 'Développeurs',
  hint: 'Ce que cette console fait des enregistrements, vos programmes peuvent le faire : par la même API, avec une clé.',
  start: 'Première requête',
  startHint:
    'Mettez une clé d’API dans VIVAVOCE_KEY, un enregistrement dans le dossier courant, et exécutez ceci.',
  recent: 'Requêtes récentes de la console',
  recentHint:
    'Les dernières requêtes de cette fenêtre, la plus récente d’abord. Elles restent en mémoire seulement, jusqu’au rechargement de la page.',
  none: 'Aucune requête pour l’instant. Utilisez la console, puis revenez.',
  noSdk: 'Le SDK n’a pas de méthode pour cela. Utilisez HTTP.',
  noKey: 'Seules les personnes connectées peuvent faire cette requête, pas les clés d’API.',
  choose: 'Montrer {{request}}',
  answered: '{{status}} en {{ms}} ms',
  unanswered: 'pas de réponse',
  keys: 'Clés d’API',
  keysHint_one: '{{count}} clé active',
  keysHint_many: '{{count}} de clés actives',
  keysHint_other: '{{count}} clés actives',
  webhooks: 'Webhooks',
  deliveries: 'Derniers envois de webhooks',
  noDeliveries:
    'Aucun message n’a encore été envoyé. Ajoutez une adresse sous Webhooks, puis analysez quelque chose.',
  allDeliveries: 'Tous les envois',
  reference: 'Référence de l’API',
  referenceHint: 'À lire',
  openApi: 'OpenAPI',
  openApiHint: 'Lisible par machine',
};
