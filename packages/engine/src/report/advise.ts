/**
 * Feedback for the candidate: two strengths, two things to practise with an exercise each, all from the recording.
 *
 * Repetitions, self-repairs and filled pauses are never told here: they belong to speaking, for some people always. Variety and
 * advanced words are told only where the vocabulary model counted them that way.
 */
import { type CefrLevel, cefrOf, type TypicalMeasure } from '@vivavoce/contract';
import type { Dimension } from '../scales/estimates.ts';
import type { AccentPart, Catalogue, Feedback } from './catalogue.ts';
import { ENGLISH } from './en/english.ts';
import { richerWords } from './en/richer-words.ts';
import { accentParts, differentWords, unclearPhone } from './explain.ts';
import { missingBecause } from './missing.ts';
import { ratedFindings } from './rated-speech.ts';
import type { ReportInput } from './report-input.ts';
import { standingOf } from './typical.ts';

/** Something that could be told to the candidate. */
interface Finding {
  readonly dimension: Dimension;
  /** What it is about: nobody is praised and sent to practise for the same thing. */
  readonly topic:
    | 'words'
    | 'passages'
    | 'rephrasing'
    | 'variety'
    | 'wordCount'
    | 'pace'
    | 'runs'
    | 'pauses'
    | 'answers'
    | 'length'
    | 'sounds'
    | 'intonation'
    | 'delivery';
  /** The more, the sooner it is told; below 0 it is told only where nothing better is left. */
  readonly weight: number;
  readonly text: string;
}

/** Something to practise. */
interface PracticeFinding extends Finding {
  readonly exercise: string;
}

type Figures = ReportInput['analysis'];

/** Weight of what can be said of everybody, so that two of each are always there. */
const LAST_RESORT = -10;
/** Share of pauses inside clauses up to which pausing is a strength. Ours. */
const FEW_INSIDE = 1 / 3;
/** Fewest pauses of which a share means anything. Ours. */
const ENOUGH_PAUSES = 5;
/** Length from which a pause inside a clause is called long, ms. Ours. */
const LONG_INSIDE_MS = 1000;
/** Length from which a pause between clauses is worth practising, ms. Ours. */
const LONG_BETWEEN_MS = 2000;
/** Median gap before an answer that is prompt, ms: below, the question was cut short. Ours. */
const PROMPT_MS = { min: 100, max: 1500 };
/** Fewest answers that show a habit. Ours. */
const ENOUGH_ANSWERS = 3;
/** Syllables a second above which speed helps listeners no more: the upper end of native speakers' usual rates. */
const BRISK_RATE = 5.5;

/** Two strengths and two things to practise, in lines; or why the recording was not scored. */
export function advise(input: ReportInput, catalogue: Catalogue = ENGLISH): string {
  const { feedback: say } = catalogue;
  const { scores, analysis } = input;
  if (scores.vocabulary === null && scores.fluency === null && scores.accent === null) {
    return [say.notScored(missingBecause(input, 'vocabulary', catalogue)), say.notScoredNext].join(' ');
  }
  const practice = [...alwaysToPractise(analysis, say)];
  const strengths = [...alwaysWell(analysis, say)];
  if (analysis.judgement !== undefined) {
    const rated = ratedFindings(input, catalogue.rated, say);
    practice.push(...rated.practice);
    strengths.push(...rated.strengths);
    return listed(strengths, practice, say);
  }
  if (scores.vocabulary !== null) {
    const level = cefrOf(scores.vocabulary.estimate);
    practice.push(...vocabularyPractice(level, input, say));
    strengths.push(...vocabularyStrengths(level, input, say));
  }
  if (scores.fluency !== null) {
    const level = cefrOf(scores.fluency.estimate);
    practice.push(...fluencyPractice(level, analysis.fluency, say));
    strengths.push(...fluencyStrengths(level, analysis.fluency, say));
  }
  if (scores.accent !== null) {
    practice.push(...accentPractice(analysis.accent, say));
    strengths.push(...accentStrengths(analysis.accent, say));
  }
  return listed(strengths, practice, say);
}

