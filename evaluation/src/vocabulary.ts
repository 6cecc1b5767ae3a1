import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadVocabularyScorer, type VocabularyScorer } from '@vivavoce/engine';
import { Command } from 'commander';
import { agreementOf, mean } from './agreement.ts';
import { type Estimate, estimateByGroup } from './group-bootstrap.ts';
import { scoreWeightsOption } from './score-weights-option.ts';
import { readRatings, readSpeakers, type ScoredText, scoreCorpus } from './vocabulary-corpora.ts';

interface Options {
  readonly interviews?: string;
  readonly anchors?: string;
  readonly scoreWeights: 'default' | 'open';
  readonly json?: boolean;
}

/** One printed figure. */
interface Figure extends Estimate {
  readonly of: string;
  readonly figure: string;
  readonly items: number;
}

type Measure = readonly [name: string, figure: (texts: readonly ScoredText[]) => number | null];

/** Lower ends of C1 and C2 on 0 to 5. */
const C1_FROM = 20 / 6;
const C2_FROM = 25 / 6;
/** The highest examiners' level (SST 7 = B1) of which nobody should come out at C1. */
const NO_C1_UP_TO = 7;
/** Ratings of essays (1 to 5) up to which a text is weak. */
const WEAK_UP_TO = 2.5;
const ESSAYS = 'ellipse';
/** Corpora of people of whom nobody knows whether they are at C1. */
const UNKNOWN_LEVEL = [ESSAYS, 'ami', 'icsi-nonnative'];
const PREPARED = '-prepared';

/** `vivavoce evaluate vocabulary`: the vocabulary score against examiners, known speakers, rated essays and itself. */
export function vocabularyCommand(): Command {
  return new Command('vocabulary')
    .description(
      'The vocabulary score of transcripts against what is known of the people, with intervals over groups',
    )
    .option(
      '--interviews <file>',
      "interviews with examiners' levels 1 to 9, a word a row, as TSV; may be gzipped",
    )
    .option(
      '--anchors <dir>',
      'a folder of corpora in the same form, with speakers.tsv and ellipse-ratings.tsv',
    )
    .addOption(scoreWeightsOption())
    .option('--json', 'print the figures as JSON')
    .action(evaluateVocabulary);
}

async function evaluateVocabulary({ interviews, anchors, scoreWeights, json }: Options): Promise<void> {
  if (interviews === undefined && anchors === undefined)
    throw new Error('Name --interviews, --anchors or both.');
  const score = await loadVocabularyScorer(scoreWeights);
  const rated =
    interviews === undefined ? [] : ofInterviews(scoreCorpus(interviews, 'interviews', new Map(), score));
  const known = anchors === undefined ? [] : ofAnchors(anchors, score);
  const figures = [...rated, ...known];
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : asTable(figures));
}

function ofInterviews(texts: readonly ScoredText[]): Figure[] {
  const agreement =
    (of: (text: ScoredText) => ScoredText['half']): Measure[1] =>
    (items) => {
      const pairs = items.flatMap((text) => {
        const found = of(text);
        return found === null ? [] : [{ judged: text.level, predicted: found.score }];
      });
      return agreementOf(pairs).pearson;
    };
  const upTo7 = (items: readonly ScoredText[]) => items.filter(({ level }) => level <= NO_C1_UP_TO);
  return figuresOf('interviews', texts, [
    ['Pearson of score and level', agreement(({ whole }) => whole)],
    ['the same, first half', agreement(({ half }) => half)],
    ['the same, a tenth of the words wrong', agreement(({ wrong }) => wrong)],
    ['level within one', (items) => shareOf(items, isWithinOne)],
    ['up to SST 7 at C1', (items) => shareOf(upTo7(items), isC1)],
    ['level inside the 90 % interval', (items) => shareOf(items, isInside)],
    ...MOVES,
  ]);
}

function isWithinOne({ level, whole }: ScoredText): boolean {
  return Math.abs(Math.round(Math.min(9, whole.level)) - level) <= 1;
}

function isInside({ level, whole }: ScoredText): boolean {
  return Math.abs(level - Math.min(9, whole.level)) <= whole.halfWidth;
}

function ofAnchors(folder: string, score: VocabularyScorer): Figure[] {
  const speakers = readSpeakers(folder);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.tsv.gz'))
    .map((name) => basename(name, '.tsv.gz'))
    .toSorted();
  const texts = names.flatMap((name) => scoreCorpus(join(folder, `${name}.tsv.gz`), name, speakers, score));
  const byCorpus = [...Map.groupBy(texts, ({ corpus }) => corpus)].filter(([corpus]) => corpus !== ESSAYS);
  const proficient = texts.filter(({ corpus }) => !UNKNOWN_LEVEL.includes(corpus));
  return [
    ...byCorpus.flatMap(([corpus, own]) => figuresOf(corpus, own, SPEAKERS)),
    ...figuresOf('natives and professionals', proficient, SPEAKERS),
    ...ofSamePeople(texts),
    ...ofEssays(
      texts.filter(({ corpus }) => corpus === ESSAYS),
      readRatings(join(folder, `${ESSAYS}-ratings.tsv`)),
    ),
  ];
}

