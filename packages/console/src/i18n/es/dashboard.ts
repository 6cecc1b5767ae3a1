/** Spanish: the dashboard. */
export const dashboard = {
  hint: 'Lo que ha pasado últimamente.',
  period: 'Periodo',
  runs: 'Grabaciones',
  time: 'Tiempo hasta el resultado',
  minutes: '{{value}} min',
  most: 'nueve de cada diez en {{time}}',
  spent: 'Créditos usados',
  perDay: 'Grabaciones por día',
  levels: 'Niveles',
  credits: 'Créditos por día',
  failures: 'Por qué fallaron',
  highest: 'como máximo {{value}}',
} as const;
