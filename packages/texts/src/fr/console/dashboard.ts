/** French: the dashboard. */
export const dashboard = {
  hint: 'Activité récente.',
  period: 'Période',
  runs: 'Enregistrements',
  time: 'Temps jusqu’au résultat',
  minutes: '{{value}} min',
  most: '90 % en {{time}}',
  spent: 'Crédits utilisés',
  perDay: 'Enregistrements par jour',
  levels: 'Niveaux',
  credits: 'Crédits par jour',
  failures: 'Causes des échecs',
  highest: 'max. {{value}}',
  toDo: {
    title: 'À traiter par une personne',
    listen: 'À écouter',
    unreviewed: 'Non vérifié',
    failed: 'En échec',
    requests: 'Demandes de candidats',
    nothing: 'Rien en attente.',
    requestsHint: 'Des demandes ouvertes attendent une réponse.',
  },
} as const;
