/** What was noticed about a recording, and why a person should listen, in Spanish. */
import type { Warning } from '@vivavoce/contract';
import type { ReviewClauses } from '../catalogue.ts';
import { dimensionNames, listed } from './explanations.ts';

type WarningCode = Warning['code'];

/** One sentence for each code. */
export const warningMessages: Record<WarningCode, string> = {
  LOW_SNR: 'La grabación tiene ruido, así que palabras y sonidos pudieron oírse mal.',
  CLIPPED: 'La grabación está saturada, así que algunos sonidos pudieron juzgarse mal.',
  NARROW_BAND: 'Faltan los agudos, como por teléfono, y algunos sonidos se distinguen mal.',
  MUCH_OVERLAP: 'A menudo hablan varios a la vez, así que hay palabras que pueden estar mal atribuidas.',
  LITTLE_CANDIDATE_SPEECH: 'La persona candidata habla poco, así que las notas son menos seguras.',
  CANDIDATE_UNCERTAIN: 'No es seguro qué voz es la de la candidatura.',
  OTHER_LANGUAGE: 'Parte del habla parece estar en otro idioma que el pedido.',
  REPETITIVE: 'Las mismas palabras vuelven tanto que vocabulario y fluidez no se miden como siempre.',
  MEMORISED_OR_READ: 'Se hallaron pocas dudas en el habla; el reconocimiento omite muchas de ellas.',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'El habla no se pudo reconocer de forma fiable, así que no tiene notas.',
  VOCABULARY_TOO_FEW_WORDS: 'Hay muy pocas palabras para una nota de vocabulario.',
  VOCABULARY_NOT_UNDERSTOOD:
    'Muy pocas palabras se reconocieron de forma fiable para una nota de vocabulario; fluidez y pronunciación no dependen de ello.',
  FLUENCY_TOO_LITTLE_SPEECH: 'Hay muy poca habla para una nota de fluidez.',
  ACCENT_TOO_LITTLE_SPEECH: 'Hay muy poca habla clara para una nota de pronunciación.',
  ABOVE_CALIBRATED_RANGE: 'Una nota supera los niveles de los datos de aprendizaje y puede ser más alta.',
  ACCOMMODATION: 'No hay notas porque se pidió una adaptación.',
  JUDGED_BY_LANGUAGE_MODEL:
    'Las notas son de un modelo de lenguaje que eligió el operador; nadie lo ha comparado con examinadores.',
  JUDGEMENT_NOT_VERIFIED:
    'Lo que el modelo de lenguaje da como prueba no está en la grabación, o sus respuestas difieren mucho; falta una nota.',
  INSTRUCTIONS_IN_SPEECH:
    'Algo en el habla parece una instrucción al modelo de lenguaje; se juzgó sin esos pasajes.',
  ACCENT_NOT_SCORED_IN_LANGUAGE:
    'La pronunciación solo se puntúa en inglés, así que faltan esa nota y la global.',
  WORD_TIMES_ESTIMATED: 'Algunas palabras llegaron sin tiempos, y su lugar es una estimación.',
};

/** Why a score was not made. */
export const missingReasons: Partial<Record<WarningCode, string>> = {
  VOCABULARY_TOO_FEW_WORDS: 'hay muy pocas palabras para una medida justa',
  VOCABULARY_NOT_UNDERSTOOD: 'muy pocas palabras se reconocieron de forma fiable',
  FLUENCY_TOO_LITTLE_SPEECH: 'hay muy poca habla para una medida justa',
  ACCENT_TOO_LITTLE_SPEECH: 'hay muy poca habla clara para una medida justa',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'el habla no se pudo reconocer de forma fiable',
  ACCOMMODATION: 'se pidió una adaptación y la grabación solo se transcribió',
  OTHER_LANGUAGE: 'demasiada habla parece estar en otro idioma',
  REPETITIVE: 'las mismas palabras vuelven demasiado para una medida justa',
  JUDGEMENT_NOT_VERIFIED: 'las pruebas del modelo de lenguaje no se sostienen en la grabación',
  ACCENT_NOT_SCORED_IN_LANGUAGE: 'la pronunciación solo se puntúa en inglés',
};

/** Why a score was not made when no warning explains it. */
export const missingUnexplained = 'la grabación no contiene lo suficiente';

/** Why a person should listen. */
export const reviewClauses: ReviewClauses = {
  candidateUncertain: 'no es seguro qué voz es la de la candidatura',
  candidateMostLikely: 'la elección de la voz es probable pero no segura',
  noScores: 'no hay ninguna nota',
  wideInterval: (dimensions) =>
    `la estimación de ${listed(dimensions.map((one) => dimensionNames[one]))} abarca más de dos niveles`,
  warnings: {
    LOW_SNR: 'la grabación tiene ruido',
    CLIPPED: 'la grabación está saturada',
    NARROW_BAND: null,
    MUCH_OVERLAP: 'a menudo hablan varios a la vez',
    LITTLE_CANDIDATE_SPEECH: 'hay poca habla',
    CANDIDATE_UNCERTAIN: 'no es seguro qué voz es la de la candidatura',
    OTHER_LANGUAGE: 'parte del habla parece estar en otro idioma',
    REPETITIVE: 'las mismas palabras vuelven más de lo habitual',
    MEMORISED_OR_READ: null,
    SPEECH_NOT_RELIABLY_RECOGNISED: 'el habla no se pudo reconocer de forma fiable',
    VOCABULARY_TOO_FEW_WORDS: 'hay muy pocas palabras para el vocabulario',
    VOCABULARY_NOT_UNDERSTOOD: 'muy pocas palabras se reconocieron de forma fiable para el vocabulario',
    FLUENCY_TOO_LITTLE_SPEECH: 'hay muy poca habla para la fluidez',
    ACCENT_TOO_LITTLE_SPEECH: 'hay muy poca habla clara para la pronunciación',
    ABOVE_CALIBRATED_RANGE: 'una nota supera los niveles que han valorado personas',
    ACCOMMODATION: 'se pidió una adaptación',
    JUDGED_BY_LANGUAGE_MODEL: 'juzgó un modelo de lenguaje que nadie ha comparado con examinadores',
    JUDGEMENT_NOT_VERIFIED: 'las pruebas del modelo de lenguaje no se sostienen en la grabación',
    INSTRUCTIONS_IN_SPEECH: 'algo en el habla parece una instrucción al modelo de lenguaje',
    ACCENT_NOT_SCORED_IN_LANGUAGE: null,
    WORD_TIMES_ESTIMATED: null,
  },
};
