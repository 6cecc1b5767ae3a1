import { CEFR_LEVELS, type CefrLevel } from '@vivavoce/contract';
import { intervalOverGroups } from './group-bootstrap.ts';
import { median } from './median.ts';

/** Somebody who talks freely for half a minute and more, and the scores; null where one was not made. */
export interface FreeSpeaker {
  readonly recording: string;
  readonly speaker: number;
  /** What people said of the speaker, or `native`, or `not English`. */
  readonly class: string;
  readonly fluency: number | null;
  readonly fluencyCefr: CefrLevel | null;
  readonly accent: number | null;
  readonly vocabulary: number | null;
  readonly overall: number | null;
  readonly wordsPerMinute: number;
  readonly hesitationsPer100Words: number;
  readonly warnings: readonly string[];
}

const SCORES = ['vocabulary', 'fluency', 'accent', 'overall'] as const;
type Score = (typeof SCORES)[number];

const BOOTSTRAP = { draws: 2000, seed: 0 };
/** Hesitations in a hundred words below which speech was once said to be read or learned by heart. */
const FEW_HESITATIONS = 0.5;
const NOT_ENGLISH = 'not English';
/** Classes from the least to the most fluent, as their authors name them. */
const ORDER = ['Low', 'Intermediate', 'High', 'native'];

/** Medians of the classes, how often a higher class is more fluent, and natives at C1 and above; 90 % by bootstrap over speakers. */
export function classFigures(speakers: readonly FreeSpeaker[]): string {
  const classes = ORDER.map((name) => ({ name, own: speakers.filter((one) => one.class === name) })).filter(
    ({ own }) => own.length > 0,
  );
  const medians = classes.map(({ name, own }) => {
    const few = own.filter((one) => one.hesitationsPer100Words < FEW_HESITATIONS).length;
    const of = (score: Score) => `${score} ${withInterval(own, medianOf(score))}`;
    return `${name.padEnd(14)}${own.length} speakers  ${SCORES.map(of).join('  ')}  ${few} with few hesitations\n`;
  });
  const pairs = classes.flatMap(({ name, own }, at) =>
    classes.slice(at + 1).map((higher) => {
      const both = [...own, ...higher.own];
      const share = (drawn: readonly FreeSpeaker[]) => orderedShare(drawn, name, higher.name);
      return `${name} below ${higher.name}: ${withInterval(both, share)} of pairs\n`;
    }),
  );
  const natives = speakers.filter((one) => one.class === 'native');
  const atC1 = natives.length === 0 ? '' : `natives at C1 and above: ${withInterval(natives, shareAtC1)}\n`;
  return [...medians, ...pairs, atC1].join('');
}

/** How many are refused every score, of those who speak English and of those who do not. */
export function refusalFigures(speakers: readonly FreeSpeaker[]): string {
  const isRefused = (one: FreeSpeaker) => one.fluency === null && one.accent === null;
  const count = (name: string, own: readonly FreeSpeaker[]) =>
    own.length === 0 ? '' : `${name}: ${own.filter(isRefused).length} of ${own.length} refused every score\n`;
  return [
    count(
      'English',
      speakers.filter((one) => one.class !== NOT_ENGLISH),
    ),
    count(
      NOT_ENGLISH,
      speakers.filter((one) => one.class === NOT_ENGLISH),
    ),
  ].join('');
}

/** Share of the pairs of a lower and a higher speaker in which the higher one is more fluent, ties half; null without pairs. */
export function orderedShare(speakers: readonly FreeSpeaker[], lower: string, higher: string): number | null {
  const of = (name: string) =>
    speakers.filter((one) => one.class === name).flatMap(({ fluency }) => fluency ?? []);
  const pairs = of(lower).flatMap((low) =>
    of(higher).map((high) => (low < high ? 1 : low === high ? 0.5 : 0)),
  );
  return pairs.length === 0 ? null : pairs.reduce((sum: number, one) => sum + one, 0) / pairs.length;
}

function shareAtC1(speakers: readonly FreeSpeaker[]): number | null {
  const levels = speakers.flatMap(({ fluencyCefr }) => fluencyCefr ?? []);
  const high = levels.filter((level) => CEFR_LEVELS.indexOf(level) >= CEFR_LEVELS.indexOf('C1'));
  return levels.length === 0 ? null : high.length / levels.length;
}

function medianOf(score: Score): (speakers: readonly FreeSpeaker[]) => number | null {
  return (speakers) => median(speakers.flatMap((speaker) => speaker[score] ?? []));
}

/** The same speaker by two sets of weights. */
interface Rescored {
  readonly before: FreeSpeaker;
  readonly after: FreeSpeaker;
}

/** How far other weights move each score of the same speakers: mean shift and mean move, of five points. */
export function weightsFigures(before: readonly FreeSpeaker[], after: readonly FreeSpeaker[]): string {
  const both = before.flatMap((one): Rescored[] => {
    const same = after.find(
      ({ recording, speaker }) => recording === one.recording && speaker === one.speaker,
    );
    return same === undefined ? [] : [{ before: one, after: same }];
  });
  const lines = SCORES.map((score) => {
    const moved = both.filter((one) => one.before[score] !== null && one.after[score] !== null);
    const mean = (of: (move: number) => number) => (own: readonly Rescored[]) =>
      own.reduce((sum, one) => sum + of((one.after[score] ?? 0) - (one.before[score] ?? 0)), 0) / own.length;
    return `${score.padEnd(12)}${String(moved.length).padStart(3)} speakers  shift ${withInterval(
      moved,
      mean((move) => move),
    )}  move ${withInterval(moved, mean(Math.abs))}\n`;
  });
  return ['open less default weights, of 5 points\n', ...lines].join('');
}

/** A figure of the speakers, and between what 90 % of draws of as many of them lie. */
function withInterval<Speaker>(
  speakers: readonly Speaker[],
  figure: (drawn: readonly Speaker[]) => number | null,
): string {
  const value = speakers.length === 0 ? null : figure(speakers);
  if (value === null) return '-';
  const alone = speakers.map((speaker) => [speaker]);
  const { low, high } = intervalOverGroups(alone, figure, BOOTSTRAP) ?? { low: value, high: value };
  return `${value.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`;
}
