/**
 * Feedback for the candidate: two strengths, two things to practise with an exercise each, all from the recording.
 *
 * Repetitions, self-repairs and filled pauses are never told here: they belong to speaking, for some people always. Variety and
 * advanced words are told only where the vocabulary model counted them that way.
 */
import { type CefrLevel, cefrOf, hardSounds, type TypicalMeasure } from '@vivavoce/contract';
import { isSound, type ReportTexts, reportTexts } from '@vivavoce/texts/report';
import type { Dimension } from '../scales/estimates.ts';
import type { Span } from '../speech/timeline.ts';
import { type AccentPart, accentParts, differentWords, isApart } from './explain.ts';
import { missingBecause } from './missing.ts';
import { quotedAdvancedWords, quotedPause, quotedWords } from './quotes.ts';
import { ratedFindings } from './rated-speech.ts';
import type { ReportInput } from './report-input.ts';
import { richerWords } from './richer-words.ts';
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
export function advise(input: ReportInput, t: ReportTexts = reportTexts('en')): string {
  const { scores, analysis } = input;
  if (scores.vocabulary === null && scores.fluency === null && scores.accent === null) {
    const because = missingBecause(input, 'vocabulary', t);
    return [t('feedback.notScored', { because }), t('feedback.notScoredNext')].join(' ');
  }
  const practice = [...alwaysToPractise(analysis, t)];
  const strengths = [...alwaysWell(analysis, t)];
  if (analysis.judgement !== undefined) {
    const rated = ratedFindings(input, t);
    practice.push(...rated.practice);
    strengths.push(...rated.strengths);
    return listed(strengths, practice, t);
  }
  if (scores.vocabulary !== null) {
    const level = cefrOf(scores.vocabulary.estimate);
    practice.push(...vocabularyPractice(level, input, t));
    strengths.push(...vocabularyStrengths(level, input, t));
  }
  if (scores.fluency !== null) {
    const level = cefrOf(scores.fluency.estimate);
    practice.push(...fluencyPractice(level, analysis.fluency, t));
    strengths.push(...fluencyStrengths(level, analysis.fluency, t));
  }
  if (scores.accent !== null) {
    practice.push(...accentPractice(analysis.accent, t));
    strengths.push(...accentStrengths(analysis.accent, t));
  }
  return listed(strengths, practice, t);
}

/** The two weightiest of each, in lines. */
function listed(strengths: readonly Finding[], practice: readonly PracticeFinding[], t: ReportTexts): string {
  const toPractise = twoOf(practice);
  const taken = new Set(toPractise.map(({ topic }) => topic));
  const wentWell = twoOf(strengths.filter(({ topic }) => !taken.has(topic)));
  return [
    t('feedback.wentWell'),
    ...wentWell.map(({ text }) => `- ${text}`),
    t('feedback.toPractise'),
    ...toPractise.map(({ text, exercise }) => `- ${text} ${t('feedback.exercise', { task: exercise })}`),
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

function alwaysWell({ vocabulary, fluency }: Figures, t: ReportTexts): Finding[] {
  const { words, types } = vocabulary;
  const weight = LAST_RESORT;
  return [
    { dimension: 'vocabulary', topic: 'wordCount', weight, text: t('feedback.types', { words, types }) },
    {
      dimension: 'fluency',
      topic: 'length',
      weight,
      text: t('feedback.spokeFor', { ms: fluency.speakingTimeMs }),
    },
  ];
}

function alwaysToPractise({ vocabulary, fluency }: Figures, t: ReportTexts): PracticeFinding[] {
  const { words, types } = vocabulary;
  const weight = LAST_RESORT;
  const wordsPerMinute = Math.round(fluency.speechRateWordsPerMinute);
  return [
    {
      dimension: 'vocabulary',
      topic: 'variety',
      weight,
      text: t('feedback.moreVariety', { words, types }),
      exercise: t('feedback.moreVarietyTask'),
    },
    {
      dimension: 'fluency',
      topic: 'pace',
      weight,
      text: t('feedback.steadyPace', { wordsPerMinute }),
      exercise: t('feedback.paceTask'),
    },
  ];
}

function vocabularyStrengths(
  level: CefrLevel,
  { analysis: { vocabulary }, vocabularyContributions: added }: ReportInput,
  t: ReportTexts,
): Finding[] {
  const { mattr, advancedWords } = vocabulary;
  const dimension = 'vocabulary';
  const findings: Finding[] = [];
  const advanced = differentWords(advancedWords)
    .filter((word) => word.level >= level)
    .slice(0, 2);
  if (advanced.length > 0 && (added === null || added.reach > 0)) {
    const text = t('feedback.advancedWords', { words: quotedAdvancedWords(advanced, t) });
    findings.push({ dimension, topic: 'words', weight: advanced.length, text });
  }
  const merit = meritOf('mattr', mattr, level);
  if (mattr !== null && merit > 0 && (added === null || added.variety > 0)) {
    findings.push({
      dimension,
      topic: 'variety',
      weight: merit,
      text: t('feedback.variety', { share: mattr }),
    });
  }
  return findings;
}

function vocabularyPractice(
  level: CefrLevel,
  { analysis: { vocabulary }, vocabularyContributions: added }: ReportInput,
  t: ReportTexts,
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
      text: t('feedback.overused', { word: overused.word, count: overused.count }),
      exercise: overusedTask(overused.word, t),
    });
  }
  const merit = meritOf('mattr', mattr, level);
  if (merit < 0 && (added === null || added.variety < 0)) {
    const text = t('feedback.moreVariety', { words, types });
    findings.push({
      dimension,
      topic: 'variety',
      weight: -merit,
      text,
      exercise: t('feedback.moreVarietyTask'),
    });
  }
  return findings;
}

