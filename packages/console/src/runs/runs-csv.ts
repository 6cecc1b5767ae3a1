import { candidateNameOf, type RunRow } from '@vivavoce/contract';

const COLUMNS: readonly (readonly [name: string, value: (run: RunRow) => string | number | null])[] = [
  ['id', ({ id }) => id],
  ['externalId', ({ externalId }) => externalId],
  ['candidate', ({ metadata }) => candidateNameOf({ metadata, externalId: null })],
  ['status', ({ status }) => status],
  ['submitted', ({ timestamp }) => timestamp],
  ['completed', ({ completedAt }) => completedAt],
  ['minutes', ({ durationMs }) => (durationMs / 60_000).toFixed(2)],
  ['overall', ({ scores }) => scores?.overall ?? null],
  ['level', ({ scores }) => scores?.cefrLevel ?? null],
  ['credits', ({ credits }) => credits?.deducted ?? null],
  ['project', ({ project }) => project],
  ['tags', ({ tags }) => tags.join('; ')],
  ['metadata', ({ metadata }) => JSON.stringify(metadata)],
];

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