const isC1 = ({ whole }: ScoredText): boolean => whole.score >= C1_FROM;

const MOVES: readonly Measure[] = [
  ['shift by a tenth of wrong words', (items) => moveOf(items, ({ wrong }) => wrong, identity)],
  ['mean move by a tenth of wrong words', (items) => moveOf(items, ({ wrong }) => wrong, Math.abs)],
  ['shift of the first half', (items) => moveOf(items, ({ half }) => half, identity)],
  ['shift of the first 80 words', (items) => moveOf(items, ({ short }) => short, identity)],
  ['mean width of the interval', (items) => mean(items.map(({ whole }) => widthOf(whole)))],
  [
    'the same, first 80 words',
    (items) => {
      const widths = items.flatMap(({ short }) => (short === null ? [] : [widthOf(short)]));
      return widths.length === 0 ? null : mean(widths);
    },
  ],
];

const SPEAKERS: readonly Measure[] = [
  ['at C1 or above', (items) => shareOf(items, isC1)],
  ['at C2', (items) => shareOf(items, ({ whole }) => whole.score >= C2_FROM)],
  ['mean score', (items) => mean(items.map(({ whole }) => whole.score))],
  ['interval reaches C1', (items) => shareOf(items, ({ whole }) => whole.interval.high >= C1_FROM)],
  ...MOVES,
];

/** Prepared remarks less answers of the same person. */
function ofSamePeople(texts: readonly ScoredText[]): Figure[] {
  const prepared = texts.filter(({ corpus }) => corpus.endsWith(PREPARED));
  const pairs = prepared.flatMap((text) => {
    const spoken = texts.find(
      ({ corpus, speaker }) => corpus === text.corpus.slice(0, -PREPARED.length) && speaker === text.speaker,
    );
    return spoken === undefined ? [] : [{ group: text.group, move: text.whole.score - spoken.whole.score }];
  });
  const measures = [
    ['shift', (move: number) => move],
    ['mean move', Math.abs],
  ] as const;
  return measures.flatMap(([name, of]) => {
    const found = estimateByGroup(
      pairs,
      ({ group }) => group,
      (items) => mean(items.map(({ move }) => of(move))),
    );
    return found === null
      ? []
      : [{ of: 'same people', figure: `${name}, prepared less answering`, items: pairs.length, ...found }];
  });
}

function ofEssays(texts: readonly ScoredText[], ratings: ReadonlyMap<string, number>): Figure[] {
  const rated = texts.filter(({ id }) => ratings.has(id));
  const ratingOf = ({ id }: ScoredText) => ratings.get(id) ?? Number.NaN;
  return figuresOf('essays', rated, [
    [
      'rank correlation with ratings',
      (items) =>
        agreementOf(items.map((text) => ({ judged: ratingOf(text), predicted: text.whole.score }))).spearman,
    ],
    [
      'rated 2.5 and below at C1',
      (items) =>
        shareOf(
          items.filter((text) => ratingOf(text) <= WEAK_UP_TO),
          isC1,
        ),
    ],
  ]);
}

function figuresOf(of: string, texts: readonly ScoredText[], measures: readonly Measure[]): Figure[] {
  return measures.flatMap(([figure, measure]) => {
    const found = estimateByGroup(texts, ({ group }) => group, measure);
    return found === null ? [] : [{ of, figure, items: texts.length, ...found }];
  });
}

function shareOf(texts: readonly ScoredText[], holds: (text: ScoredText) => boolean): number | null {
  return texts.length === 0 ? null : mean(texts.map((text) => (holds(text) ? 1 : 0)));
}

function moveOf(
  texts: readonly ScoredText[],
  formOf: (text: ScoredText) => ScoredText['half'],
  of: (move: number) => number,
): number | null {
  const moves = texts.flatMap((text) => {
    const found = formOf(text);
    return found === null ? [] : [of(found.score - text.whole.score)];
  });
  return moves.length === 0 ? null : mean(moves);
}

function identity(value: number): number {
  return value;
}

function widthOf({ interval }: NonNullable<ScoredText['half']>): number {
  return interval.high - interval.low;
}

function asTable(figures: readonly Figure[]): string {
  const lines = figures.map(
    ({ of, figure, items, value, low, high }) =>
      `${of.padEnd(26)}${figure.padEnd(38)}${String(items).padStart(5)}${value.toFixed(3).padStart(9)}  (${low.toFixed(3)} to ${high.toFixed(3)})\n`,
  );
  return [`${''.padEnd(64)}items    value  90 % interval\n`, ...lines].join('');
}
