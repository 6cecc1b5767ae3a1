/** Spanish: the notice for candidates and the page around it. */
export const notice = {
  title: 'Aviso para los candidatos',
  hint: 'Lo que las personas deben saber antes de que se analice su entrevista. Rellene los espacios, imprímalo o guárdelo como PDF, y haga que lo revise su asesoría jurídica: es una plantilla, no un consejo legal.',
  link: 'Aviso para los candidatos, para imprimir',
  language: 'Idioma del aviso',
  print: 'Imprimir o guardar como PDF',
  blanks: 'Rellenar el aviso',
  kept: 'Lo que escriba se guarda solo en este navegador.',
  fields: {
    organisation: 'Organización',
    purpose: 'Finalidad de la entrevista',
    decider: 'Quién decide',
    contact: 'Contacto para preguntas y peticiones',
    audioDays: 'Días que se guarda la grabación',
    resultDays: 'Días que se guardan los resultados',
    authority: 'Autoridad de control',
    version: 'Versión de este aviso',
  },
  placeholders: {
    purpose: 'el puesto de …',
    decider: 'la persona responsable de la contratación',
    contact: 'nombre, correo, teléfono',
    authority: 'la autoridad de protección de datos de …',
  },
  text: {
    title: 'Análisis de su entrevista: lo que debe saber',
    whatTitle: 'Qué ocurre',
    what: '{{organisation}} desea grabar su entrevista para {{purpose}} y que el programa Vivavoce mida su inglés hablado. El programa funciona en un servidor bajo el control de {{organisation}}. La grabación no se envía a nadie más ni sirve para entrenar ningún programa.',
    measuredTitle: 'Qué se mide',
    measured:
      'Su vocabulario, su fluidez y con qué facilidad se entiende su habla, cada uno de 0 a 5 y como nivel de A1 a C2, con un margen que dice lo segura que es la medición. No se mide lo cerca que está de un hablante nativo.',
    neverTitle: 'Qué no se hace nunca',
    never:
      'El programa no deduce emociones, personalidad, edad, sexo, origen ni lengua materna, no reconoce a nadie por la voz y no toma ninguna decisión sobre usted.',
    decidesTitle: 'Quién decide',
    decides:
      'Deciden las personas. {{decider}} lee el informe, puede escuchar la grabación y puede corregir cualquier nota. El informe es un factor entre otros.',
    otherTitle: 'Si no lo desea',
    other:
      'Puede negarse, sin dar razones y sin desventaja: la entrevista se hará entonces sin el análisis. Si una dificultad del habla o del oído, o cualquier otra cosa, hiciera injusta una nota automática, díganoslo: su entrevista se transcribirá sin notas, o la valorarán solo personas.',
    keptTitle: 'Cuánto tiempo se guardan los datos',
    keptFor: 'La grabación: {{audioDays}} días. Transcripción y resultados: {{resultDays}} días.',
    rightsTitle: 'Qué puede pedir',
    rights:
      'Una copia de todo lo que se guarda sobre usted, su propio informe, una explicación de las notas, la revisión por una persona, correcciones y el borrado. Puede retirar su consentimiento en cualquier momento. Diríjase a {{contact}}. También puede reclamar ante {{authority}}.',
    consent:
      'He leído este aviso (versión {{version}}) y acepto que mi entrevista se grabe y analice como se describe.',
    place: 'Lugar y fecha',
    name: 'Nombre',
    signature: 'Firma',
  },
};
