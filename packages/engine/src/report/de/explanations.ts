/** Sentences in German on why a score came out as it did. They speak of the speech, never of the person. */
import type { Dimension } from '../../scales/estimates.ts';
import type { AccentPart, Explanations } from '../catalogue.ts';
import { commaDecimal, commaSeconds, count, spacedWhole } from '../continental-figures.ts';
import { clock, percent } from '../figures.ts';
import { enumerated } from '../sentences.ts';
import type { Standing } from '../typical.ts';

type Size = Standing['size'];

const compared: Record<Size, string> = {
  more: 'mehr als auf dieser Stufe üblich',
  usual: 'was auf dieser Stufe üblich ist',
  less: 'weniger als auf dieser Stufe üblich',
};
const measured: Record<Size, string> = {
  more: 'länger als auf dieser Stufe üblich',
  usual: 'was auf dieser Stufe üblich ist',
  less: 'kürzer als auf dieser Stufe üblich',
};
const paced: Record<Size, string> = {
  more: 'schneller als auf dieser Stufe üblich',
  usual: 'was auf dieser Stufe üblich ist',
  less: 'langsamer als auf dieser Stufe üblich',
};

const partNames: Record<AccentPart, string> = {
  phoneAccuracy: 'die Deutlichkeit einzelner Laute',
  stressAndIntonation: 'Betonung und Melodie',
  delivery: 'der Fluss des Vortrags',
};

/** "a", "a und b", "a, b und c". */
export function listed(items: readonly string[]): string {
  return enumerated(items, 'und');
}

/** The names of the three scores. */
export const dimensionNames: Record<Dimension, string> = {
  vocabulary: 'Wortschatz',
  fluency: 'Redefluss',
  accent: 'Aussprache',
};

const words = (value: number) => count(value, 'Wort', 'Wörter');
const wordsOf = (value: number) => count(value, 'Wort', 'Wörtern');

/** The explanations in German. */
export const explanations: Explanations = {
  vocabulary: (level, score, count) =>
    `Der Wortschatz liegt auf ${level} (${commaDecimal(score)} von fünf), gemessen an ${wordsOf(count)}.`,
  variety: (share, size) =>
    `Von fünfzig Wörtern hintereinander sind im Mittel ${percent(share)}% verschieden, ${compared[size]}.`,
  spread: (count, size) =>
    `Im Mittel vergehen ${words(count)}, bis mehr als ein Viertel davon Wiederholungen sind, ${compared[size]}.`,
  types: (count, types) => `Von ${wordsOf(count)} sind ${spacedWhole(types)} verschieden.`,
  advanced: (list) =>
    `Zu den anspruchsvollsten Wörtern gehören ${listed(
      list.map(({ word, level, startMs }) => `"${word}" (${level}, bei ${clock(startMs)})`),
    )}.`,
  overused: (word, times) =>
    `Das Wort "${word}" kehrt oft wieder: Es ist ${spacedWhole(times)}-mal zu hören.`,

  fluency: (level, score, wordsPerMinute) =>
    `Der Redefluss liegt auf ${level} (${commaDecimal(score)} von fünf), bei ${wordsOf(wordsPerMinute)} in der Minute, Pausen eingerechnet.`,
  articulationRate: (rate, size) =>
    `Zwischen den Pausen werden ${commaDecimal(rate)} Silben in der Sekunde gesprochen, ${paced[size]}.`,
  meanLengthOfRun: (syllables, size) =>
    `Ein Stück Rede ohne Pause hat im Mittel ${commaDecimal(syllables)} Silben, ${compared[size]}.`,
  phonationRatio: (share, size) =>
    `Rede füllt ${percent(share)}% der Sprechzeit, ${compared[size]}, und Pausen den Rest.`,
  silentPauses: (perMinute, size) =>
    `In der Minute gibt es ${commaDecimal(perMinute)} stille Pausen, ${compared[size]}.`,
  meanSilentPause: (ms, size) =>
    `Eine stille Pause dauert im Mittel ${commaSeconds(ms)} Sekunden, ${measured[size]}.`,
  longestPause: (ms, startMs, insideClause) =>
    `Die längste Pause, ${commaSeconds(ms)} Sekunden bei ${clock(startMs)}, liegt ${
      insideClause ? 'mitten in einem Satzteil' : 'zwischen zwei Satzteilen, wo man sie erwartet'
    }.`,
  noPause: 'In den Antworten ist keine stille Pause zu hören.',
  hesitations: (fillersPerMinute, repetitionsPerHundred) =>
    `Gefüllte Pausen kommen ${commaDecimal(fillersPerMinute)}-mal in der Minute und Wiederholungen ${commaDecimal(repetitionsPerHundred)}-mal in hundert Wörtern vor, was den Wert begrenzt.`,

  accent: (level, score) =>
    `Die Aussprache, hier die Verständlichkeit der Rede, liegt auf ${level} (${commaDecimal(score)} von fünf).`,
  accentParts: (best, bestScore, worst, worstScore) =>
    `Von ihren Teilen liegt am höchsten ${partNames[best]} (${commaDecimal(bestScore)} von fünf) und am niedrigsten ${partNames[worst]} (${commaDecimal(worstScore)} von fünf).`,
  accentEven: (score) => `Alle ihre Teile liegen gleichauf (${commaDecimal(score)} von fünf).`,
  accentNoParts: 'Ihre Teile ließen sich in dieser Aufnahme nicht trennen.',
  unclearPhone: (ipa, times, due, examples) => {
    const quotes = examples.map(({ word, startMs }) => `"${word}" (bei ${clock(startMs)})`);
    const example = quotes.length === 0 ? '' : `, zum Beispiel in ${listed(quotes)}`;
    return `Ein Laut fällt auf: /${ipa}/ war in ${spacedWhole(times)} von ${spacedWhole(due)} Fällen undeutlich${example}.`;
  },
  noUnclearPhone: 'Kein einzelner Laut fällt als schwer verständlich auf.',

  missing: (dimension, because) => `Für ${dimensionNames[dimension]} gibt es keinen Wert: ${because}.`,
  missingNext: 'Abschrift und Aufnahme kann ein Mensch trotzdem prüfen.',
};
