/** The dashboard. */
export const dashboard = {
  hint: 'Recent activity.',
  period: 'Period',
  runs: 'Recordings',
  time: 'Time to result',
  minutes: '{{value}} min',
  most: '90% within {{time}}',
  spent: 'Credits used',
  perDay: 'Recordings per day',
  levels: 'Levels',
  credits: 'Credits per day',
  failures: 'Failure reasons',
  highest: 'max. {{value}}',
  toDo: {
    title: 'Waiting for a person',
    listen: 'Should be listened to',
    unreviewed: 'Not reviewed',
    failed: 'Failed',
    requests: 'Requests from candidates',
    nothing: 'Nothing is waiting here.',
    requestsHint: 'Open requests are waiting for an answer.',
  },
} as const;
