/** German: what a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Bericht zum Gespräch',
  intro: {
    candidate: '{{organisation}} teilt diesen Bericht über Ihr Gespräch mit Ihnen.',
    colleague:
      '{{organisation}} teilt diesen Bericht mit Ihnen. Er enthält personenbezogene Daten: Geben Sie ihn nicht weiter.',
  },
  rights: 'Ihre Rechte',
  rightsHint:
    'Sie können die Löschung von Aufnahme, Mitschrift und allen Ergebnissen beantragen. Die Organisation entscheidet und antwortet Ihnen.',
  ask: 'Löschung beantragen',
  askTitle: 'Löschung beantragen?',
  askHint:
    'Die Organisation wird benachrichtigt, dass Sie alles zu diesem Gespräch endgültig gelöscht haben möchten.',
  asked: 'Sie haben am {{when}} die Löschung beantragt.',
} as const;
