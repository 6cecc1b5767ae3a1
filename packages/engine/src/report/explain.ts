/**
 * Why each score came out as it did: the score, the figure that speaks most clearly for it, and one example from the
 * recording. A score that was not made says why.
 *
 * The models read more than figures that people can picture (`scales/`), so no figure made a score alone. Of those shown,
 * the one is told that lies furthest from the middle of the scale on the side where the score lies; for vocabulary only where the
 * model counts what it stands for to that side.
 */
import {
  type CefrLevel,
  cefrOf,
  type Explainability,
  hardSounds,
  type TypicalMeasure,
} from '@vivavoce/contract';
import { type ReportTexts, reportTexts } from '@vivavoce/texts/report';
import type { Dimension } from '../scales/estimates.ts';
import { missingBecause } from './missing.ts';
import { quotedAdvancedWords, quotedWords } from './quotes.ts';
import { explainRated } from './rated-speech.ts';
import type { ReportInput } from './report-input.ts';
import { type Standing, standingOf } from './typical.ts';

type Figures = ReportInput['analysis'];
type Size = Standing['size'];

/** The parts of an accent score. */
export type AccentPart = 'phoneAccuracy' | 'stressAndIntonation' | 'delivery';

/** Half of the scale of 0 to 5: from here on it is told what speaks for more, below it what speaks for less. */
const MIDDLE = 2.5;
/** Difference between parts of the accent score that is more than noise, 0 to 5. Ours. */
const PARTS_APART = 0.5;

/** A figure that could be told. */
interface Remark {
  readonly standing: Standing;
  readonly sentence: string;
}

/** Two or three sentences on each score. */
export function explain(input: ReportInput, t: ReportTexts = reportTexts('en')): Explainability {
  const { scores, analysis } = input;
  const rated = analysis.judgement && explainRated(input, t);
  return {
    vocab:
      scores.vocabulary === null
        ? missing(input, 'vocabulary', t)
        : sentences(rated?.vocabulary ?? explainVocabulary(scores.vocabulary.estimate, input, t)),
    fluency:
      scores.fluency === null
        ? missing(input, 'fluency', t)
        : sentences(rated?.fluency ?? explainFluency(scores.fluency.estimate, input, t)),
    accent:
      scores.accent === null
        ? missing(input, 'accent', t)
        : sentences(explainAccent(scores.accent.estimate, analysis, t)),
  };
}

/**
 * The variety of the words is given as the reason only where it moved the score to the side where the score lies, and the figure
 * points there too; advanced words only where reach raised the score, a word that comes back only where word choice lowered it.
 */
function explainVocabulary(
  score: number,
  { analysis: { vocabulary }, vocabularyContributions: added }: ReportInput,
  t: ReportTexts,
): string[] {
  const { words, types, mattr, mtld, advancedWords, overusedWords } = vocabulary;
  const level = cefrOf(score);
  const counted = t('explanations.types', { words, types });
  const side = score < MIDDLE ? -1 : 1;
  const isVariety = added === null || side * added.variety > 0;
  const remarks = [
    ...remark('mattr', mattr, level, (share, context) => t('explanations.variety', { context, share })),
    ...remark('mtld', mtld, level, (value, context) =>
      t('explanations.spread', { context, words: Math.round(value) }),
    ),
  ];
  const evidence = isVariety
    ? clearest(
        score,
        remarks.filter(({ standing }) => side * standing.pull > 0),
      )
    : undefined;
  const advanced = differentWords(advancedWords).slice(0, 2);
  const [overused] = overusedWords;
  let example: string | undefined;
  if (advanced.length > 0 && (added === null || added.reach > 0)) {
    example = t('explanations.advanced', {
      count: advanced.length,
      words: quotedAdvancedWords(advanced, t),
    });
  } else if (overused !== undefined && (added === null || added.wordChoice < 0)) {
    example = t('explanations.overused', { word: overused.word, count: overused.count });
  }
  const details = [evidence ?? counted, example ?? counted];
  return [t('explanations.vocabulary', { level, score, words }), ...new Set(details)];
}

function explainFluency(
  score: number,
  { analysis: { fluency }, isCappedByHesitation }: ReportInput,
  t: ReportTexts,
): string[] {
  const level = cefrOf(score);
  const { silentPauses } = fluency;
  const detail = isCappedByHesitation
    ? t('explanations.hesitations', {
        fillers: fluency.filledPauses.perMinute,
        repetitions: fluency.repetitions.perHundredWords,
      })
    : clearest(score, fluencyRemarks(level, fluency, t));
  const [longest] = silentPauses.longest;
  return [
    t('explanations.fluency', {
      level,
      score,
      wordsPerMinute: Math.round(fluency.speechRateWordsPerMinute),
    }),
    ...(detail === undefined ? [] : [detail]),
    longest === undefined
      ? t('explanations.noPause')
      : t('explanations.longestPause', {
          context: longest.insideClause === true ? 'inside' : 'between',
          ms: longest.endMs - longest.startMs,
          startMs: longest.startMs,
        }),
  ];
}

