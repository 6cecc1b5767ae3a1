/** Sentences in French on why a score came out as it did. They speak of the speech, never of the person. */
import type { Dimension } from '../../scales/estimates.ts';
import type { AccentPart, Explanations } from '../catalogue.ts';
import { commaDecimal, commaSeconds, count, spacedWhole } from '../continental-figures.ts';
import { clock, percent } from '../figures.ts';
import { enumerated } from '../sentences.ts';
import type { Standing } from '../typical.ts';

type Size = Standing['size'];

const compared: Record<Size, string> = {
  more: "plus qu'il n'est habituel à ce niveau",
  usual: 'ce qui est habituel à ce niveau',
  less: "moins qu'il n'est habituel à ce niveau",
};
const partNames: Record<AccentPart, string> = {
  phoneAccuracy: 'la netteté des sons',
  stressAndIntonation: "l'accentuation et l'intonation",
  delivery: 'la continuité du débit',
};

/** "a", "a et b", "a, b et c". */
export function listed(items: readonly string[]): string {
  return enumerated(items, 'et');
}

/** The names of the three scores. */
export const dimensionNames: Record<Dimension, string> = {
  vocabulary: 'le vocabulaire',
  fluency: "l'aisance",
  accent: 'la prononciation',
};

const words = (value: number) => count(value, 'mot', 'mots');

/** The explanations in French. */
export const explanations: Explanations = {
  vocabulary: (level, score, all) =>
    `Le vocabulaire se situe à ${level} (${commaDecimal(score)} sur cinq), mesuré sur ${words(all)}.`,
  variety: (share, size) =>
    `Sur cinquante mots de suite, ${percent(share)}% sont différents en moyenne, ${compared[size]}.`,
  spread: (all, size) =>
    `En moyenne ${words(all)} passent avant que plus d'un quart soient des répétitions, ${compared[size]}.`,
  types: (all, types) => `Sur ${words(all)}, ${spacedWhole(types)} sont différents.`,
  advanced: (list) =>
    `Parmi les mots les plus avancés figurent ${listed(
      list.map(({ word, level, startMs }) => `"${word}" (${level}, à ${clock(startMs)})`),
    )}.`,
  overused: (word, times) => `Le mot "${word}" revient souvent : on l'entend ${spacedWhole(times)} fois.`,

  fluency: (level, score, wordsPerMinute) =>
    `L'aisance se situe à ${level} (${commaDecimal(score)} sur cinq), à ${words(wordsPerMinute)} par minute, pauses comprises.`,
  articulationRate: (rate, size) =>
    `Entre les pauses, ${commaDecimal(rate)} syllabes sont dites par seconde, ${compared[size]}.`,
  meanLengthOfRun: (syllables, size) =>
    `Un passage sans pause compte ${commaDecimal(syllables)} syllabes en moyenne, ${compared[size]}.`,
  phonationRatio: (share, size) =>
    `La parole occupe ${percent(share)}% du temps, ${compared[size]}, et les pauses le reste.`,
  silentPauses: (perMinute, size) =>
    `Il y a ${commaDecimal(perMinute)} pauses silencieuses par minute, ${compared[size]}.`,
  meanSilentPause: (ms, size) =>
    `Une pause silencieuse dure ${commaSeconds(ms)} secondes en moyenne, ${compared[size]}.`,
  longestPause: (ms, startMs, insideClause) =>
    `La plus longue pause, ${commaSeconds(ms)} secondes à ${clock(startMs)}, tombe ${
      insideClause ? "au milieu d'une proposition" : "entre deux propositions, là où on l'attend"
    }.`,
  noPause: "On n'entend aucune pause silencieuse dans les réponses.",
  hesitations: (fillersPerMinute, repetitionsPerHundred) =>
    `Les pauses remplies viennent ${commaDecimal(fillersPerMinute)} fois par minute et les répétitions ${commaDecimal(repetitionsPerHundred)} fois pour cent mots, ce qui limite la note.`,

  accent: (level, score) =>
    `La prononciation, c'est-à-dire ici la facilité à être compris, se situe à ${level} (${commaDecimal(score)} sur cinq).`,
  accentParts: (best, bestScore, worst, worstScore) =>
    `Parmi ses éléments, ${partNames[best]} vient en tête (${commaDecimal(bestScore)} sur cinq) et ${partNames[worst]} en dernier (${commaDecimal(worstScore)} sur cinq).`,
  accentEven: (score) => `Tous ses éléments se valent (${commaDecimal(score)} sur cinq).`,
  accentNoParts: "Ses éléments n'ont pu être distingués dans cet enregistrement.",
  unclearPhone: (ipa, times, due, examples) => {
    const quotes = examples.map(({ word, startMs }) => `"${word}" (à ${clock(startMs)})`);
    const example = quotes.length === 0 ? '' : `, par exemple dans ${listed(quotes)}`;
    return `Un son ressort : /${ipa}/ était peu net dans ${spacedWhole(times)} cas sur ${spacedWhole(due)}${example}.`;
  },
  noUnclearPhone: 'Aucun son ne ressort comme difficile à comprendre.',

  missing: (dimension, because) => `Aucune note pour ${dimensionNames[dimension]} : ${because}.`,
  missingNext: "La transcription et l'enregistrement peuvent toujours être examinés par une personne.",
};
