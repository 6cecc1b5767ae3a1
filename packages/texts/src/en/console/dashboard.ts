/** The dashboard. */
export const dashboard = {
  hint: 'Recent activity.',
  period: 'Period',
  runs: 'Recordings',
  time: 'Time to result',
  minutes: '{{value}} min',
  most: '90 % within {{time}}',
  spent: 'Credits used',
  perDay: 'Recordings per day',
  levels: 'Levels',
  credits: 'Credits per day',
  failures: 'Failure reasons',
  highest: 'max. {{value}}',
} as const;
