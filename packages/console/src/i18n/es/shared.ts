/** Spanish: what a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Informe de la entrevista',
  intro: {
    candidate: '{{organisation}} comparte con usted este informe sobre su entrevista.',
    colleague: '{{organisation}} comparte con usted este informe. Contiene datos personales: no lo reenvíe.',
  },
  rights: 'Usted también decide sobre su grabación',
  rightsHint:
    'Puede pedir que se borren la grabación, la transcripción y todos los resultados. La organización decide y le responde.',
  ask: 'Pedir el borrado',
  askTitle: '¿Pedir el borrado?',
  askHint: 'La organización sabrá que quiere que se borre para siempre todo lo de esta entrevista.',
  asked: 'Pidió el borrado el {{when}}.',
} as const;
