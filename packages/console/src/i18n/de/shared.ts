/** German: what a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Bericht zum Gespräch',
  intro: {
    candidate: '{{organisation}} teilt diesen Bericht über Ihr Gespräch mit Ihnen.',
    colleague:
      '{{organisation}} teilt diesen Bericht mit Ihnen. Er enthält personenbezogene Daten: Geben Sie ihn nicht weiter.',
  },
  rights: 'Über Ihre Aufnahme entscheiden Sie mit',
  rightsHint:
    'Sie können verlangen, dass Aufnahme, Mitschrift und alle Ergebnisse gelöscht werden. Die Organisation entscheidet und antwortet Ihnen.',
  ask: 'Löschung verlangen',
  askTitle: 'Löschung verlangen?',
  askHint: 'Die Organisation erfährt, dass Sie alles zu diesem Gespräch endgültig gelöscht haben möchten.',
  asked: 'Sie haben am {{when}} die Löschung verlangt.',
} as const;
