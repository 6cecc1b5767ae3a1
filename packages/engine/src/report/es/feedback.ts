/** What is told to the candidate in Spanish: "usted", what went well, what to practise and how. Nothing here names a fault. */
import type { AccentPart, Feedback, QuotedWord } from '../catalogue.ts';
import { commaDecimal, commaSeconds, count, spacedWhole } from '../continental-figures.ts';
import { clock, percent } from '../figures.ts';
import { listed } from './explanations.ts';
import { howToSay } from './sounds.ts';

const partNames: Record<AccentPart, string> = {
  phoneAccuracy: 'La claridad de los sonidos',
  stressAndIntonation: 'El trabajo del acento y la entonación',
  delivery: 'La continuidad',
};

const at = ({ word, startMs }: QuotedWord) => `"${word}" (en ${clock(startMs)})`;
const pause = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
  `${clock(startMs)} (${commaSeconds(endMs - startMs)} segundos)`;
const words = (value: number) => count(value, 'palabra', 'palabras');
const different = (value: number) => count(value, 'palabra distinta', 'palabras distintas');

/** The feedback in Spanish. */
export const feedback: Feedback = {
  wentWell: 'Lo que salió bien:',
  toPractise: 'Lo que puede practicar ahora:',
  notScored: (because) => `Su grabación no tiene notas: ${because}.`,
  notScoredNext: 'Esto no dice nada de lo bien que habla. Pregunte a quienes le invitaron cómo van a seguir.',
  exercise: (task) => `Ejercicio: ${task}`,

  advancedWords: (list) =>
    `Usó palabras avanzadas como ${listed(
      list.map(({ word, level, startMs }) => `"${word}" (${level}, en ${clock(startMs)})`),
    )}, y eso hace precisa una respuesta.`,
  variety: (share) =>
    `Sus palabras varían: de cincuenta seguidas, ${percent(share)}% son distintas de media.`,
  types: (all, types) => `Encontró ${different(types)} para sus respuestas, en ${words(all)} en total.`,
  pace: (rate) =>
    `Habla con viveza para su nivel: ${commaDecimal(rate)} sílabas por segundo entre las pausas.`,
  runs: (syllables) =>
    `Habla en tramos largos para su nivel, ${commaDecimal(syllables)} sílabas de media antes de una pausa, y así se le sigue bien.`,
  pausesInPlace: (insideShare) =>
    `Hace pausas donde se esperan: ${
      percent(insideShare) === '0' ? 'casi ninguna cae' : `solo ${percent(insideShare)}% caen`
    } en medio de una oración.`,
  quickAnswers: (ms) =>
    `Responde pronto: una respuesta suele empezar ${commaSeconds(ms)} segundos después de la pregunta.`,
  spokeFor: (ms) => `Habló ${clock(ms)} minutos en total, suficiente para dar una idea de cómo habla.`,
  bestPart: (part, score) =>
    `${partNames[part]} es lo más alto de su pronunciación (${commaDecimal(score)} de cinco).`,

  overused: (word, times) => `La palabra "${word}" vuelve ${count(times, 'vez', 'veces')}.`,
  overusedTask: (word, alternatives) =>
    alternatives === undefined
      ? `apunte tres palabras que puedan sustituir a "${word}" y repita una de sus respuestas con ellas.`
      : `repita una de sus respuestas y pruebe "${alternatives[0]}" o "${alternatives[1]}" donde vayan mejor que "${word}".`,
  moreVariety: (all, types) =>
    `Usó ${different(types)} en ${words(all)}; cada palabra nueva enriquece sus respuestas.`,
  moreVarietyTask: 'cuente la misma historia dos veces y cambie la segunda vez cinco palabras por otras.',
  longPauses: (pauses) =>
    pauses.length === 1
      ? `Una pausa larga cae en medio de una oración, en ${listed(pauses.map(pause))}.`
      : `Algunas pausas largas caen en medio de una oración, por ejemplo en ${listed(pauses.map(pause))}.`,
  longPausesTask: 'elija una de sus respuestas, decida dónde acaba cada idea y repítala con pausas solo ahí.',
  longestPause: (one) => `Su pausa más larga está en ${pause(one)}.`,
  longestPauseTask:
    'prepare tres frases que den tiempo para pensar, como "let me think about that", y úselas al practicar.',
  runsShort: (syllables) =>
    `Dice ${commaDecimal(syllables)} sílabas de media antes de una pausa; los tramos más largos se siguen mejor.`,
  runsTask:
    'aprenda algunas frases de una pieza, como "the reason for this is that", y construya respuestas con ellas.',
  steadyPace: (wordsPerMinute) =>
    `Dice ${words(wordsPerMinute)} por minuto, pausas incluidas; la práctica hace el ritmo más constante.`,
  paceTask: 'grabe tres veces seguidas una respuesta de un minuto y compare la primera con la tercera.',
  sound: (ipa, times, due, examples) => {
    const example = examples.length === 0 ? '' : `, por ejemplo en ${listed(examples.map(at))}`;
    return `El sonido /${ipa}/ costó distinguirlo en ${spacedWhole(times)} de ${spacedWhole(due)} casos${example}.`;
  },
  soundTask: (ipa, arpabet, examples) => {
    const how = howToSay[arpabet];
    const list =
      examples.length === 0 ? 'palabras que lo tengan' : listed(examples.map(({ word }) => `"${word}"`));
    return `${how === undefined ? `escuche /${ipa}/ en un diccionario con sonido` : `para /${ipa}/, ${how}`}; diga ${list} despacio, y luego en una frase.`;
  },
  weakestPart: (part, score) =>
    `${partNames[part]} es lo que más puede crecer en su pronunciación (${commaDecimal(score)} de cinco).`,
  partTasks: {
    phoneAccuracy: 'lea despacio en voz alta un texto corto y termine cada palabra, hasta el último sonido.',
    stressAndIntonation:
      'escuche una frase de alguien que le guste, señale las palabras fuertes y dígala a la vez que la grabación.',
    delivery: 'lea en voz alta un texto por grupos de palabras y una las de cada grupo sin cortes.',
  },
};
