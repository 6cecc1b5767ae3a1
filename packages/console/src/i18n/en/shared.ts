/** What a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Interview report',
  intro: {
    candidate: '{{organisation}} shares this report about your interview with you.',
    colleague: '{{organisation}} shares this report with you. It holds personal data: do not pass it on.',
  },
  rights: 'Your recording is yours to decide on',
  rightsHint:
    'You can ask to have the recording, the transcript and all results erased. The organisation decides and answers you.',
  ask: 'Ask for erasure',
  askTitle: 'Ask for erasure?',
  askHint: 'The organisation is told that you want everything about this interview erased for good.',
  asked: 'You asked for erasure on {{when}}.',
} as const;
