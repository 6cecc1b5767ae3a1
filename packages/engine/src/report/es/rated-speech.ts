/** Sentences in Spanish about speech in another language than English, which a language model judged. */
import type { RatedSpeech } from '../catalogue.ts';
import { commaDecimal, commaSeconds, count } from '../continental-figures.ts';
import { clock, percent } from '../figures.ts';
import { dimensionNames, listed } from './explanations.ts';

const quoted = ({ text, startMs }: { readonly text: string; readonly startMs: number }) =>
  `«${text}» (en ${clock(startMs)})`;

/** Speech that a language model judged, in Spanish. */
export const ratedSpeech: RatedSpeech = {
  vocabulary: (level, score, words) =>
    `Un modelo de lenguaje sitúa el vocabulario en ${level} (${commaDecimal(score)} de cinco), según ${count(words, 'palabra', 'palabras')}.`,
  fluency: (level, score, wordsPerMinute) =>
    `Un modelo de lenguaje sitúa la fluidez en ${level} (${commaDecimal(score)} de cinco), con ${count(wordsPerMinute, 'palabra', 'palabras')} por minuto, pausas incluidas.`,
  quotes: (quotes) => `Se apoya en pasajes como ${listed(quotes.map(quoted))}.`,
  limited: (pausesPerMinute, speechShare) =>
    `La nota se ciñe a lo medido: ${commaDecimal(pausesPerMinute)} pausas en silencio por minuto, y habla en ${percent(speechShare)}% del tiempo.`,
  pauses: (pausesPerMinute, speechShare) =>
    `Hay ${commaDecimal(pausesPerMinute)} pausas en silencio por minuto, y el habla ocupa ${percent(speechShare)}% del tiempo.`,
  longestPause: (ms, startMs) =>
    `La pausa más larga dura ${commaSeconds(ms)} segundos, en ${clock(startMs)}.`,
  range: (dimension, low, high) =>
    low === high
      ? `El juicio sobre ${dimensionNames[dimension]} se queda en ${low}, pero nadie ha comparado estos juicios con los de examinadores.`
      : `El nivel de ${dimensionNames[dimension]} puede ir de ${low} a ${high}, porque nadie ha comparado estos juicios con los de examinadores.`,
  wentWell: (quote) => `Un pasaje logrado es ${quoted(quote)}.`,
  toRephrase: (quote) => `Un pasaje que aún puede crecer es ${quoted(quote)}.`,
  rephraseTask: 'diga lo mismo de otras dos maneras, una vez en frases cortas y otra en una sola larga.',
  pauseTask: 'elija una de sus respuestas, decida dónde acaba cada idea y repítala con pausas solo ahí.',
};