function fluencyStrengths(level: CefrLevel, fluency: Figures['fluency'], t: ReportTexts): Finding[] {
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
      text: t('feedback.pace', { rate }),
    },
    {
      dimension,
      topic: 'runs',
      weight: meritOf('meanLengthOfRun', runs, level),
      text: t('feedback.runs', { syllables: runs }),
    },
  ];
  if (inside !== null && inside <= FEW_INSIDE && silentPauses.count >= ENOUGH_PAUSES) {
    const text =
      Math.round(100 * inside) === 0
        ? t('feedback.pausesAllInPlace')
        : t('feedback.pausesInPlace', { share: inside });
    findings.push({ dimension, topic: 'pauses', weight: 1, text });
  }
  const habit = responseLatency.count >= ENOUGH_ANSWERS;
  if (habit && latency !== null && latency >= PROMPT_MS.min && latency <= PROMPT_MS.max) {
    const text = t('feedback.quickAnswers', { ms: latency });
    findings.push({ dimension, topic: 'answers', weight: 0.5, text });
  }
  return findings.filter(({ weight }) => weight > 0);
}

function fluencyPractice(level: CefrLevel, fluency: Figures['fluency'], t: ReportTexts): PracticeFinding[] {
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
    const text = t('feedback.runsShort', { syllables: runs });
    findings.push({ dimension, topic: 'runs', weight: -merit, text, exercise: t('feedback.runsTask') });
  }
  if (inside.length > 0) {
    const text = longPauses(inside, t);
    findings.push({ dimension, topic: 'pauses', weight: 1.5, text, exercise: t('feedback.longPausesTask') });
  } else if (first !== undefined) {
    const text = t('feedback.longestPause', { pause: quotedPause(first, t) });
    const weight = first.endMs - first.startMs >= LONG_BETWEEN_MS ? 0.5 : -2;
    findings.push({ dimension, topic: 'pauses', weight, text, exercise: t('feedback.longestPauseTask') });
  }
  return findings;
}

function accentStrengths(accent: Figures['accent'], t: ReportTexts): Finding[] {
  const [best] = accentParts(accent);
  if (best === undefined) return [];
  const text = t('feedback.bestPart', { context: best.part, score: best.score });
  return [{ dimension: 'accent', topic: topicOf(best.part), weight: 0.8, text }];
}

function accentPractice(accent: Figures['accent'], t: ReportTexts): PracticeFinding[] {
  const dimension = 'accent';
  const findings: PracticeFinding[] = [];
  const [phone] = hardSounds(accent);
  if (phone !== undefined) {
    const { ipa, unclear, count } = phone;
    const examples = differentWords(phone.examples).slice(0, 2);
    const times = { ipa, times: unclear, due: count };
    findings.push({
      dimension,
      topic: 'sounds',
      weight: 2.5,
      text:
        examples.length === 0
          ? t('feedback.sound', times)
          : t('feedback.soundInWords', { ...times, words: quotedWords(examples, t) }),
      exercise: soundTask(
        phone,
        examples.map(({ word }) => t('quotes.word', { word })),
        t,
      ),
    });
  }
  const parts = accentParts(accent);
  const [best] = parts;
  const worst = parts.at(-1);
  // Where parts hardly differ, or all are high, to name one to work on would be noise.
  if (best && worst && isApart(best.score, worst.score) && cefrOf(worst.score) !== 'C2') {
    const text = t('feedback.weakestPart', { context: worst.part, score: worst.score });
    const exercise = t('feedback.partTask', { context: worst.part });
    findings.push({ dimension, topic: topicOf(worst.part), weight: -1, text, exercise });
  }
  return findings;
}

function overusedTask(word: string, t: ReportTexts): string {
  const richer = richerWords.get(word.toLowerCase());
  if (richer === undefined) return t('feedback.overusedTaskOpen', { word });
  const [one, other] = richer;
  return t('feedback.overusedTask', { word, one, other });
}

function longPauses(inside: readonly Span[], t: ReportTexts): string {
  const pauses = inside.map((pause) => quotedPause(pause, t));
  return pauses.length === 1 ? t('feedback.longPause', { pauses }) : t('feedback.longPauses', { pauses });
}

/** How to practise a sound, in words that have it. */
export function soundTask(
  { ipa, arpabet }: { readonly ipa: string; readonly arpabet: string },
  words: readonly string[],
  t: ReportTexts,
): string {
  if (!isSound(arpabet)) {
    return words.length === 0
      ? t('feedback.soundTaskListen', { ipa })
      : t('feedback.soundTaskListenInWords', { ipa, words });
  }
  const how = t(`sounds.${arpabet}`);
  return words.length === 0
    ? t('feedback.soundTask', { ipa, how })
    : t('feedback.soundTaskInWords', { ipa, how, words });
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
