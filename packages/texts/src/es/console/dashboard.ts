/** Spanish: the dashboard. */
export const dashboard = {
  hint: 'Actividad reciente.',
  period: 'Periodo',
  runs: 'Grabaciones',
  time: 'Tiempo hasta el resultado',
  minutes: '{{value}} min',
  most: 'el 90 % en {{time}}',
  spent: 'Créditos usados',
  perDay: 'Grabaciones por día',
  levels: 'Niveles',
  credits: 'Créditos por día',
  failures: 'Causas de los fallos',
  highest: 'máx. {{value}}',
  toDo: {
    title: 'Pendiente de una persona',
    listen: 'Conviene escucharlas',
    unreviewed: 'Sin revisar',
    failed: 'Fallidas',
    requests: 'Solicitudes de candidatos',
    nothing: 'No hay nada pendiente.',
    requestsHint: 'Hay solicitudes abiertas sin responder.',
  },
} as const;
