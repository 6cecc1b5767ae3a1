/** Sentences in German about speech in another language than English, which a language model judged. */
import type { RatedSpeech } from '../catalogue.ts';
import { commaDecimal, commaSeconds, count } from '../continental-figures.ts';
import { clock, percent } from '../figures.ts';
import { dimensionNames, listed } from './explanations.ts';

const quoted = ({ text, startMs }: { readonly text: string; readonly startMs: number }) =>
  `„${text}“ (bei ${clock(startMs)})`;

/** Speech that a language model judged, in German. */
export const ratedSpeech: RatedSpeech = {
  vocabulary: (level, score, words) =>
    `Ein Sprachmodell sieht den Wortschatz auf ${level} (${commaDecimal(score)} von fünf), nach ${count(words, 'Wort', 'Wörtern')}.`,
  fluency: (level, score, wordsPerMinute) =>
    `Ein Sprachmodell sieht den Redefluss auf ${level} (${commaDecimal(score)} von fünf), bei ${count(wordsPerMinute, 'Wort', 'Wörtern')} in der Minute, Pausen eingerechnet.`,
  quotes: (quotes) => `Es stützt sich auf Stellen wie ${listed(quotes.map(quoted))}.`,
  limited: (pausesPerMinute, speechShare) =>
    `Der Wert ist durch das Gemessene begrenzt: ${commaDecimal(pausesPerMinute)} stille Pausen in der Minute, Rede in ${percent(speechShare)}% der Sprechzeit.`,
  pauses: (pausesPerMinute, speechShare) =>
    `In der Minute gibt es ${commaDecimal(pausesPerMinute)} stille Pausen, und Rede füllt ${percent(speechShare)}% der Sprechzeit.`,
  longestPause: (ms, startMs) =>
    `Die längste Pause dauert ${commaSeconds(ms)} Sekunden, bei ${clock(startMs)}.`,
  range: (dimension, low, high) =>
    low === high
      ? `Die Beurteilung (${dimensionNames[dimension]}) bleibt bei ${low}; mit Prüfern hat solche Urteile niemand verglichen.`
      : `Die Stufe (${dimensionNames[dimension]}) kann irgendwo von ${low} bis ${high} liegen; mit Prüfern hat solche Urteile niemand verglichen.`,
  wentWell: (quote) => `Eine gelungene Stelle ist ${quoted(quote)}.`,
  toRephrase: (quote) => `Eine Stelle, die noch wachsen kann, ist ${quoted(quote)}.`,
  rephraseTask:
    'sagen Sie dasselbe auf zwei andere Arten, einmal in kurzen Sätzen und einmal in einem langen.',
  pauseTask:
    'nehmen Sie eine Ihrer Antworten, legen Sie fest, wo jeder Gedanke endet, und machen Sie nur dort eine Pause.',
};
