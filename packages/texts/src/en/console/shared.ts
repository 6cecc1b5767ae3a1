/** What a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Interview report',
  intro: {
    candidate: '{{organisation}} shares this report about your interview with you.',
    colleague: '{{organisation}} shares this report with you. It holds personal data: do not pass it on.',
  },
  rights: 'Your rights',
  rightsHint:
    'You can ask for the recording, the transcript and all results to be erased. The organisation decides and replies to you.',
  ask: 'Request erasure',
  askTitle: 'Request erasure?',
  askHint: 'The organisation is notified that you want everything about this interview permanently erased.',
  asked: 'You requested erasure on {{when}}.',
} as const;