function fluencyRemarks(level: CefrLevel, fluency: Figures['fluency'], t: ReportTexts): Remark[] {
  const { silentPauses } = fluency;
  return [
    ...remark('articulationRate', fluency.articulationRateSyllablesPerSecond, level, (rate, context) =>
      t('explanations.articulationRate', { context, rate }),
    ),
    ...remark('meanLengthOfRun', fluency.meanLengthOfRunSyllables, level, (syllables, context) =>
      t('explanations.meanLengthOfRun', { context, syllables }),
    ),
    ...remark('phonationRatio', fluency.phonationRatio, level, (share, context) =>
      t('explanations.phonationRatio', { context, share }),
    ),
    ...remark(
      'silentPausesPerMinute',
      silentPauses.count === 0 ? null : silentPauses.perMinute,
      level,
      (perMinute, context) => t('explanations.silentPauses', { context, perMinute }),
    ),
    ...remark('meanSilentPauseMs', silentPauses.meanMs, level, (ms, context) =>
      t('explanations.meanSilentPause', { context, ms }),
    ),
  ];
}

function explainAccent(score: number, { accent }: Figures, t: ReportTexts): string[] {
  return [
    t('explanations.accent', { level: cefrOf(score), score }),
    explainParts(accent, t),
    ...explainSounds(accent, t),
  ];
}

/** Nothing where no sound is listed: none may have been measured. */
function explainSounds(accent: Figures['accent'], t: ReportTexts): string[] {
  if (accent.costliestPhones.length === 0) return [];
  const [phone] = hardSounds(accent);
  if (phone === undefined) return [t('explanations.noUnclearPhone')];
  const times = { ipa: phone.ipa, times: phone.unclear, due: phone.count };
  const words = quotedWords(differentWords(phone.examples).slice(0, 2), t);
  return [
    words.length === 0
      ? t('explanations.unclearPhone', times)
      : t('explanations.unclearPhoneInWords', { ...times, words }),
  ];
}

function explainParts(accent: Figures['accent'], t: ReportTexts): string {
  const parts = accentParts(accent);
  const best = parts[0];
  const worst = parts.at(-1);
  if (best === undefined || worst === undefined || parts.length < 2) return t('explanations.accentNoParts');
  if (shown(best.score) === shown(worst.score)) return t('explanations.accentEven', { score: best.score });
  if (!isApart(best.score, worst.score)) {
    return t('explanations.accentClose', { bestScore: best.score, worstScore: worst.score });
  }
  return t('explanations.accentParts', {
    best: t(`accentParts.${best.part}`),
    bestScore: best.score,
    worst: t(`accentParts.${worst.part}`),
    worstScore: worst.score,
  });
}

/** Whether two parts differ by more than noise, so that one may be called the higher. */
export function isApart(one: number, other: number): boolean {
  return Math.abs(one - other) >= PARTS_APART;
}

/** A score in tenths, as sentences show it. */
const shown = (score: number) => Math.round(score * 10);

/** The parts of the accent score that were made, highest first. */
export function accentParts(accent: Figures['accent']): { part: AccentPart; score: number }[] {
  const all: readonly [AccentPart, number | null][] = [
    ['phoneAccuracy', accent.phoneAccuracy],
    ['stressAndIntonation', accent.prosody.stressAndIntonation],
    ['delivery', accent.prosody.delivery],
  ];
  return all
    .flatMap(([part, score]) => (score === null ? [] : [{ part, score }]))
    .sort((a, b) => b.score - a.score);
}

/** The first of each word, whatever its case. */
export function differentWords<T extends { readonly word: string }>(words: readonly T[]): T[] {
  const seen = new Set<string>();
  return words.filter(({ word }) => {
    const known = seen.has(word.toLowerCase());
    seen.add(word.toLowerCase());
    return !known;
  });
}

function remark(
  measure: TypicalMeasure,
  value: number | null,
  level: CefrLevel,
  sentence: (value: number, size: Size) => string,
): Remark[] {
  if (value === null) return [];
  const standing = standingOf(measure, value, level);
  return [{ standing, sentence: sentence(value, standing.size) }];
}

/** What speaks most clearly for the side of the scale where the score lies. */
function clearest(score: number, remarks: readonly Remark[]): string | undefined {
  const side = score < MIDDLE ? -1 : 1;
  return remarks.toSorted((a, b) => side * (b.standing.pull - a.standing.pull))[0]?.sentence;
}

function missing(input: ReportInput, dimension: Dimension, t: ReportTexts): string {
  const because = missingBecause(input, dimension, t);
  return sentences([
    t('explanations.missing', { dimension: t(`dimensions.${dimension}`), because }),
    t('explanations.missingNext'),
  ]);
}

const sentences = (all: readonly string[]) => all.join(' ');
