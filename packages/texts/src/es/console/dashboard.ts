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
  begin: {
    title: 'Empiece aquí',
    hint: 'Aquí no hay grabaciones. En cuanto haya una, esta página mostrará lo que le espera y qué resultados dan sus entrevistas.',
    record: 'Analizar una grabación',
    recordHint:
      'Suba una entrevista, indique su enlace o grábela aquí. Verá las palabras a medida que se reconocen y, después, el informe.',
    noCredits: 'No hay créditos. El operador de este servidor puede añadirlos.',
    levels: 'Indicar lo que requieren sus puestos',
    levelsHint:
      'Un proyecto nombra los niveles que requiere un puesto. Sus informes empiezan por la probabilidad de que se alcancen.',
    people: 'Invitar a sus colegas',
    peopleHint:
      'Con el rol «Selección» se envían grabaciones y se revisan resultados; con «Lectura» solo se leen informes.',
    systems: 'Conectar sus sistemas',
    systemsHint: 'Con una clave de API, su sistema de selección envía grabaciones y recoge los informes.',
    readOnly: 'En cuanto alguien de su organización envíe una entrevista, podrá leerla aquí.',
  },
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
