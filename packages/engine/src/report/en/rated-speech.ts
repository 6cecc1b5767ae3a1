/** Sentences about speech in another language than English, which a language model judged. */
import type { RatedSpeech } from '../catalogue.ts';
import { clock, decimal, percent, seconds } from '../figures.ts';
import { count, dimensionNames, listed } from './explanations.ts';

const quoted = ({ text, startMs }: { readonly text: string; readonly startMs: number }) =>
  `“${text}” (at ${clock(startMs)})`;

/** Speech that a language model judged, in English. */
export const ratedSpeech: RatedSpeech = {
  vocabulary: (level, score, words) =>
    `A language model places the vocabulary at ${level} (${decimal(score)} out of five), from ${count(words, 'word')}.`,
  fluency: (level, score, wordsPerMinute) =>
    `A language model places the fluency at ${level} (${decimal(score)} out of five), at ${count(wordsPerMinute, 'word')} a minute with pauses included.`,
  quotes: (quotes) => `It rests on passages such as ${listed(quotes.map(quoted))}.`,
  limited: (pausesPerMinute, speechShare) =>
    `The score is held to what was measured: ${decimal(pausesPerMinute)} silent pauses a minute, and speech in ${percent(speechShare)}% of the speaking time.`,
  pauses: (pausesPerMinute, speechShare) =>
    `There are ${decimal(pausesPerMinute)} silent pauses a minute, and speech fills ${percent(speechShare)}% of the speaking time.`,
  longestPause: (ms, startMs) => `The longest pause lasts ${seconds(ms)} seconds, at ${clock(startMs)}.`,
  range: (dimension, low, high) =>
    low === high
      ? `The judgement of ${dimensionNames[dimension]} stays at ${low}, but nobody has compared such judgements with those of examiners.`
      : `The level of ${dimensionNames[dimension]} may lie anywhere from ${low} to ${high}, for nobody has compared such judgements with those of examiners.`,
  wentWell: (quote) => `A passage that works well is ${quoted(quote)}.`,
  toRephrase: (quote) => `A passage that can still grow is ${quoted(quote)}.`,
  rephraseTask:
    'say the same thing in two other ways, once in short sentences and once in one long sentence.',
  pauseTask:
    'choose one of your answers, decide where each thought ends, and say it again with a pause only at those places.',
};
