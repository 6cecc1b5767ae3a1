/**
 * Prints what our vocabulary and disfluency measures make of the NICT JLE interviews, level by level: medians on the
 * words as transcribers cleaned them and as we clean them ourselves, correlations with the examiners' level, the shift
 * of each feature when only the first half of an interview is seen, and how well repetitions and repairs are found.
 * Further tables in the same form, of proficient speakers, are summed up by the 10th and 90th percentile of diversity.
 *
 * npx node training/measure-norms/report.ts ../shared/data/nict-jle/interviews.tsv.gz [PROFICIENT.tsv.gz ...]
 */

import { type Interview, type MarkedWord, readInterviews } from '../../evaluation/src/nict-jle.ts';
import { disfluencyFeatures, findRetractions } from '../../packages/engine/src/measures/disfluency.ts';
import type { Utterance } from '../../packages/engine/src/measures/spoken-words.ts';
import { vocabularyFeatures, vocabularyMeasures } from '../../packages/engine/src/measures/vocabulary.ts';
import { loadLexicon } from '../../packages/engine/src/models/lexicon.ts';
import type { Word } from '../../packages/engine/src/speech/timeline.ts';

type Figures = Readonly<Record<string, number | null>>;
type Turns = readonly Utterance<MarkedWord>[];

const [path, ...proficient] = process.argv.slice(2);
if (path === undefined) throw new Error('Give the path of interviews.tsv.gz');
const interviews = readInterviews(path);
const lexicon = await loadLexicon();

printTable('Cleaned by the transcribers', (turns) => vocabulary(withoutMarked(turns)));
printTable('Cleaned by us', vocabulary);
printTable('Disfluencies', disfluency);
printRetractions();
if (proficient.length > 0) printProficient(proficient.flatMap(readInterviews));

function vocabulary(turns: Turns): Figures {
  const timed = turns.map(({ words }) => ({ words: words.map(untimed) }));
  const measures = vocabularyMeasures(timed, lexicon);
  const bands = Object.entries(measures.bands).map(([level, share]) => [
    `${level} tokens %`,
    100 * share.tokens,
  ]);
  return { words: measures.words, ...Object.fromEntries(bands), ...vocabularyFeatures(turns, lexicon) };
}

function disfluency(turns: Turns): Figures {
  return { ...disfluencyFeatures(turns) };
}

function untimed({ text, kind }: MarkedWord): Word {
  return { text, kind, startMs: 0, endMs: 0, confidence: 1, phones: [] };
}

function withoutMarked(turns: Turns): Turns {
  return turns.map(({ words }) => ({ words: words.filter((word) => !word.isRetracted) }));
}

function printTable(title: string, figuresOf: (turns: Turns) => Figures): void {
  const levels = [2, 3, 4, 5, 6, 7, 8, 9];
  const whole = interviews.map((interview) => figuresOf(interview.turns));
  const half = interviews.map((interview) => figuresOf(firstHalf(interview)));
  const names = [...new Set(whole.flatMap((figures) => Object.keys(figures)))];
  console.log(`\n${title}\nmedian at level | ${levels.join(' | ')} | r | r half | half - whole, deviations`);
  for (const name of names) {
    const medians = levels.map((level) =>
      median(
        whole
          .filter((_, at) => interviews[at]!.level === level)
          .map((figures) => figures[name] ?? Number.NaN),
      ),
    );
    const shift =
      median(half.map((f, at) => (f[name] ?? Number.NaN) - (whole[at]![name] ?? Number.NaN))) /
      deviation(whole.map((f) => f[name] ?? Number.NaN));
    const cells = [
      ...medians.map((value) => value.toPrecision(3)),
      correlation(whole, name).toFixed(2),
      correlation(half, name).toFixed(2),
      shift.toFixed(2),
    ];
    console.log(`${name} | ${cells.join(' | ')}`);
  }
}

function firstHalf({ turns }: Interview): Turns {
  const total = turns.reduce((sum, { words }) => sum + words.length, 0);
  let before = 0;
  return turns.filter(({ words }) => {
    before += words.length;
    return before <= total / 2;
  });
}

function printRetractions(): void {
  const found = { repetition: { events: 0, right: 0, words: 0 }, repair: { events: 0, right: 0, words: 0 } };
  let marked = 0;
  let markedFound = 0;
  for (const { words } of interviews.flatMap(({ turns }) => turns)) {
    const spoken = words.filter((word) => word.kind === 'word');
    marked += spoken.filter((word) => word.isRetracted).length;
    for (const { kind, start, end } of findRetractions(words)) {
      const taken = words.slice(start, end).filter((word) => word.kind === 'word');
      const right = taken.filter((word) => word.isRetracted).length;
      found[kind].events++;
      found[kind].words += taken.length;
      if (right === taken.length) found[kind].right++;
      markedFound += right;
    }
  }
  console.log(`\nWords marked as taken back: ${marked}, found: ${(markedFound / marked).toFixed(3)}`);
  for (const [kind, { events, right, words }] of Object.entries(found)) {
    console.log(
      `${kind}: ${events} events (${words} words), wholly marked by people: ${(right / events).toFixed(3)}`,
    );
  }
}

function printProficient(speakers: readonly Interview[]): void {
  const measured = speakers.map(({ turns }) =>
    vocabularyMeasures(
      turns.map(({ words }) => ({ words: words.map(untimed) })),
      lexicon,
    ),
  );
  console.log(`\n${measured.length} proficient speakers: 10th percentile, median, 90th percentile`);
  for (const name of ['mattr', 'mtld'] as const) {
    const values = measured.flatMap((one) => one[name] ?? []).toSorted((a, b) => a - b);
    const at = (share: number) => values[Math.round(share * (values.length - 1))]?.toPrecision(3);
    console.log(`${name} | ${at(0.1)} | ${at(0.5)} | ${at(0.9)}`);
  }
}

function correlation(figures: readonly Figures[], name: string): number {
  const pairs = figures.flatMap((one, at) => {
    const value = one[name];
    return value == null || Number.isNaN(value) ? [] : [[value, interviews[at]!.level] as const];
  });
  const [values, levels] = [pairs.map(([value]) => value), pairs.map(([, level]) => level)];
  const [meanValue, meanLevel] = [mean(values), mean(levels)];
  const covariance = mean(pairs.map(([value, level]) => (value - meanValue) * (level - meanLevel)));
  return covariance / (deviation(values) * deviation(levels));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  const average = mean(known);
  return Math.sqrt(mean(known.map((value) => (value - average) ** 2)));
}

function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  return sorted.length === 0
    ? Number.NaN
    : (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
