/** Spanish: what a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Informe de la entrevista',
  intro: {
    candidate: '{{organisation}} comparte con usted este informe sobre su entrevista.',
    colleague: '{{organisation}} comparte con usted este informe. Contiene datos personales: no lo reenvíe.',
  },
  rights: 'Sus derechos',
  rightsHint:
    'Puede pedir que se borren la grabación, la transcripción y todos los resultados. La organización decide y le responde.',
  ask: 'Solicitar el borrado',
  askTitle: '¿Solicitar el borrado?',
  askHint: 'Se avisará a la organización de que quiere que se borre para siempre todo lo de esta entrevista.',
  asked: 'Solicitó el borrado el {{when}}.',
} as const;
