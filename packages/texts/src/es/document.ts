import type { DocumentCatalogue } from '../catalogues.ts';

/** What documents say by themselves in Spanish. */
export const documentCatalogue: DocumentCatalogue = {
  title: {
    own: 'Su {{language}} hablado',
    other: 'Informe: {{language}} hablado',
  },
  footer: 'Vivavoce · puntuaciones con sus pruebas; para informar a las personas, no para decidir por ellas',
  units: {
    seconds: '{{ms, seconds}} s',
  },
  roles: {
    candidate: 'Persona candidata',
    interviewer: 'Entrevista',
  },
  facts: {
    date: 'Fecha',
    recording: 'Grabación',
    youSpeak: 'Usted habla',
    candidateSpeaks: 'Tiempo hablado',
    reference: 'Referencia',
    words_one: '{{count}} palabra',
    words_many: '{{count}} de palabras',
    words_other: '{{count}} palabras',
  },
  result: {
    title: 'Resultado',
    overall: 'Global',
    notScored: 'sin puntuación',
    ofFive: '{{score, decimal}} de 5',
    level: 'nivel {{level}}',
    interval: 'intervalo del 90 % de {{low, decimal}} a {{high, decimal}}',
    withoutOverall_own:
      'Su {{language}} hablado no tiene puntuación global, porque no se pudieron valorar sus tres partes. Abajo figura lo que se pudo valorar, con la razón de lo que falta.',
    withoutOverall_recording:
      'El {{language}} hablado en esta grabación no tiene puntuación global, porque no se pudieron valorar sus tres partes. Abajo figura lo que se pudo valorar, con la razón de lo que falta.',
    summary_own:
      'Su {{language}} hablado está en conjunto en el nivel {{level}}, {{score, decimal}} en una escala de 0 a 5.',
    summary_recording:
      'El {{language}} hablado en esta grabación está en conjunto en el nivel {{level}}, {{score, decimal}} en una escala de 0 a 5.',
    certainty:
      'En nueve de cada diez casos, quienes valoran grabaciones así coincidirían en un valor de {{low, decimal}} a {{high, decimal}}: las barras pálidas muestran estos rangos.',
    note: 'Tenga en cuenta',
    rightSpeaker: '¿Es la voz correcta?',
    uncertain: 'No es seguro que {{label}} sea la persona candidata ({{confidence}}).',
    listen: 'Una persona debería escuchar',
  },
  requirement: {
    title: 'Lo que pide el puesto ({{project}})',
    needed: '{{name, capital}}: se pide {{level}},',
    evidence: {
      likely: 'probablemente alcanzado',
      unclear: 'incierto, los indicios apuntan en ambos sentidos',
      unlikely: 'probablemente no alcanzado',
      not_scored: 'no se sabe, no hay nota',
    },
    probability: '{{probability, percent}} de probabilidad de {{level}} o más',
    note: 'Indicios para las personas que deciden, a partir de una sola grabación. Nadie se descarta automáticamente.',
  },
  answers: {
    title: 'Pregunta por pregunta',
    hint: 'Cada respuesta por separado, con los niveles que permite su intervalo: vocabulario · fluidez · pronunciación. Son menos seguros que los de toda la entrevista; una raya indica una respuesta demasiado corta.',
    noQuestion: 'sin pregunta previa',
    range: '{{low}} a {{high}}',
    head: {
      time: 'Momento',
      question: 'Pregunta',
      length: 'Duración',
      latency: 'Empieza tras',
      levels: 'Niveles',
    },
  },
  review: {
    headline: 'Un revisor dio otra nota',
    overridden:
      '{{name, capital}}: {{level}} ({{score, decimal}}) según la revisión del {{date}}; {{machine}} según el programa.',
    title: 'Revisado por una persona',
    agrees: 'Una persona revisó este resultado el {{date}} y está de acuerdo con las puntuaciones de arriba.',
    differs:
      'Una persona revisó este resultado el {{date}} y lo ve de otro modo; las puntuaciones de arriba son las del programa.',
    scores: 'Puntuaciones que daría quien lo revisó, de 5: {{scores}}.',
    by: 'Revisado por {{name}}.',
    dimensions: {
      overall: 'global',
      vocabulary: 'vocabulario',
      fluency: 'fluidez',
      accent: 'pronunciación',
    },
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
    overused: 'Palabras que se repiten a menudo',
    overusedHead: {
      word: 'Palabra',
      often: 'Cuántas veces',
      instead: 'Palabras que pueden ir en su lugar',
    },
    times_one: '{{count}} vez',
    times_many: '{{count}} de veces',
    times_other: '{{count}} veces',
    noAlternatives: 'ninguna conocida',
  },
  fluency: {
    title: 'Fluidez',
    rate: 'Velocidad de habla',
    syllablesPerSecond: '{{rate, decimal}} síl./s',
    runs: 'Sílabas entre pausas',
    pausesPerMinute: 'Pausas silenciosas por minuto',
    pauseLength: 'Duración de una pausa',
    speakingTime: 'Tiempo hablado',
    speechShare: 'Del cual, sin pausas',
    wordsPerMinute: 'Palabras por minuto',
    fillers: 'Pausas llenas (um, uh)',
    repetitions: 'Repeticiones',
    selfRepairs: 'Autocorrecciones',
    beforeAnswer: 'Tiempo antes de responder',
    insideClause: 'dentro de una oración',
    betweenClauses: 'entre oraciones',
    conversation: 'La conversación de principio a fin',
    longest_one: 'La pausa más larga',
    longest_many: 'Las más largas de {{count}} de pausas',
    longest_other: 'Las más largas de {{count}} pausas',
  },
  accent: {
    title: 'Pronunciación',
    intelligibility: 'Inteligibilidad',
    phoneAccuracy: 'Claridad de los sonidos',
    stressAndIntonation: 'Acento y entonación',
    delivery: 'Soltura',
    subscores: 'Sus partes, como las valorarían expertos',
    unclear: 'Sonidos difíciles de distinguir',
    unclearHead: {
      sound: 'Sonido',
      unclear: 'Poco claro',
      where: 'Dónde se oye',
    },
    unclearTimes: '{{times}} de {{due}}',
    meaning:
      'Pronunciación significa aquí lo fácil que es entender lo que se dice. Nadie tiene que sonar como si fuera su primera lengua.',
  },
  figures: {
    comparison: 'Esta grabación (la línea) junto a lo habitual en este nivel y en los vecinos',
    noTypicalRanges: 'Lo habitual solo se conoce para el inglés: estas cifras se muestran sin comparación.',
    scale: 'Puntuaciones en una escala de 0 a 5 con los niveles de A1 a C2.',
    bands: 'Palabras por su nivel estimado.',
    running: 'Todas las palabras',
    different: 'Palabras distintas',
    measures: 'Medidas junto a lo habitual.',
    typicalRanges: '{{name}}: {{shown}}; habitual en {{ranges}}.',
    range: 'de {{low}} a {{high}}',
    subscores: 'Partes de la puntuación.',
    candidate: 'Candidatura',
    others: 'Otras',
    wordsAMinute: {
      above: 'Palabras',
      below: 'por minuto',
    },
    timeline:
      'Transcurso de {{length}}: la persona candidata habla en {{own}} tramos, las otras en {{others}}. Su velocidad a lo largo del tiempo.',
    timelineWithSpeed:
      'Transcurso de {{length}}: la persona candidata habla en {{own}} tramos, las otras en {{others}}. Su velocidad a lo largo del tiempo, de {{low}} a {{high}} palabras por minuto del tiempo en que habla.',
    described: '{{name}}: {{value}}.',
  },
  provenance: {
    title: 'Cómo se hizo este informe',
    method:
      'Las puntuaciones las hizo un programa: averiguó quién habla y cuándo, transcribió las palabras, midió palabras, pausas y sonidos, y aprendió, de valoraciones que otras personas hicieron de otras grabaciones, cómo se puntúa una expresión oral así. En nueve de cada diez casos, la puntuación que darían las personas está en el rango indicado. La misma grabación da siempre las mismas puntuaciones.',
    rubricMethod:
      'Las puntuaciones las hicieron programas: uno averiguó quién habla y cuándo, hizo transcribir las palabras y midió palabras y pausas; un modelo de lenguaje valoró el vocabulario y la fluidez a partir de citas que están en la transcripción. Nadie ha comparado sus valoraciones con las de examinadores, por eso los rangos son amplios.',
    rights:
      'De la voz no se deduce emoción, personalidad, edad, sexo ni origen. Puede pedir que escuche una persona, que se corrija lo que se oyó mal y que se borre todo.',
    limits:
      'El informe dice cómo se habló {{language}} en esta grabación, y nada más sobre una persona. Sirve para informar una decisión que toman personas, nunca para tomarla.',
    speaker: 'Las puntuaciones son de {{label}}, identificada solo por la conversación ({{confidence}}).',
    speakers: 'Voces',
    aboveNoise: 'Sonido sobre el ruido',
    unknown: 'no se sabe',
    bandwidth: 'Ancho de banda',
    overlap: 'Voces a la vez',
    engine: 'Programa {{version}}, configuración {{configuration}}.',
    models: 'Modelos: {{models}}.',
  },
  confidence: {
    high: 'seguro',
    medium: 'bastante seguro',
    low: 'inseguro',
  },
};
