import type { ReportTexts } from './report-texts.ts';

const confidence = { high: 'seguro', medium: 'bastante seguro', low: 'inseguro' } as const;
const whose = (isOwn: boolean, language: string): string =>
  isOwn ? `Su ${language} hablado` : `El ${language} hablado en esta grabación`;

/** The texts of a report in Spanish. */
export const SPANISH: ReportTexts = {
  languageTag: 'es',
  decimalSign: ',',
  title: {
    own: (language) => `Su ${language} hablado`,
    other: (language) => `Informe: ${language} hablado`,
  },
  footer: 'Vivavoce · notas con sus pruebas; para informar a las personas, no para decidir por ellas',
  roles: { candidate: 'Persona candidata', interviewer: 'Entrevista' },
  facts: {
    date: 'Fecha',
    recording: 'Grabación',
    youSpeak: 'Usted habla',
    candidateSpeaks: 'Tiempo hablado',
    reference: 'Referencia',
    words: (count) => `${count} palabras`,
  },
  result: {
    title: 'Resultado',
    overall: 'Global',
    notScored: 'sin nota',
    ofFive: (score) => `${score} de 5`,
    level: (level) => `nivel ${level}`,
    interval: (low, high) => `intervalo del 90 % de ${low} a ${high}`,
    withoutOverall: (isOwn, language) =>
      `${whose(isOwn, language)} no tiene nota global, porque no se pudieron valorar sus tres partes. Abajo está lo que se valoró, y la razón de lo que falta.`,
    summary: (isOwn, language, level, score) =>
      `${whose(isOwn, language)} queda en conjunto en ${level}, ${score} en una escala de 0 a 5.`,
    certainty: (low, high) =>
      `En nueve de cada diez casos, quienes valoran tales grabaciones coincidirían en un valor de ${low} a ${high}: las barras pálidas muestran estos rangos.`,
    note: 'Tenga en cuenta',
    rightSpeaker: '¿Es la voz correcta?',
    uncertain: (label, sure) => `No es seguro que ${label} sea la persona candidata (${confidence[sure]}).`,
    listen: 'Una persona debería escuchar',
  },
  review: {
    title: 'Revisado por una persona',
    agrees: (date) =>
      `Una persona revisó este resultado el ${date} y está de acuerdo con las notas de arriba.`,
    differs: (date) =>
      `Una persona revisó este resultado el ${date} y lo ve de otro modo; las notas de arriba son las del programa.`,
    scores: (list) => `Notas que daría quien lo revisó, de 5: ${list}.`,
    by: (name) => `Revisado por ${name}.`,
    dimensions: { overall: 'global', vocabulary: 'vocabulario', fluency: 'fluidez', accent: 'pronunciación' },
  },
  recommendation: 'Qué significa en el trabajo',
  feedback: {
    own: 'Lo que sale bien y lo que puede practicar',
    other: 'Comentarios para la persona candidata',
  },
  vocabulary: {
    title: 'Vocabulario',
    mattr: 'Palabras distintas de cada 50 (MATTR)',
    mtld: 'Variedad del texto (MTLD)',
    bands: 'Palabras por su nivel estimado',
    advanced: 'Las palabras más avanzadas',
    overused: 'Palabras que vuelven a menudo',
    overusedHead: ['Palabra', 'Cuántas veces', 'Palabras que pueden ir en su lugar'],
    times: (count) => `${count} ${count === 1 ? 'vez' : 'veces'}`,
    noAlternatives: 'ninguna conocida',
  },
  fluency: {
    title: 'Fluidez',
    rate: 'Ritmo al hablar',
    syllablesPerSecond: (rate) => `${rate} síl./s`,
    runs: 'Sílabas entre pausas',
    pausesPerMinute: 'Pausas en silencio por minuto',
    pauseLength: 'Duración de una pausa',
    speakingTime: 'Tiempo hablado',
    speechShare: 'De él, sin pausas',
    wordsPerMinute: 'Palabras por minuto',
    fillers: 'Muletillas (um, uh)',
    repetitions: 'Repeticiones',
    selfRepairs: 'Correcciones propias',
    beforeAnswer: 'Tiempo antes de responder',
    insideClause: 'dentro de una oración',
    betweenClauses: 'entre oraciones',
    conversation: 'La conversación de principio a fin',
    longest: (pauses) => (pauses === 1 ? 'La pausa más larga' : `Las más largas de ${pauses} pausas`),
  },
  accent: {
    title: 'Pronunciación',
    intelligibility: 'Fácil de entender',
    phoneAccuracy: 'Sonidos distinguidos',
    stressAndIntonation: 'Acento y entonación',
    delivery: 'Soltura',
    subscores: 'Sus partes, como las juzgarían expertos',
    unclear: 'Sonidos que costó distinguir',
    unclearHead: ['Sonido', 'Poco claro', 'Dónde se oye'],
    unclearTimes: (times, due) => `${times} de ${due}`,
    meaning:
      'Pronunciación significa aquí lo fácil que es entender el habla. Nadie tiene que sonar como si fuera su primera lengua.',
  },
  figures: {
    comparison: 'Esta grabación (la línea) junto a lo habitual en este nivel y en los vecinos',
    noTypicalRanges: 'Lo habitual solo se conoce para el inglés: estas cifras están por sí mismas.',
    scale: 'Notas en una escala de 0 a 5 con los niveles de A1 a C2.',
    bands: 'Palabras por su nivel estimado.',
    running: 'Todas las palabras',
    different: 'Palabras distintas',
    measures: 'Medidas junto a lo habitual.',
    typicalRanges: (name, shown, ranges) => `${name}: ${shown}; habitual en ${ranges}.`,
    range: (low, high) => `de ${low} a ${high}`,
    subscores: 'Partes de la nota.',
    candidate: 'Candidata',
    others: 'Otras',
    wordsAMinute: ['Palabras', 'por minuto'],
    timeline: (length, own, others) =>
      `Transcurso de ${length}: la persona candidata habla en ${own} tramos, las otras en ${others}. Su ritmo a lo largo del tiempo`,
    speed: (low, high) => `, de ${low} a ${high} palabras por minuto del tiempo en que habla`,
  },
  provenance: {
    title: 'Cómo se hizo este informe',
    method:
      'Las notas las hizo un programa: averiguó quién habla y cuándo, escribió las palabras, midió palabras, pausas y sonidos, y aprendió de juicios de personas sobre otras grabaciones cómo se valora un habla así. En nueve de cada diez casos, la nota que darían las personas está en el rango indicado. La misma grabación da siempre las mismas notas.',
    rubricMethod:
      'Las notas las hicieron programas: uno averiguó quién habla y cuándo, hizo escribir las palabras y midió palabras y pausas; un modelo de lenguaje juzgó el vocabulario y la fluidez por citas que están en la transcripción. Nadie ha comparado sus juicios con los de examinadores, por eso los rangos son amplios.',
    rights:
      'De la voz no se deduce emoción, personalidad, edad, sexo ni origen. Puede pedir que escuche una persona, que se corrija lo que se oyó mal y que se borre todo.',
    limits: (language) =>
      `El informe dice cómo se habló ${language} en esta grabación, y nada más sobre una persona. Sirve para informar una decisión que toman personas, nunca para tomarla.`,
    speaker: (label, sure) =>
      `Las notas son de ${label}, hallada solo por la conversación (${confidence[sure]}).`,
    speakers: 'Voces',
    aboveNoise: 'Sonido sobre el ruido',
    unknown: 'no se sabe',
    bandwidth: 'Ancho de banda',
    overlap: 'Voces a la vez',
    engine: (version, configuration) => `Programa ${version}, configuración ${configuration}.`,
    models: (list) => `Modelos: ${list}.`,
  },
};
