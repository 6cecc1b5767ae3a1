/** What is told to the candidate: "you", what went well, what to practise and how. Nothing here names a fault. */
import type { AccentPart, Feedback, QuotedWord } from '../catalogue.ts';
import { clock, decimal, percent, seconds, whole } from '../figures.ts';
import { count, listed } from './explanations.ts';
import { howToSay } from './sounds.ts';

const partNames: Record<AccentPart, string> = {
  phoneAccuracy: 'The clarity of single sounds',
  stressAndIntonation: 'Stress and intonation',
  delivery: 'Smooth delivery',
};

const at = ({ word, startMs }: QuotedWord) => `"${word}" (at ${clock(startMs)})`;
const pause = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
  `${clock(startMs)} (${seconds(endMs - startMs)} seconds)`;

/** The feedback in English. */
export const feedback: Feedback = {
  wentWell: 'What went well:',
  toPractise: 'What to practise next:',
  notScored: (because) => `Your recording was not scored, because ${because}.`,
  notScoredNext:
    'This says nothing about how well you speak. Please ask the people who invited you how they will go on.',
  exercise: (task) => `Exercise: ${task}`,

  advancedWords: (words) =>
    `You used advanced words such as ${listed(
      words.map(({ word, level, startMs }) => `"${word}" (${level}, at ${clock(startMs)})`),
    )}, which makes an answer precise.`,
  variety: (share) =>
    `Your words vary: in fifty words in a row, ${percent(share)}% are different from each other on average.`,
  types: (words, types) =>
    `You found ${count(types, 'different word')} for your answers, in ${count(words, 'word')} altogether.`,
  pace: (syllablesPerSecond) =>
    `You speak at a lively pace for your level: ${decimal(syllablesPerSecond)} syllables a second between the pauses.`,
  runs: (syllables) =>
    `You speak in long stretches for your level, ${decimal(syllables)} syllables on average before a pause, which makes you easy to follow.`,
  pausesInPlace: (insideShare) =>
    `You pause where listeners expect it: ${
      percent(insideShare) === '0' ? 'hardly any' : `only ${percent(insideShare)}%`
    } of your pauses fall in the middle of a clause.`,
  quickAnswers: (ms) =>
    `You take up questions promptly: an answer typically begins ${seconds(ms)} seconds after the question.`,
  spokeFor: (ms) =>
    `You spoke for ${clock(ms)} minutes altogether, enough to give listeners an impression of how you speak.`,
  bestPart: (part, score) =>
    `${partNames[part]} comes out highest of the parts of your pronunciation (${decimal(score)} out of five).`,

  overused: (word, times) => `The word "${word}" comes back ${count(times, 'time')}.`,
  overusedTask: (word, alternatives) =>
    alternatives === undefined
      ? `write down three words that could stand in for "${word}", then tell one of your answers again with them.`
      : `tell one of your answers again and try "${alternatives[0]}" or "${alternatives[1]}" where they fit better than "${word}".`,
  moreVariety: (words, types) =>
    `You used ${count(types, 'different word')} in ${count(words, 'word')}; every new word makes your answers richer still.`,
  moreVarietyTask:
    'tell the same story twice, and the second time replace five words of the first version with others.',
  longPauses: (pauses) =>
    pauses.length === 1
      ? `A long pause falls in the middle of a clause, at ${listed(pauses.map(pause))}.`
      : `Some long pauses fall in the middle of a clause, for example at ${listed(pauses.map(pause))}.`,
  longPausesTask:
    'choose one of your answers, decide where each thought ends, and say it again with a pause only at those places.',
  longestPause: (one) => `Your longest pause comes at ${pause(one)}.`,
  longestPauseTask:
    'prepare three phrases that give you time to think, such as "let me think about that", and use them in practice answers.',
  runsShort: (syllables) =>
    `You say ${decimal(syllables)} syllables on average before a pause; longer stretches are easier to follow.`,
  runsTask:
    'learn a few phrases as one piece, such as "the reason for this is that", and build answers from them.',
  steadyPace: (wordsPerMinute) =>
    `You speak ${count(wordsPerMinute, 'word')} a minute, pauses included; practice makes the flow steadier.`,
  paceTask: 'record an answer of one minute three times in a row and compare the first with the third.',
  sound: (ipa, times, due, examples) => {
    const example = examples.length === 0 ? '' : `, for example in ${listed(examples.map(at))}`;
    const often = due === 1 ? 'the one time it was due' : `${whole(times)} of ${whole(due)} times`;
    return `The sound /${ipa}/ was hard to make out ${often}${example}.`;
  },
  soundTask: (ipa, arpabet, examples) => {
    const how = howToSay[arpabet];
    const words =
      examples.length === 0 ? 'words that have it' : listed(examples.map(({ word }) => `"${word}"`));
    return `${how === undefined ? `listen to /${ipa}/ in a dictionary with sound` : `for /${ipa}/, ${how}`}; say ${words} slowly, then in a sentence.`;
  },
  weakestPart: (part, score) =>
    `${partNames[part]} has the most room to grow in your pronunciation (${decimal(score)} out of five).`,
  partTasks: {
    phoneAccuracy: 'read a short text aloud slowly and finish every word, the last sound included.',
    stressAndIntonation:
      'listen to a sentence of a speaker you like, mark the strong words, and say it along with the recording.',
    delivery: 'read a text aloud in groups of words, and join the words of each group without a break.',
  },
};