/** The two weightiest of each, in lines. */
function listed(strengths: readonly Finding[], practice: readonly PracticeFinding[], say: Feedback): string {
  const toPractise = twoOf(practice);
  const taken = new Set(toPractise.map(({ topic }) => topic));
  const wentWell = twoOf(strengths.filter(({ topic }) => !taken.has(topic)));
  return [
    say.wentWell,
    ...wentWell.map(({ text }) => `- ${text}`),
    say.toPractise,
    ...toPractise.map(({ text, exercise }) => `- ${text} ${say.exercise(exercise)}`),
  ].join('\n');
}

/** The two weightiest on different topics, of two dimensions where neither is a last resort. */
function twoOf<F extends Finding>(findings: readonly F[]): F[] {
  const [first, ...rest] = findings.toSorted((a, b) => b.weight - a.weight);
  if (first === undefined) return [];
  const others = rest.filter(({ topic }) => topic !== first.topic);
  const second = others.find((one) => one.dimension !== first.dimension && one.weight >= 0) ?? others[0];
  return second === undefined ? [first] : [first, second];
}

function alwaysWell({ vocabulary, fluency }: Figures, say: Feedback): Finding[] {
  const { words, types } = vocabulary;
  const weight = LAST_RESORT;
  return [
    { dimension: 'vocabulary', topic: 'wordCount', weight, text: say.types(words, types) },
    { dimension: 'fluency', topic: 'length', weight, text: say.spokeFor(fluency.speakingTimeMs) },
  ];
}

function alwaysToPractise({ vocabulary, fluency }: Figures, say: Feedback): PracticeFinding[] {
  const { words, types } = vocabulary;
  const weight = LAST_RESORT;
  const rate = fluency.speechRateWordsPerMinute;
  return [
    {
      dimension: 'vocabulary',
      topic: 'variety',
      weight,
      text: say.moreVariety(words, types),
      exercise: say.moreVarietyTask,
    },
    { dimension: 'fluency', topic: 'pace', weight, text: say.steadyPace(rate), exercise: say.paceTask },
  ];
}

function vocabularyStrengths(
  level: CefrLevel,
  { analysis: { vocabulary }, vocabularyContributions: added }: ReportInput,
  say: Feedback,
): Finding[] {
  const { mattr, advancedWords } = vocabulary;
  const dimension = 'vocabulary';
  const findings: Finding[] = [];
  const advanced = differentWords(advancedWords)
    .filter((word) => word.level >= level)
    .slice(0, 2);
  if (advanced.length > 0 && (added === null || added.reach > 0)) {
    findings.push({ dimension, topic: 'words', weight: advanced.length, text: say.advancedWords(advanced) });
  }
  const merit = meritOf('mattr', mattr, level);
  if (mattr !== null && merit > 0 && (added === null || added.variety > 0)) {
    findings.push({ dimension, topic: 'variety', weight: merit, text: say.variety(mattr) });
  }
  return findings;
}

function vocabularyPractice(
  level: CefrLevel,
  { analysis: { vocabulary }, vocabularyContributions: added }: ReportInput,
  say: Feedback,
): PracticeFinding[] {
  const { words, types, mattr, overusedWords } = vocabulary;
  const dimension = 'vocabulary';
  const findings: PracticeFinding[] = [];
  const overused = overusedWords.find(({ word }) => richerWords.has(word.toLowerCase())) ?? overusedWords[0];
  if (overused !== undefined) {
    findings.push({
      dimension,
      topic: 'words',
      weight: Math.min(2, overused.perHundredWords),
      text: say.overused(overused.word, overused.count),
      exercise: say.overusedTask(overused.word, richerWords.get(overused.word.toLowerCase())),
    });
  }
  const merit = meritOf('mattr', mattr, level);
  if (merit < 0 && (added === null || added.variety < 0)) {
    const text = say.moreVariety(words, types);
    findings.push({ dimension, topic: 'variety', weight: -merit, text, exercise: say.moreVarietyTask });
  }
  return findings;
}

