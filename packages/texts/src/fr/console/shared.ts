/** French: what a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Rapport d’entretien',
  titleOf: 'Rapport d’entretien : {{name}}',
  pdf: 'Télécharger le PDF',
  gone: 'Ce lien n’est plus valable',
  goneHint:
    'Il a expiré ou a été révoqué. Demandez-en un nouveau à l’organisation qui a partagé le rapport avec vous.',
  intro: {
    candidate: '{{organisation}} partage avec vous ce rapport sur votre entretien.',
    colleague:
      '{{organisation}} partage ce rapport avec vous. Il contient des données personnelles : ne le transmettez pas.',
  },
} as const;
