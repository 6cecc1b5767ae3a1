/**
 * Feedback for the candidate: two strengths, two things to practise with an exercise each, all from the recording.
 *
 * Repetitions, self-repairs and filled pauses are never told here: they belong to speaking, for some people always.
 */
import { type CefrLevel, cefrOf } from '@vivavoce/contract';
import type { Dimension } from '../scales/estimates.ts';
import { feedback as say } from './en/feedback.ts';
import { richerWords } from './en/richer-words.ts';
import { accentParts, differentWords } from './explain.ts';
import { missingBecause } from './missing.ts';
import type { ReportInput } from './report-input.ts';
import { standingOf } from './typical.ts';

/** Something that could be told to the candidate. */
interface Finding {
  readonly dimension: Dimension;
  /** What it is about: nobody is praised and sent to practise for the same thing. */
  readonly topic:
    | 'words'
    | 'variety'
    | 'pace'
    | 'runs'
    | 'pauses'
    | 'answers'
    | 'amount'
    | 'sounds'
    | 'parts';
  /** The more, the sooner it is told. Below 0 only when nothing better is left. */
  readonly weight: number;
  readonly text: string;
  /** For a thing to practise. */
  readonly exercise?: string;
}

/** Share of pauses inside clauses up to which pausing is a strength. */
const FEW_INSIDE = 0.4;
/** Median gap before an answer up to which answers are prompt, ms. */
const PROMPT_MS = 1500;
/** Unused findings of the last resort. */
const LAST_RESORT = -10;

/** Two strengths and two things to practise, in lines; or why the recording was not scored. */
export function advise(input: ReportInput): string {
  const { scores, analysis } = input;
  const strengths: Finding[] = [];
  const practice: Finding[] = [];
  if (scores.vocabulary !== null) {
    const level = cefrOf(scores.vocabulary.estimate);
    strengths.push(...vocabularyStrengths(level, analysis.vocabulary));
    practice.push(...vocabularyPractice(level, analysis.vocabulary));
  }
  if (scores.fluency !== null) {
    const level = cefrOf(scores.fluency.estimate);
    strengths.push(...fluencyStrengths(level, analysis.fluency));
    practice.push(...fluencyPractice(level, analysis.fluency));
  }
  if (scores.accent !== null) {
    strengths.push(...accentStrengths(scores.accent.estimate, analysis.accent));
    practice.push(...accentPractice(scores.accent.estimate, analysis.accent));
  }
  if (strengths.length === 0) {
    return [say.notScored(missingBecause(input, 'vocabulary')), say.notScoredNext].join(' ');
  }
  const toPractise = best(practice, []);
  const wentWell = best(strengths, toPractise);
  return [
    say.wentWell,
    ...wentWell.map(({ text }) => `- ${text}`),
    say.toPractise,
    ...toPractise.map(({ text, exercise }) => `- ${text} ${say.exercise(exercise ?? '')}`),
  ].join('\n');
}

/** The two weightiest, of two dimensions where possible, on topics not taken. */
function best(findings: readonly Finding[], taken: readonly Finding[]): Finding[] {
  const topics = new Set(taken.map(({ topic }) => topic));
  const free = [...findings].sort((a, b) => b.weight - a.weight).filter(({ topic }) => !topics.has(topic));
  const [first] = free;
  if (first === undefined) return [];
  const others = free.filter(({ topic }) => topic !== first.topic);
  const second = others.find((one) => one.dimension !== first.dimension && one.weight >= 0) ?? others[0];
  return second === undefined ? [first] : [first, second];
}

type Figures = ReportInput['analysis'];

function vocabularyStrengths(level: CefrLevel, vocabulary: Figures['vocabulary']): Finding[] {
  const { words, types, mattr, advancedWords } = vocabulary;
  const dimension = 'vocabulary';
  const advanced = differentWords(advancedWords)
    .filter((word) => word.level >= level && word.level >= 'B1')
    .slice(0, 2);
  return [
    ...(advanced.length === 0
      ? []
      : [{ dimension, topic: 'words', weight: advanced.length, text: say.advancedWords(advanced) } as const]),
    ...(mattr === null
      ? []
      : [
          {
            dimension,
            topic: 'variety',
            weight: standingOf('mattr', mattr, level).merit,
            text: say.variety(mattr),
          } as const,
        ]),
    { dimension, topic: 'amount', weight: LAST_RESORT, text: say.types(words, types) },
  ];
}

