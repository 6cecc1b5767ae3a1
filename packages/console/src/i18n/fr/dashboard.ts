/** French: the dashboard. */
export const dashboard = {
  hint: 'Ce qui s’est passé récemment.',
  period: 'Période',
  runs: 'Enregistrements',
  time: 'Temps jusqu’au résultat',
  minutes: '{{value}} min',
  most: 'neuf sur dix en {{time}}',
  spent: 'Crédits utilisés',
  perDay: 'Enregistrements par jour',
  levels: 'Niveaux',
  credits: 'Crédits par jour',
  failures: 'Causes des échecs',
  highest: 'au plus {{value}}',
} as const;
