/** German: what a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Bericht zum Gespräch',
  titleOf: 'Bericht zum Gespräch: {{name}}',
  pdf: 'PDF herunterladen',
  intro: {
    candidate: '{{organisation}} teilt diesen Bericht über Ihr Gespräch mit Ihnen.',
    colleague:
      '{{organisation}} teilt diesen Bericht mit Ihnen. Er enthält personenbezogene Daten: Geben Sie ihn nicht weiter.',
  },
} as const;
