import type { Diagnosis, Remaining } from './diarization-diagnosis.ts';
import { addCounts, type DiarizationCounts, diarizationErrorRate } from './diarization-error.ts';
import { intervalOverGroups } from './group-bootstrap.ts';

type ErrorsApart = Omit<Diagnosis, 'found'>;

/** One recording, and what is known of it. */
export interface DiarizationRow {
  readonly recording: string;
  /** How many people speak; null where nobody counted. */
  readonly speakers: number | null;
  readonly speakersFound: number;
  /** Null where it is not known who speaks when. */
  readonly counts: DiarizationCounts | null;
  /** Clips in which it is known who speaks, and how many went to that person. */
  readonly clips: { readonly all: number; readonly right: number } | null;
  /** Null where errors were not taken apart. */
  readonly diagnosis: ErrorsApart | null;
}

const BOOTSTRAP = { draws: 2000, seed: 1 };

const STEPS: Readonly<Record<keyof Remaining, string>> = {
  found: 'as found',
  trueNumber: 'true number of people',
  trueRegions: 'true regions of speech',
  trueRegionsAndNumber: 'true regions and number',
  trueVoices: 'true mean embeddings',
  trueNames: 'each turn to its person',
};

/** Rates of a row are shares of its reference speech. */
function rates(counts: DiarizationCounts) {
  const share = (ms: number) => (counts.spokenMs === 0 ? null : ms / counts.spokenMs);
  return {
    errorRate: diarizationErrorRate(counts),
    missed: share(counts.missedMs),
    falseAlarm: share(counts.falseAlarmMs),
    confusion: share(counts.confusedMs),
  };
}

/** Counts, rates and sums for machines. */
export function diarizationJson(rows: readonly DiarizationRow[]) {
  const total = addCounts(knownCounts(rows));
  return {
    recordings: rows.map(({ counts, ...row }) => ({ ...row, ...counts, ...(counts && rates(counts)) })),
    total: {
      ...total,
      ...rates(total),
      errorRateInterval: errorRateInterval(knownCounts(rows)),
      ...countedRight(rows),
    },
  };
}

function knownCounts(rows: readonly DiarizationRow[]): DiarizationCounts[] {
  return rows.flatMap(({ counts }) => (counts === null ? [] : [counts]));
}

function countedRight(rows: readonly DiarizationRow[]) {
  const counted = rows.filter((row) => row.speakers !== null);
  const right = counted.filter((row) => row.speakers === row.speakersFound).length;
  return { recordings: counted.length, speakersCountedRight: right };
}

/** Between which error rates 90 % of draws of as many recordings lie (bootstrap, Efron 1979); null for fewer than two. */
function errorRateInterval(all: readonly DiarizationCounts[]): [number, number] | null {
  if (all.length < 2) return null;
  const rate = (some: readonly DiarizationCounts[]) => diarizationErrorRate(addCounts(some)) ?? 0;
  const interval = intervalOverGroups(
    all.map((one) => [one]),
    rate,
    BOOTSTRAP,
  );
  return interval && [interval.low, interval.high];
}

/** A row for each recording and their sum, for people. */
export function diarizationTable(rows: readonly DiarizationRow[]): string {
  const { recordings, speakersCountedRight } = countedRight(rows);
  const known = knownCounts(rows);
  const interval = errorRateInterval(known);
  const sum = known.length === 0 ? null : addCounts(known);
  return [
    `${'recording'.padEnd(24)}  spoken s      DER   missed    false confused  speakers found/true  clips right\n`,
    ...rows.map(
      (row) =>
        `${cells(row.recording, row.counts)}  ${`${row.speakersFound}/${row.speakers ?? '?'}`.padEnd(19)}  ${clipShare(row.clips)}\n`,
    ),
    `${cells('TOTAL', sum)}  right in ${speakersCountedRight} of ${recordings}\n`,
    interval === null
      ? ''
      : `90 % of draws of as many recordings have a DER of ${interval.map(percent).join(' to ')}\n`,
  ].join('');
}

function cells(name: string, counts: DiarizationCounts | null): string {
  if (counts === null) return `${name.padEnd(24)}${'-'.padStart(10)}${'-'.padStart(9).repeat(4)}`;
  const { errorRate, missed, falseAlarm, confusion } = rates(counts);
  const shares = [errorRate, missed, falseAlarm, confusion].map((rate) => percent(rate).padStart(9));
  return `${name.padEnd(24)}${(counts.spokenMs / 1000).toFixed(1).padStart(10)}${shares.join('')}`;
}

function clipShare(clips: DiarizationRow['clips']): string {
  return clips === null ? '' : `${percent(clips.right / clips.all)} of ${clips.all}`;
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(1)} %`;
}

/** What kind of errors there are, and what remains with the truth given, for people. */
export function diagnosisTable(rows: readonly DiarizationRow[]): string {
  const apart = rows.flatMap(({ recording, diagnosis }) =>
    diagnosis === null ? [] : [{ recording, ...diagnosis }],
  );
  if (apart.length === 0) return 'no recording of one track has known turns\n';
  const heads = ['spoken s', 'DER', 'missed', 'false', 'confused'].map((head, n) =>
    head.padStart(n === 0 ? 10 : 9),
  );
  const steps = (Object.keys(STEPS) as (keyof Remaining)[]).map((step) =>
    cells(STEPS[step], addCounts(apart.map(({ remaining }) => remaining[step]))),
  );
  const alarms = [...apart, { recording: 'TOTAL', ...sumOf(apart) }].map(
    ({ recording, falseAlarms: { edgesMs, pausesMs, overlapMs }, remaining }) => {
      const shares = [edgesMs, pausesMs, overlapMs].map((ms) =>
        percent(ms / remaining.found.spokenMs).padStart(12),
      );
      const least = [remaining.found, remaining.trueNumber, remaining.trueVoices].map((counts) =>
        percent(diarizationErrorRate(counts)).padStart(12),
      );
      return recording.padEnd(24) + shares.join('') + least.join('');
    },
  );
  const columns = ['edges', 'pauses', 'overlap', 'DER', 'number given', 'voices given'];
  return [
    `${'what remains with'.padEnd(24)}${heads.join('')}`,
    ...steps,
    '',
    `${'false alarm at'.padEnd(24)}${columns.map((column) => column.padStart(12)).join('')}`,
    ...alarms,
    '',
  ].join('\n');
}

function sumOf(apart: readonly ErrorsApart[]): ErrorsApart {
  const total = (of: (one: ErrorsApart) => number) => apart.reduce((sum, one) => sum + of(one), 0);
  const steps = Object.keys(STEPS) as (keyof Remaining)[];
  return {
    falseAlarms: {
      edgesMs: total(({ falseAlarms }) => falseAlarms.edgesMs),
      pausesMs: total(({ falseAlarms }) => falseAlarms.pausesMs),
      overlapMs: total(({ falseAlarms }) => falseAlarms.overlapMs),
    },
    remaining: Object.fromEntries(
      steps.map((step) => [step, addCounts(apart.map(({ remaining }) => remaining[step]))]),
    ) as unknown as Remaining,
  };
}