function fluencyStrengths(level: CefrLevel, fluency: Figures['fluency'], say: Feedback): Finding[] {
  const { silentPauses, responseLatency, articulationRateSyllablesPerSecond: rate } = fluency;
  const runs = fluency.meanLengthOfRunSyllables;
  const inside = silentPauses.insideClausesShare;
  const latency = responseLatency.medianMs;
  const dimension = 'fluency';
  const findings: Finding[] = [
    {
      dimension,
      topic: 'pace',
      weight: rate > BRISK_RATE ? -1 : meritOf('articulationRate', rate, level),
      text: say.pace(rate),
    },
    { dimension, topic: 'runs', weight: meritOf('meanLengthOfRun', runs, level), text: say.runs(runs) },
  ];
  if (inside !== null && inside <= FEW_INSIDE && silentPauses.count >= ENOUGH_PAUSES) {
    findings.push({ dimension, topic: 'pauses', weight: 1, text: say.pausesInPlace(inside) });
  }
  const habit = responseLatency.count >= ENOUGH_ANSWERS;
  if (habit && latency !== null && latency >= PROMPT_MS.min && latency <= PROMPT_MS.max) {
    findings.push({ dimension, topic: 'answers', weight: 0.5, text: say.quickAnswers(latency) });
  }
  return findings.filter(({ weight }) => weight > 0);
}

function fluencyPractice(level: CefrLevel, fluency: Figures['fluency'], say: Feedback): PracticeFinding[] {
  const { longest } = fluency.silentPauses;
  const runs = fluency.meanLengthOfRunSyllables;
  const inside = longest
    .filter((pause) => pause.insideClause && pause.endMs - pause.startMs >= LONG_INSIDE_MS)
    .slice(0, 2);
  const [first] = longest;
  const dimension = 'fluency';
  const findings: PracticeFinding[] = [];
  const merit = meritOf('meanLengthOfRun', runs, level);
  if (merit < 0) {
    const text = say.runsShort(runs);
    findings.push({ dimension, topic: 'runs', weight: -merit, text, exercise: say.runsTask });
  }
  if (inside.length > 0) {
    const text = say.longPauses(inside);
    findings.push({ dimension, topic: 'pauses', weight: 1.5, text, exercise: say.longPausesTask });
  } else if (first !== undefined) {
    const text = say.longestPause(first);
    const weight = first.endMs - first.startMs >= LONG_BETWEEN_MS ? 0.5 : -2;
    findings.push({ dimension, topic: 'pauses', weight, text, exercise: say.longestPauseTask });
  }
  return findings;
}

function accentStrengths(accent: Figures['accent'], say: Feedback): Finding[] {
  const [best] = accentParts(accent);
  if (best === undefined) return [];
  const text = say.bestPart(best.part, best.score);
  return [{ dimension: 'accent', topic: topicOf(best.part), weight: 0.8, text }];
}

function accentPractice(accent: Figures['accent'], say: Feedback): PracticeFinding[] {
  const dimension = 'accent';
  const findings: PracticeFinding[] = [];
  const phone = unclearPhone(accent);
  if (phone !== undefined) {
    const { ipa, arpabet, unclear, count } = phone;
    const examples = differentWords(phone.examples).slice(0, 2);
    findings.push({
      dimension,
      topic: 'sounds',
      weight: 2.5,
      text: say.sound(ipa, unclear, count, examples),
      exercise: say.soundTask(ipa, arpabet, examples),
    });
  }
  const worst = accentParts(accent).at(-1);
  if (worst !== undefined) {
    const text = say.weakestPart(worst.part, worst.score);
    const exercise = say.partTasks[worst.part];
    findings.push({ dimension, topic: topicOf(worst.part), weight: -1, text, exercise });
  }
  return findings;
}

function topicOf(part: AccentPart): Finding['topic'] {
  const topics = {
    phoneAccuracy: 'sounds',
    stressAndIntonation: 'intonation',
    delivery: 'delivery',
  } as const;
  return topics[part];
}

/** How a figure stands among those usual at the level; 0 for a figure that could not be measured. */
function meritOf(measure: TypicalMeasure, value: number | null, level: CefrLevel): number {
  return value === null ? 0 : standingOf(measure, value, level).merit;
}
