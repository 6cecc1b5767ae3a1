/** Spanish: what a candidate or colleague reads who opens a shared report. */
export const shared = {
  title: 'Informe de la entrevista',
  titleOf: 'Informe de la entrevista: {{name}}',
  pdf: 'Descargar PDF',
  gone: 'Este enlace ya no funciona',
  goneHint: 'Ha caducado o se ha revocado. Pida otro a la organización que compartió el informe con usted.',
  intro: {
    candidate: '{{organisation}} comparte con usted este informe sobre su entrevista.',
    colleague: '{{organisation}} comparte con usted este informe. Contiene datos personales: no lo reenvíe.',
  },
} as const;
