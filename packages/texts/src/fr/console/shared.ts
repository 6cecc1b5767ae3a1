/** French: what a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Rapport d’entretien',
  intro: {
    candidate: '{{organisation}} partage avec vous ce rapport sur votre entretien.',
    colleague:
      '{{organisation}} partage ce rapport avec vous. Il contient des données personnelles : ne le transmettez pas.',
  },
  rights: 'Vos droits',
  rightsHint:
    'Vous pouvez demander l’effacement de l’enregistrement, de la transcription et de tous les résultats. L’organisation décide et vous répond.',
  ask: 'Demander l’effacement',
  askTitle: 'Demander l’effacement ?',
  askHint:
    'L’organisation est avertie que vous demandez l’effacement définitif de tout ce qui concerne cet entretien.',
  asked: 'Vous avez demandé l’effacement le {{when}}.',
} as const;
