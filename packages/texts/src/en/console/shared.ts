/** What a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Interview report',
  titleOf: 'Interview report: {{name}}',
  pdf: 'Download PDF',
  gone: 'This link is no longer valid',
  goneHint:
    'It has expired or was revoked. Ask the organisation that shared the report with you for a new one.',
  intro: {
    candidate: '{{organisation}} shares this report about your interview with you.',
    colleague: '{{organisation}} shares this report with you. It holds personal data: do not pass it on.',
  },
} as const;
