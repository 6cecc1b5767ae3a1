/** What a level means at work, in the project's own words, and how far the estimate can be relied on. */
import type { CefrLevel } from '@vivavoce/contract';
import type { Dimension } from '../../scales/estimates.ts';
import type { Recommendation } from '../catalogue.ts';
import type { ScoreWithLevel } from '../report-input.ts';
import { capital } from '../sentences.ts';
import { dimensionNames, listed } from './explanations.ts';

/** What somebody whose speech is at a level can do at work, and what is still hard. */
const overall: Record<CefrLevel, string> = {
  A1: 'at work this is enough for greetings, names, numbers and single fixed phrases, while a conversation needs an interpreter or written support',
  A2: 'at work this is enough for short exchanges on familiar tasks, while explaining a problem or following a meeting needs help',
  B1: 'at work this is enough for familiar topics, simple reports and everyday contact with colleagues, while fast discussions and unexpected topics remain hard',
  B2: 'at work this is enough to take part in meetings, explain a problem and talk to customers on most topics, while subtle wording in negotiations may cost effort',
  C1: 'at work this is enough to lead discussions, present and negotiate in detail, with small slips that rarely matter',
  C2: 'at work this is enough for any task, including persuading, mediating and fine shades of meaning under pressure',
};

/** What a level of one score alone means at work. */
const ofDimension: Record<Dimension, Record<CefrLevel, string>> = {
  vocabulary: {
    A1: 'there are words for names, numbers and basic needs',
    A2: 'there are words for daily routines, while other topics must be described in a roundabout way',
    B1: 'there are words for familiar work topics, while specialist matters need preparation',
    B2: 'there are words for most work topics, and a missing one can be described',
    C1: 'there are words for complex topics, with few gaps',
    C2: 'there are words for any topic, with precision',
  },
  fluency: {
    A1: 'listeners need to wait for most answers',
    A2: 'short answers come readily, and longer ones need patient listeners',
    B1: 'longer answers can be followed, with clear pauses for planning',
    B2: 'answers flow well enough for meetings and calls',
    C1: 'answers flow with hardly any effort for the listener',
    C2: 'answers flow without effort at any length',
  },
  accent: {
    A1: 'listeners may catch only some of the words, so writing should back up speaking',
    A2: 'listeners often need a repetition, above all on the telephone',
    B1: 'listeners understand most of it and sometimes need a repetition',
    B2: 'listeners understand it well, with an occasional unclear word',
    C1: 'listeners understand it easily, on the telephone as well',
    C2: 'listeners understand every word without effort',
  },
};

const withLevel = ({ dimension, level }: ScoreWithLevel) => `${dimensionNames[dimension]} (${level})`;

/** The recommendation in English. */
export const recommendation: Recommendation = {
  overall: (level) => `The speech is at ${level} overall: ${overall[level]}.`,
  withoutOverall: (score) =>
    `There is no overall level; ${withLevel(score)} shows that ${ofDimension[score.dimension][score.level]}.`,
  even: 'Vocabulary, fluency and accent lie close together.',
  uneven: (highest, lowest) =>
    `${capital(withLevel(highest))} is ahead of ${withLevel(lowest)}: ${ofDimension[lowest.dimension][lowest.level]}.`,
  missing: (groups) =>
    `No score was made ${listed(
      groups.map(
        ({ dimensions, because }) =>
          `for ${listed(dimensions.map((one) => dimensionNames[one]))} because ${because}`,
      ),
    )}.`,
  nothing: (because) => `No scores were made for this recording, because ${because}.`,
  range: (what, low, high) => {
    const subject = what === 'overall' ? 'overall level' : `level of ${dimensionNames[what]}`;
    return low === high
      ? `In nine cases of ten, experts would place the ${subject} at ${low} as well.`
      : `In nine cases of ten, experts would place the ${subject} between ${low} and ${high}.`;
  },
  listenBecause: (clauses) =>
    `A person should listen to the recording before relying on this, because ${listed(clauses)}.`,
  listenIfClose:
    'Where two neighbouring levels would lead to different decisions, a person should listen first.',
  listenInstead: 'Only a person who listens to the recording can judge the speech.',
};
