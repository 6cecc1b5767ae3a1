/** What a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Interview report',
  titleOf: 'Interview report: {{name}}',
  pdf: 'Download PDF',
  intro: {
    candidate: '{{organisation}} shares this report about your interview with you.',
    colleague: '{{organisation}} shares this report with you. It holds personal data: do not pass it on.',
  },
} as const;
