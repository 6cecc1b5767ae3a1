/** German: the dashboard. */
export const dashboard = {
  hint: 'Was in letzter Zeit geschah.',
  period: 'Zeitraum',
  runs: 'Aufnahmen',
  time: 'Zeit bis zum Ergebnis',
  minutes: '{{value}} Min.',
  most: 'neun von zehn in {{time}}',
  spent: 'Verbrauchte Credits',
  perDay: 'Aufnahmen am Tag',
  levels: 'Niveaus',
  credits: 'Credits am Tag',
  failures: 'Warum Aufnahmen scheiterten',
  highest: 'höchstens {{value}}',
} as const;
