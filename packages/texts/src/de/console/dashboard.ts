/** German: the dashboard. */
export const dashboard = {
  hint: 'Aktivität der letzten Zeit.',
  period: 'Zeitraum',
  runs: 'Aufnahmen',
  time: 'Zeit bis zum Ergebnis',
  minutes: '{{value}} Min.',
  most: '90 % innerhalb von {{time}}',
  spent: 'Verbrauchte Credits',
  perDay: 'Aufnahmen pro Tag',
  levels: 'Niveaus',
  credits: 'Credits pro Tag',
  failures: 'Fehlerursachen',
  highest: 'max. {{value}}',
  toDo: {
    title: 'Wartet auf einen Menschen',
    listen: 'Sollte angehört werden',
    unreviewed: 'Nicht geprüft',
    failed: 'Fehlgeschlagen',
    requests: 'Anliegen von Bewerbern',
    nothing: 'Hier wartet nichts.',
    requestsHint: 'Offene Anliegen warten auf eine Antwort.',
  },
} as const;
