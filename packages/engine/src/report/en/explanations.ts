/** Sentences on why a score came out as it did. They speak of the speech, never of the person. */
import type { Dimension } from '../../scales/estimates.ts';
import type { AccentPart, Explanations } from '../catalogue.ts';
import { clock, decimal, percent, seconds, whole } from '../figures.ts';
import { enumerated } from '../sentences.ts';
import type { Standing } from '../typical.ts';

type Size = Standing['size'];

const compared: Record<Size, string> = {
  more: 'more than is usual at this level',
  usual: 'which is usual at this level',
  less: 'less than is usual at this level',
};
const counted: Record<Size, string> = { ...compared, less: 'fewer than is usual at this level' };
const measured: Record<Size, string> = {
  more: 'longer than is usual at this level',
  usual: 'which is usual at this level',
  less: 'shorter than is usual at this level',
};
const paced: Record<Size, string> = {
  more: 'faster than is usual at this level',
  usual: 'which is usual at this level',
  less: 'slower than is usual at this level',
};

const partNames: Record<AccentPart, string> = {
  phoneAccuracy: 'the clarity of single sounds',
  stressAndIntonation: 'stress and intonation',
  delivery: 'smoothness',
};

/** "1 word", "2 words". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${whole(value)} ${Math.round(value) === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  return enumerated(items, 'and');
}

const unclear = (times: number, due: number) =>
  due === 1 ? 'the one time it was due' : `${whole(times)} of the ${whole(due)} times it was due`;

/** The names of the three scores in the middle of a sentence. */
export const dimensionNames: Record<Dimension, string> = {
  vocabulary: 'vocabulary',
  fluency: 'fluency',
  accent: 'accent',
};

/** The explanations in English. */
export const explanations: Explanations = {
  vocabulary: (level, score, words) =>
    `Vocabulary comes out at ${level} (${decimal(score)} out of five), measured on ${count(words, 'word')}.`,
  variety: (share, size) =>
    `In fifty words in a row, ${percent(share)}% are different from each other on average, ${compared[size]}.`,
  spread: (words, size) =>
    `On average ${count(words, 'word goes', 'words go')} by before more than a quarter of them are repeats, ${counted[size]}.`,
  types: (words, types) =>
    `Of ${count(words, 'word')}, ${whole(types)} ${Math.round(types) === 1 ? 'is' : 'are'} different.`,
  advanced: (words) =>
    `Among the most advanced words ${words.length === 1 ? 'is' : 'are'} ${listed(
      words.map(({ word, level, startMs }) => `"${word}" (${level}, at ${clock(startMs)})`),
    )}.`,
  overused: (word, times) => `The word "${word}" comes back often: it is heard ${count(times, 'time')}.`,

  fluency: (level, score, wordsPerMinute) =>
    `Fluency comes out at ${level} (${decimal(score)} out of five), at ${count(wordsPerMinute, 'word')} a minute with pauses included.`,
  articulationRate: (rate, size) =>
    `Between the pauses, ${decimal(rate)} syllables are spoken a second, ${paced[size]}.`,
  meanLengthOfRun: (syllables, size) =>
    `A stretch of speech without a pause has ${decimal(syllables)} syllables on average, ${counted[size]}.`,
  phonationRatio: (share, size) =>
    `Speech fills ${percent(share)}% of the speaking time, ${compared[size]}, and pauses fill the rest.`,
  silentPauses: (perMinute, size) =>
    `There are ${decimal(perMinute)} silent pauses a minute, ${counted[size]}.`,
  meanSilentPause: (ms, size) => `A silent pause lasts ${seconds(ms)} seconds on average, ${measured[size]}.`,
  longestPause: (ms, startMs, insideClause) =>
    `The longest pause, ${seconds(ms)} seconds at ${clock(startMs)}, falls ${
      insideClause ? 'in the middle of a clause' : 'between two clauses, where listeners expect it'
    }.`,
  noPause: 'No silent pause is heard inside the answers.',
  hesitations: (fillersPerMinute, repetitionsPerHundred) =>
    `Filled pauses come ${decimal(fillersPerMinute)} times a minute and repetitions ${decimal(repetitionsPerHundred)} times in a hundred words, which holds the score down.`,

  accent: (level, score) =>
    `Accent, which here means how easily the speech is understood, comes out at ${level} (${decimal(score)} out of five).`,
  accentParts: (best, bestScore, worst, worstScore) =>
    `Of its parts, ${partNames[best]} stands highest (${decimal(bestScore)} out of five) and ${partNames[worst]} lowest (${decimal(worstScore)} out of five).`,
  accentEven: (score) => `All of its parts come out alike (${decimal(score)} out of five).`,
  accentNoParts: 'Its parts could not be told apart in this recording.',
  unclearPhone: (ipa, times, due, examples) => {
    const quotes = examples.map(({ word, startMs }) => `"${word}" (at ${clock(startMs)})`);
    const example = quotes.length === 0 ? '' : `, for example in ${listed(quotes)}`;
    return `A sound that stands out is /${ipa}/, unclear ${unclear(times, due)}${example}.`;
  },
  noUnclearPhone: 'No single sound stands out as hard to understand.',

  missing: (dimension, because) => `No ${dimensionNames[dimension]} score was made, because ${because}.`,
  missingNext: 'The transcript and the recording can still be reviewed by a person.',
};
