/**
 * Why each score came out as it did: the score, the figure that speaks most clearly for it, and one example from the
 * recording. A score that was not made says why.
 *
 * The models read more than figures that people can picture (`scales/`), so no figure made a score alone. Of those shown,
 * the one is told that lies furthest from the middle of the scale on the side where the score lies; for vocabulary only where the
 * model counts what it stands for to that side.
 */
import { type CefrLevel, cefrOf, type Explainability, type TypicalMeasure } from '@vivavoce/contract';
import type { Dimension } from '../scales/estimates.ts';
import type { AccentPart, Catalogue, Explanations } from './catalogue.ts';
import { ENGLISH } from './en/english.ts';
import { decimal } from './figures.ts';
import { missingBecause } from './missing.ts';
import { explainRated } from './rated-speech.ts';
import type { ReportInput } from './report-input.ts';
import { type Standing, standingOf } from './typical.ts';

type Figures = ReportInput['analysis'];

/** Half of the scale of 0 to 5: from here on it is told what speaks for more, below it what speaks for less. */
const MIDDLE = 2.5;
/** Share of its occurrences from which a sound is told: a rarer slip explains nothing. Ours. */
const OFTEN_UNCLEAR = 0.2;
/** Fewest unclear occurrences that are told: two may be the recording's. Ours. */
const MIN_UNCLEAR = 3;

/** A figure that could be told. */
interface Remark {
  readonly standing: Standing;
  readonly sentence: string;
}

/** Two or three sentences on each score. */
export function explain(input: ReportInput, catalogue: Catalogue = ENGLISH): Explainability {
  const say = catalogue.explanations;
  const { scores, analysis } = input;
  const rated = analysis.judgement && explainRated(input, catalogue.rated);
  return {
    vocab:
      scores.vocabulary === null
        ? missing(input, 'vocabulary', catalogue)
        : sentences(rated?.vocabulary ?? explainVocabulary(scores.vocabulary.estimate, input, say)),
    fluency:
      scores.fluency === null
        ? missing(input, 'fluency', catalogue)
        : sentences(rated?.fluency ?? explainFluency(scores.fluency.estimate, input, say)),
    accent:
      scores.accent === null
        ? missing(input, 'accent', catalogue)
        : sentences(explainAccent(scores.accent.estimate, analysis, say)),
  };
}

/**
 * The variety of the words is given as the reason only where it moved the score to the side where the score lies, and the figure
 * points there too; advanced words only where reach raised the score, a word that comes back only where word choice lowered it.
 */
function explainVocabulary(
  score: number,
  { analysis: { vocabulary }, vocabularyContributions: added }: ReportInput,
  say: Explanations,
): string[] {
  const { words, types, mattr, mtld, advancedWords, overusedWords } = vocabulary;
  const level = cefrOf(score);
  const counted = say.types(words, types);
  const side = score < MIDDLE ? -1 : 1;
  const isVariety = added === null || side * added.variety > 0;
  const remarks = [...remark('mattr', mattr, level, say.variety), ...remark('mtld', mtld, level, say.spread)];
  const evidence = isVariety
    ? clearest(
        score,
        remarks.filter(({ standing }) => side * standing.pull > 0),
      )
    : undefined;
  const advanced = differentWords(advancedWords).slice(0, 2);
  const [overused] = overusedWords;
  let example: string | undefined;
  if (advanced.length > 0 && (added === null || added.reach > 0)) example = say.advanced(advanced);
  else if (overused !== undefined && (added === null || added.wordChoice < 0))
    example = say.overused(overused.word, overused.count);
  const details = [evidence ?? counted, example ?? counted];
  return [say.vocabulary(level, score, words), ...new Set(details)];
}

function explainFluency(
  score: number,
  { analysis: { fluency }, isCappedByHesitation }: ReportInput,
  say: Explanations,
): string[] {
  const level = cefrOf(score);
  const { silentPauses } = fluency;
  const evidence = clearest(score, [
    ...remark('articulationRate', fluency.articulationRateSyllablesPerSecond, level, say.articulationRate),
    ...remark('meanLengthOfRun', fluency.meanLengthOfRunSyllables, level, say.meanLengthOfRun),
    ...remark('phonationRatio', fluency.phonationRatio, level, say.phonationRatio),
    ...remark(
      'silentPausesPerMinute',
      silentPauses.count === 0 ? null : silentPauses.perMinute,
      level,
      say.silentPauses,
    ),
    ...remark('meanSilentPauseMs', silentPauses.meanMs, level, say.meanSilentPause),
  ]);
  const detail = isCappedByHesitation
    ? say.hesitations(fluency.filledPauses.perMinute, fluency.repetitions.perHundredWords)
    : evidence;
  const [longest] = silentPauses.longest;
  return [
    say.fluency(level, score, fluency.speechRateWordsPerMinute),
    ...(detail === undefined ? [] : [detail]),
    longest === undefined
      ? say.noPause
      : say.longestPause(longest.endMs - longest.startMs, longest.startMs, longest.insideClause === true),
  ];
}

function explainAccent(score: number, { accent }: Figures, say: Explanations): string[] {
  return [say.accent(cefrOf(score), score), explainParts(accent, say), ...explainSounds(accent, say)];
}

/** Nothing where no sound is listed: none may have been measured. */
function explainSounds(accent: Figures['accent'], say: Explanations): string[] {
  if (accent.costliestPhones.length === 0) return [];
  const phone = unclearPhone(accent);
  if (phone === undefined) return [say.noUnclearPhone];
  const { ipa, unclear, count, examples } = phone;
  return [say.unclearPhone(ipa, unclear, count, differentWords(examples).slice(0, 2))];
}

function explainParts(accent: Figures['accent'], say: Explanations): string {
  const parts = accentParts(accent);
  const best = parts[0];
  const worst = parts.at(-1);
  if (best === undefined || worst === undefined || parts.length < 2) return say.accentNoParts;
  if (decimal(best.score) === decimal(worst.score)) return say.accentEven(best.score);
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

/** The costliest sound that is often enough unclear to be told. */
export function unclearPhone({
  costliestPhones,
}: Figures['accent']): Figures['accent']['costliestPhones'][number] | undefined {
  return costliestPhones.find(
    ({ unclear, count }) => unclear >= MIN_UNCLEAR && unclear >= OFTEN_UNCLEAR * count,
  );
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

/** What speaks most clearly for the side of the scale where the score lies. */
function clearest(score: number, remarks: readonly Remark[]): string | undefined {
  const side = score < MIDDLE ? -1 : 1;
  return remarks.toSorted((a, b) => side * (b.standing.pull - a.standing.pull))[0]?.sentence;
}

function missing(input: ReportInput, dimension: Dimension, catalogue: Catalogue): string {
  const { explanations: say } = catalogue;
  return sentences([say.missing(dimension, missingBecause(input, dimension, catalogue)), say.missingNext]);
}

const sentences = (all: readonly string[]) => all.join(' ');
