/**
 * Why each score came out as it did: the score, the figure that stands out most against what is usual at that level,
 * and one example from the recording. A score that was not made says why.
 */
import { type CefrLevel, cefrOf, type Explainability } from '@vivavoce/contract';
import { type AccentPart, explanations as say } from './en/explanations.ts';
import { missingBecause } from './missing.ts';
import type { ReportInput } from './report-input.ts';
import { type Standing, standingOf, type TypicalMeasure } from './typical.ts';

type Figures = ReportInput['analysis'];

/** A figure that could be told. */
interface Remark {
  readonly standing: Standing;
  readonly sentence: string;
}

/** Two or three sentences on each score. */
export function explain(input: ReportInput): Explainability {
  const { scores, analysis } = input;
  return {
    vocab:
      scores.vocabulary === null
        ? missing(input, 'vocabulary')
        : sentences(explainVocabulary(scores.vocabulary.estimate, analysis)),
    fluency:
      scores.fluency === null
        ? missing(input, 'fluency')
        : sentences(explainFluency(scores.fluency.estimate, analysis)),
    accent:
      scores.accent === null
        ? missing(input, 'accent')
        : sentences(explainAccent(scores.accent.estimate, analysis)),
  };
}

function explainVocabulary(score: number, { vocabulary }: Figures): string[] {
  const { words, types, mattr, mtld, advancedWords, overusedWords } = vocabulary;
  const level = cefrOf(score);
  const standout = mostUnusual([
    ...remark('mattr', mattr, level, say.variety),
    ...remark('mtld', mtld, level, say.spread),
  ]);
  const [overused] = overusedWords;
  const examples = differentWords(advancedWords).slice(0, 2);
  const example =
    examples.length > 0
      ? say.advanced(examples)
      : overused === undefined
        ? undefined
        : say.overused(overused.word, overused.count);
  return [say.vocabulary(level, score, words), standout ?? say.types(words, types), example ?? ''];
}

function explainFluency(score: number, { fluency }: Figures): string[] {
  const level = cefrOf(score);
  const { silentPauses, filledPauses } = fluency;
  const standout = mostUnusual([
    ...remark('articulationRate', fluency.articulationRateSyllablesPerSecond, level, say.articulationRate),
    ...remark('meanLengthOfRun', fluency.meanLengthOfRunSyllables, level, say.meanLengthOfRun),
    ...remark('phonationRatio', fluency.phonationRatio, level, say.phonationRatio),
    ...remark('silentPausesPerMinute', silentPauses.perMinute, level, say.silentPauses),
    ...remark('meanSilentPauseMs', silentPauses.meanMs, level, say.meanSilentPause),
    ...remark('filledPausesPerMinute', filledPauses.perMinute, level, say.filledPauses),
  ]);
  const longest = silentPauses.longest[0];
  return [
    say.fluency(level, score, fluency.speechRateWordsPerMinute),
    standout ?? '',
    longest === undefined
      ? silentPauses.count === 0
        ? say.noPause
        : ''
      : say.longestPause(longest.endMs - longest.startMs, longest.startMs, longest.insideClause),
  ];
}

function explainAccent(score: number, { accent }: Figures): string[] {
  const costliest = accent.costliestPhones.find((phone) => phone.unclear > 0);
  return [
    say.accent(cefrOf(score), score),
    explainParts(accent),
    costliest === undefined
      ? say.noCostlyPhone
      : say.costliestPhone(
          costliest.ipa,
          costliest.unclear,
          costliest.count,
          differentWords(costliest.examples).slice(0, 2),
        ),
  ];
}

function explainParts(accent: Figures['accent']): string {
  const parts = accentParts(accent);
  const best = parts[0];
  const worst = parts.at(-1);
  if (best === undefined || worst === undefined || parts.length < 2) return say.accentNoParts;
  if (best.score.toFixed(1) === worst.score.toFixed(1)) {
    return parts.length === 3 ? say.accentEven(best.score) : say.accentNoParts;
  }
  return say.accentParts(best.part, best.score, worst.part, worst.score);
}

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
  sentence: (value: number, size: Standing['size']) => string,
): Remark[] {
  if (value === null) return [];
  const standing = standingOf(measure, value, level);
  return [{ standing, sentence: sentence(value, standing.size) }];
}

function mostUnusual(remarks: readonly Remark[]): string | undefined {
  return [...remarks].sort((a, b) => Math.abs(b.standing.merit) - Math.abs(a.standing.merit))[0]?.sentence;
}

function missing(input: ReportInput, dimension: 'vocabulary' | 'fluency' | 'accent'): string {
  return sentences([say.missing(dimension, missingBecause(input, dimension)), say.missingNext]);
}

const sentences = (all: readonly string[]) => all.filter((sentence) => sentence !== '').join(' ');
