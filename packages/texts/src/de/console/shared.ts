/** German: what a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Bericht zum Gespräch',
  titleOf: 'Bericht zum Gespräch: {{name}}',
  pdf: 'PDF herunterladen',
  gone: 'Dieser Link ist nicht mehr gültig',
  goneHint:
    'Er ist abgelaufen oder wurde widerrufen. Bitten Sie die Organisation, die den Bericht mit Ihnen geteilt hat, um einen neuen.',
  intro: {
    candidate: '{{organisation}} teilt diesen Bericht über Ihr Gespräch mit Ihnen.',
    colleague:
      '{{organisation}} teilt diesen Bericht mit Ihnen. Er enthält personenbezogene Daten: Geben Sie ihn nicht weiter.',
  },
} as const;
