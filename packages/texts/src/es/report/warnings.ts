/** What was noticed about a recording, and why a person should listen, in Spanish. */

/** One sentence for each code. */
export const warnings = {
  LOW_SNR: 'La grabación tiene ruido, así que algunas palabras y sonidos pueden haberse entendido mal.',
  CLIPPED: 'La grabación está saturada, así que algunos sonidos pueden haberse valorado mal.',
  NARROW_BAND:
    'A la grabación le faltan los agudos, como en una llamada telefónica, y algunos sonidos se distinguen mal.',
  MUCH_OVERLAP: 'A menudo hablan varios a la vez, así que hay palabras que pueden estar mal atribuidas.',
  LITTLE_CANDIDATE_SPEECH: 'La persona candidata habla poco, lo que hace menos seguras las puntuaciones.',
  CANDIDATE_UNCERTAIN: 'No está claro qué voz es la de la persona candidata.',
  SPEAKERS_UNCERTAIN:
    'Las palabras de la voz evaluada parecen de varias personas, así que las notas pueden basarse en lo que dijeron varias.',
  OTHER_LANGUAGE: 'Parte de lo que se dice parece estar en un idioma distinto del solicitado.',
  REPETITIVE:
    'Las mismas palabras se repiten tanto que el vocabulario y la fluidez no se pueden medir como de costumbre.',
  MEMORISED_OR_READ: 'Se encontraron pocas vacilaciones; el reconocimiento de voz omite muchas de ellas.',
  SPEECH_NOT_RELIABLY_RECOGNISED:
    'El habla no se pudo reconocer de forma fiable, así que no hay puntuaciones.',
  VOCABULARY_NOT_UNDERSTOOD:
    'Se reconocieron de forma fiable muy pocas palabras para puntuar el vocabulario; la fluidez y la pronunciación no dependen de ello.',
  VOCABULARY_TOO_FEW_WORDS: 'Hay muy pocas palabras para puntuar el vocabulario.',
  FLUENCY_TOO_LITTLE_SPEECH: 'Se habla muy poco para puntuar la fluidez.',
  ACCENT_TOO_LITTLE_SPEECH: 'Se oye muy poca habla clara para puntuar la pronunciación.',
  ABOVE_CALIBRATED_RANGE:
    'Una puntuación supera los niveles de los datos de entrenamiento y puede ser más alta de lo que se muestra.',
  ACCOMMODATION: 'No hay puntuaciones porque se solicitó una adaptación.',
  JUDGED_BY_LANGUAGE_MODEL:
    'Las puntuaciones son de un modelo de lenguaje que eligió el operador; nadie lo ha comparado con examinadores.',
  JUDGEMENT_NOT_VERIFIED:
    'Lo que el modelo de lenguaje da como prueba no está en la grabación, o sus respuestas difieren mucho, y por eso falta una puntuación.',
  INSTRUCTIONS_IN_SPEECH:
    'Algo de lo que se dice parece una instrucción al modelo de lenguaje; se valoró sin esos pasajes.',
  ACCENT_NOT_SCORED_IN_LANGUAGE:
    'La pronunciación solo se puntúa en inglés, así que faltan esa puntuación y la global.',
  WORD_TIMES_ESTIMATED:
    'Algunas palabras llegaron sin tiempos, y su lugar en la grabación es una estimación.',
};

/** Why a score was not made. */
export const missing = {
  VOCABULARY_NOT_UNDERSTOOD: 'se reconocieron de forma fiable muy pocas palabras',
  VOCABULARY_TOO_FEW_WORDS: 'hay muy pocas palabras para una medida justa',
  FLUENCY_TOO_LITTLE_SPEECH: 'se habla muy poco para una medida justa',
  ACCENT_TOO_LITTLE_SPEECH: 'se oye muy poca habla clara para una medida justa',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'el habla no se pudo reconocer de forma fiable',
  ACCOMMODATION: 'se solicitó una adaptación y la grabación solo se transcribió',
  OTHER_LANGUAGE: 'una parte demasiado grande de lo que se dice parece estar en otro idioma',
  REPETITIVE: 'las mismas palabras se repiten demasiado para una medida justa',
  JUDGEMENT_NOT_VERIFIED: 'las pruebas del modelo de lenguaje no se sostienen en la grabación',
  ACCENT_NOT_SCORED_IN_LANGUAGE: 'la pronunciación solo se puntúa en inglés',
  /** No warning explains it. */
  unexplained: 'la grabación no contiene lo suficiente',
};

/** Why a person should listen. */
export const review = {
  /** Makes a sentence of a clause. */
  sentence: '{{clause, capital}}.',
  candidateUncertain: 'no está claro qué voz es la de la persona candidata',
  candidateMostLikely: 'la elección de la voz es probable pero no segura',
  noScores: 'no hay ninguna puntuación',
  wideInterval: 'el intervalo de {{dimensions, list}} es más ancho que dos niveles',
  ofWarning: {
    LOW_SNR: 'la grabación tiene ruido',
    CLIPPED: 'la grabación está saturada',
    MUCH_OVERLAP: 'a menudo hablan varios a la vez',
    LITTLE_CANDIDATE_SPEECH: 'se habla poco',
    CANDIDATE_UNCERTAIN: 'no está claro qué voz es la de la persona candidata',
    SPEAKERS_UNCERTAIN: 'las palabras de la voz evaluada parecen de varias personas',
    OTHER_LANGUAGE: 'parte de lo que se dice parece estar en otro idioma',
    REPETITIVE: 'las mismas palabras se repiten más de lo habitual',
    SPEECH_NOT_RELIABLY_RECOGNISED: 'el habla no se pudo reconocer de forma fiable',
    VOCABULARY_NOT_UNDERSTOOD:
      'se reconocieron de forma fiable muy pocas palabras para puntuar el vocabulario',
    VOCABULARY_TOO_FEW_WORDS: 'hay muy pocas palabras para puntuar el vocabulario',
    FLUENCY_TOO_LITTLE_SPEECH: 'se habla muy poco para puntuar la fluidez',
    ACCENT_TOO_LITTLE_SPEECH: 'se oye muy poca habla clara para puntuar la pronunciación',
    ABOVE_CALIBRATED_RANGE: 'una nota supera los niveles que han valorado personas',
    ACCOMMODATION: 'se solicitó una adaptación',
    JUDGED_BY_LANGUAGE_MODEL:
      'la valoración es de un modelo de lenguaje que nadie ha comparado con examinadores',
    JUDGEMENT_NOT_VERIFIED: 'las pruebas del modelo de lenguaje no se sostienen en la grabación',
    INSTRUCTIONS_IN_SPEECH: 'algo de lo que se dice parece una instrucción al modelo de lenguaje',
  },
};
