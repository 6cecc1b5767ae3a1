/** The dashboard. */
export const dashboard = {
  hint: 'What happened lately.',
  period: 'Period',
  runs: 'Recordings',
  time: 'Time to the result',
  minutes: '{{value}} min',
  most: 'nine in ten within {{time}}',
  spent: 'Credits used',
  perDay: 'Recordings a day',
  levels: 'Levels',
  credits: 'Credits a day',
  failures: 'Why runs failed',
  highest: 'at most {{value}}',
} as const;
