/** Sentences in Spanish on why a score came out as it did. They speak of the speech, never of the person. */
import type { Dimension } from '../../scales/estimates.ts';
import type { AccentPart, Explanations } from '../catalogue.ts';
import { commaDecimal, commaSeconds, count, spacedWhole } from '../continental-figures.ts';
import { clock, percent } from '../figures.ts';
import { enumerated } from '../sentences.ts';
import type { Standing } from '../typical.ts';

type Size = Standing['size'];

const compared: Record<Size, string> = {
  more: 'más de lo habitual en este nivel',
  usual: 'lo habitual en este nivel',
  less: 'menos de lo habitual en este nivel',
};
const partNames: Record<AccentPart, string> = {
  phoneAccuracy: 'la claridad de los sonidos',
  stressAndIntonation: 'el acento y la entonación',
  delivery: 'la continuidad',
};

/** "a", "a y b", "a, b y c". */
export function listed(items: readonly string[]): string {
  return enumerated(items, 'y');
}

/** The names of the three scores. */
export const dimensionNames: Record<Dimension, string> = {
  vocabulary: 'el vocabulario',
  fluency: 'la fluidez',
  accent: 'la pronunciación',
};

const words = (value: number) => count(value, 'palabra', 'palabras');

/** The explanations in Spanish. */
export const explanations: Explanations = {
  vocabulary: (level, score, all) =>
    `El vocabulario está en ${level} (${commaDecimal(score)} de cinco), medido en ${words(all)}.`,
  variety: (share, size) =>
    `De cincuenta palabras seguidas, ${percent(share)}% son distintas de media, ${compared[size]}.`,
  spread: (all, size) =>
    `De media pasan ${words(all)} hasta que más de un cuarto son repeticiones, ${compared[size]}.`,
  types: (all, types) => `De ${words(all)}, ${spacedWhole(types)} son distintas.`,
  advanced: (list) =>
    `Entre las palabras más avanzadas están ${listed(
      list.map(({ word, level, startMs }) => `"${word}" (${level}, en ${clock(startMs)})`),
    )}.`,
  overused: (word, times) => `La palabra "${word}" vuelve a menudo: se oye ${count(times, 'vez', 'veces')}.`,

  fluency: (level, score, wordsPerMinute) =>
    `La fluidez está en ${level} (${commaDecimal(score)} de cinco), con ${words(wordsPerMinute)} por minuto, pausas incluidas.`,
  articulationRate: (rate, size) =>
    `Entre las pausas se dicen ${commaDecimal(rate)} sílabas por segundo, ${compared[size]}.`,
  meanLengthOfRun: (syllables, size) =>
    `Un tramo sin pausa tiene ${commaDecimal(syllables)} sílabas de media, ${compared[size]}.`,
  phonationRatio: (share, size) =>
    `El habla ocupa ${percent(share)}% del tiempo, ${compared[size]}, y las pausas el resto.`,
  silentPauses: (perMinute, size) =>
    `Hay ${commaDecimal(perMinute)} pausas en silencio por minuto, ${compared[size]}.`,
  meanSilentPause: (ms, size) =>
    `Una pausa en silencio dura ${commaSeconds(ms)} segundos de media, ${compared[size]}.`,
  longestPause: (ms, startMs, insideClause) =>
    `La pausa más larga, ${commaSeconds(ms)} segundos en ${clock(startMs)}, cae ${
      insideClause ? 'en medio de una oración' : 'entre dos oraciones, donde se espera'
    }.`,
  noPause: 'No se oye ninguna pausa en silencio dentro de las respuestas.',
  hesitations: (fillersPerMinute, repetitionsPerHundred) =>
    `Las muletillas aparecen ${commaDecimal(fillersPerMinute)} veces por minuto y las repeticiones ${commaDecimal(repetitionsPerHundred)} veces cada cien palabras, lo que limita la nota.`,

  accent: (level, score) =>
    `La pronunciación, es decir, la facilidad con que se entiende el habla, está en ${level} (${commaDecimal(score)} de cinco).`,
  accentParts: (best, bestScore, worst, worstScore) =>
    `De sus partes, la más alta es ${partNames[best]} (${commaDecimal(bestScore)} de cinco) y la más baja ${partNames[worst]} (${commaDecimal(worstScore)} de cinco).`,
  accentEven: (score) => `Todas sus partes quedan igual (${commaDecimal(score)} de cinco).`,
  accentNoParts: 'Sus partes no se pudieron distinguir en esta grabación.',
  unclearPhone: (ipa, times, due, examples) => {
    const quotes = examples.map(({ word, startMs }) => `"${word}" (en ${clock(startMs)})`);
    const example = quotes.length === 0 ? '' : `, por ejemplo en ${listed(quotes)}`;
    return `Destaca un sonido: /${ipa}/ fue poco claro en ${spacedWhole(times)} de ${spacedWhole(due)} casos${example}.`;
  },
  noUnclearPhone: 'Ningún sonido destaca como difícil de entender.',

  missing: (dimension, because) => `No hay nota para ${dimensionNames[dimension]}: ${because}.`,
  missingNext: 'Una persona puede revisar de todos modos la transcripción y la grabación.',
};
