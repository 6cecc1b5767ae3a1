import { candidateNameOf, type RunRow, SCORE_NAMES, type ScoreName } from '@vivavoce/contract';

type Column = readonly [name: string, value: (run: RunRow) => string | number | null];

/** Score, level, source and interval of one of the four scores. */
const scoreColumns = (name: ScoreName): readonly Column[] => [
  [name, ({ headline }) => headline?.[name].score ?? null],
  [`${name}Level`, ({ headline }) => headline?.[name].level ?? null],
  [`${name}Source`, ({ headline }) => headline?.[name].source ?? null],
  [`${name}Low`, ({ intervals }) => bound(intervals?.[name]?.low)],
  [`${name}High`, ({ intervals }) => bound(intervals?.[name]?.high)],
];

const COLUMNS: readonly Column[] = [
  ['id', ({ id }) => id],
  ['externalId', ({ externalId }) => externalId],
  ['candidate', ({ metadata, speakerName }) => candidateNameOf({ metadata, externalId: null, speakerName })],
  ['status', ({ status }) => status],
  ['submitted', ({ timestamp }) => timestamp],
  ['completed', ({ completedAt }) => completedAt],
  ['minutes', ({ durationMs }) => (durationMs / 60_000).toFixed(2)],
  ...SCORE_NAMES.flatMap(scoreColumns),
  ['review', ({ review }) => review?.decision ?? null],
  ['reviewedBy', ({ review }) => review?.by.label ?? null],
  ['reviewedAt', ({ review }) => review?.at ?? null],
  ['shouldListen', ({ shouldListen }) => (shouldListen === null ? null : shouldListen ? 'yes' : 'no')],
  ['warnings', ({ warnings }) => warnings.join('; ')],
  ['credits', ({ credits }) => credits?.deducted ?? null],
  ['project', ({ project }) => project],
  ['tags', ({ tags }) => tags.join('; ')],
  ['metadata', ({ metadata }) => JSON.stringify(metadata)],
];

/** The bound of an interval with two decimals. */
function bound(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 100) / 100;
}

/** Without it Excel takes UTF-8 for the code page of the computer. */
const BYTE_ORDER_MARK = '\ufeff';

/** Runs as CSV (RFC 4180) with a header. No cell starts as a formula, which spreadsheets would run (OWASP, CSV injection). */
export function toCsv(runs: readonly RunRow[]): string {
  const lines = [COLUMNS.map(([name]) => name), ...runs.map((run) => COLUMNS.map(([, value]) => value(run)))];
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('');
}

function toCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