function vocabularyPractice(level: CefrLevel, vocabulary: Figures['vocabulary']): Finding[] {
  const { words, types, mattr, overusedWords } = vocabulary;
  const dimension = 'vocabulary';
  const overused = overusedWords.find(({ word }) => richerWords[word.toLowerCase()]) ?? overusedWords[0];
  const merit = mattr === null ? LAST_RESORT : -standingOf('mattr', mattr, level).merit;
  return [
    ...(overused === undefined
      ? []
      : [
          {
            dimension,
            topic: 'words',
            weight: 2,
            text: say.overused(overused.word, overused.count),
            exercise: say.overusedTask(overused.word, richerWords[overused.word.toLowerCase()]),
          } as const,
        ]),
    {
      dimension,
      topic: 'variety',
      weight: merit,
      text: say.moreVariety(words, types),
      exercise: say.moreVarietyTask,
    },
  ];
}

function fluencyStrengths(level: CefrLevel, fluency: Figures['fluency']): Finding[] {
  const { silentPauses, responseLatency } = fluency;
  const inside = silentPauses.insideClausesShare;
  const latency = responseLatency.medianMs;
  const dimension = 'fluency';
  const runs = fluency.meanLengthOfRunSyllables;
  const findings: Finding[] = [
    {
      dimension,
      topic: 'pace',
      weight: standingOf('articulationRate', fluency.articulationRateSyllablesPerSecond, level).merit,
      text: say.pace(fluency.speechRateWordsPerMinute),
    },
    {
      dimension,
      topic: 'runs',
      weight: standingOf('meanLengthOfRun', runs, level).merit,
      text: say.runs(runs),
    },
    { dimension, topic: 'amount', weight: LAST_RESORT, text: say.spokeFor(fluency.speakingTimeMs) },
  ];
  if (inside !== null && inside <= FEW_INSIDE) {
    findings.push({ dimension, topic: 'pauses', weight: 1, text: say.pausesInPlace(inside) });
  }
  if (latency !== null && latency >= 0 && latency <= PROMPT_MS) {
    findings.push({ dimension, topic: 'answers', weight: 0.5, text: say.quickAnswers(latency) });
  }
  return findings;
}

function fluencyPractice(level: CefrLevel, fluency: Figures['fluency']): Finding[] {
  const { longest } = fluency.silentPauses;
  const inside = longest.filter((pause) => pause.insideClause).slice(0, 2);
  const runs = fluency.meanLengthOfRunSyllables;
  const dimension = 'fluency';
  const findings: Finding[] = [
    {
      dimension,
      topic: 'runs',
      weight: -standingOf('meanLengthOfRun', runs, level).merit,
      text: say.runsShort(runs),
      exercise: say.runsTask,
    },
    {
      dimension,
      topic: 'pace',
      weight: LAST_RESORT,
      text: say.paceSlow(fluency.speechRateWordsPerMinute),
      exercise: say.paceTask,
    },
  ];
  const [firstInside] = inside;
  const [first] = longest;
  if (firstInside !== undefined) {
    const text = inside.length === 1 ? say.longPausesOne(firstInside) : say.longPauses(inside);
    findings.push({ dimension, topic: 'pauses', weight: 1.5, text, exercise: say.longPausesTask });
  } else if (first !== undefined) {
    const text = say.longestPause(first);
    findings.push({ dimension, topic: 'pauses', weight: 0, text, exercise: say.longestPauseTask });
  }
  return findings;
}

function accentStrengths(score: number, accent: Figures['accent']): Finding[] {
  const [first] = accentParts(accent);
  const dimension = 'accent';
  const parts: Finding[] =
    first === undefined
      ? []
      : [{ dimension, topic: 'parts', weight: 0.8, text: say.bestPart(first.part, first.score) }];
  return [...parts, { dimension, topic: 'amount', weight: LAST_RESORT, text: say.understood(score) }];
}

function accentPractice(score: number, accent: Figures['accent']): Finding[] {
  const phone = accent.costliestPhones.find(({ unclear }) => unclear > 0);
  const worst = accentParts(accent).at(-1);
  const dimension = 'accent';
  const findings: Finding[] = [];
  if (phone !== undefined) {
    const examples = differentWords(phone.examples).slice(0, 2);
    findings.push({
      dimension,
      topic: 'sounds',
      weight: 2.5,
      text: say.sound(phone.ipa, phone.unclear, phone.count, examples),
      exercise: say.soundTask(phone.ipa, phone.arpabet, examples),
    });
  }
  findings.push(
    worst === undefined
      ? {
          dimension,
          topic: 'parts',
          weight: LAST_RESORT,
          text: say.accentAgain(score),
          exercise: say.partTasks.phoneAccuracy,
        }
      : {
          dimension,
          topic: 'parts',
          weight: LAST_RESORT / 2,
          text: say.weakestPart(worst.part, worst.score),
          exercise: say.partTasks[worst.part],
        },
  );
  return findings;
}
