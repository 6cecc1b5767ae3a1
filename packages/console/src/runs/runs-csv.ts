import {
  candidateNameOf,
  type ReportLanguage,
  type RunRow,
  SCORE_NAMES,
  type ScoreName,
} from '@vivavoce/contract';
import { decimalMark } from '@vivavoce/texts/formats';
import type { WarningTexts } from '@vivavoce/texts/warnings';
import type { TFunction } from 'i18next';

type Cell = string | number | null;

/** Who a table is read by: the language of its headings and texts. */
export interface CsvReader {
  readonly language: ReportLanguage;
  /** The texts of the console in that language. */
  readonly t: TFunction;
  readonly warnings: WarningTexts;
}

/** A column: for programs a fixed name and what the API calls things, for people what they call them. */
interface Column {
  readonly name: string;
  readonly value: (run: RunRow) => Cell;
  readonly heading: (t: TFunction) => string;
  /** What people read, where it is not the value. */
  readonly read?: (run: RunRow, reader: CsvReader) => Cell;
}

/** Score, level, source and interval of one of the four scores. */
const scoreColumns = (name: ScoreName): readonly Column[] => {
  const part = (key: 'level' | 'source' | 'low' | 'high') => (t: TFunction) =>
    t(`csv.columns.${key}`, { score: t(`requests.about.${name}`) });
  const sourceOf = ({ headline }: RunRow) => headline?.[name].source ?? null;
  return [
    {
      name,
      value: ({ headline }) => headline?.[name].score ?? null,
      heading: (t) => t(`requests.about.${name}`),
    },
    {
      name: `${name}Level`,
      value: ({ headline }) => headline?.[name].level ?? null,
      heading: part('level'),
    },
    {
      name: `${name}Source`,
      value: sourceOf,
      heading: part('source'),
      read: (run, { t }) => translated(sourceOf(run), (source) => t(`csv.sources.${source}`)),
    },
    {
      name: `${name}Low`,
      value: ({ intervals }) => bound(intervals?.[name]?.low),
      heading: part('low'),
    },
    {
      name: `${name}High`,
      value: ({ intervals }) => bound(intervals?.[name]?.high),
      heading: part('high'),
    },
  ];
};

/** The text for a value; none for none. */
const translated = <Value extends string | number>(
  value: Value | null | undefined,
  text: (value: Value) => Cell,
): Cell => (value == null ? null : text(value));

type PlainHeading =
  | 'id'
  | 'externalId'
  | 'candidate'
  | 'status'
  | 'submitted'
  | 'completed'
  | 'minutes'
  | 'review'
  | 'reviewedBy'
  | 'reviewedAt'
  | 'shouldListen'
  | 'warnings'
  | 'credits'
  | 'project'
  | 'tags'
  | 'metadata';

const column = (name: PlainHeading, value: Column['value'], read?: Column['read']): Column => ({
  name,
  value,
  heading: (t) => t(`csv.columns.${name}`),
  ...(read && { read }),
});

const minutesOf = ({ durationMs }: RunRow) => durationMs / 60_000;

const COLUMNS: readonly Column[] = [
  column('id', ({ id }) => id),
  column('externalId', ({ externalId }) => externalId),
  column('candidate', ({ metadata, speakerName }) =>
    candidateNameOf({ metadata, externalId: null, speakerName }),
  ),
  column(
    'status',
    ({ status }) => status,
    ({ status }, { t }) => t(`runs.status.${status}`),
  ),
  column(
    'submitted',
    ({ timestamp }) => timestamp,
    ({ timestamp }) => localTime(timestamp),
  ),
  column(
    'completed',
    ({ completedAt }) => completedAt,
    ({ completedAt }) => translated(completedAt, localTime),
  ),
  column(
    'minutes',
    (run) => minutesOf(run).toFixed(2),
    (run) => Number(minutesOf(run).toFixed(2)),
  ),
  ...SCORE_NAMES.flatMap(scoreColumns),
  column(
    'review',
    ({ review }) => review?.decision ?? null,
    ({ review }, { t }) => translated(review?.decision, (decision) => t(`csv.decisions.${decision}`)),
  ),
  column('reviewedBy', ({ review }) => review?.by.label ?? null),
  column(
    'reviewedAt',
    ({ review }) => review?.at ?? null,
    ({ review }) => translated(review?.at, localTime),
  ),
  column(
    'shouldListen',
    ({ shouldListen }) => (shouldListen === null ? null : shouldListen ? 'yes' : 'no'),
    ({ shouldListen }, { t }) => (shouldListen === null ? null : t(shouldListen ? 'shell.yes' : 'shell.no')),
  ),
  column(
    'warnings',
    ({ warnings }) => warnings.join('; '),
    (run, { warnings }) => run.warnings.map((code) => warnings[code]).join(' '),
  ),
  column('credits', ({ credits }) => credits?.deducted ?? null),
  column('project', ({ project }) => project),
  column('tags', ({ tags }) => tags.join('; ')),
  column('metadata', ({ metadata }) => JSON.stringify(metadata)),
];

/** The bound of an interval with two decimals. */
function bound(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 100) / 100;
}

/** A time where the reader is, in the one form that spreadsheets of every language take for a time. */
function localTime(iso: string): string {
  const at = new Date(iso);
  const padded = (value: number) => String(value).padStart(2, '0');
  const day = [at.getFullYear(), padded(at.getMonth() + 1), padded(at.getDate())].join('-');
  return `${day} ${padded(at.getHours())}:${padded(at.getMinutes())}`;
}

/** Without it Excel takes UTF-8 for the code page of the computer. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Runs as CSV (RFC 4180) for programs: names, codes, points and commas are the same in every language, and no release changes them. No
 * cell starts as a formula, which spreadsheets would run (OWASP, CSV injection).
 */
export function toCsv(runs: readonly RunRow[]): string {
  const lines = [
    COLUMNS.map(({ name }) => name),
    ...runs.map((run) => COLUMNS.map(({ value }) => value(run))),
  ];
  return csvOf(lines, '.');
}

/**
 * Runs as CSV for people: the same columns, in their language. Spreadsheets of languages with a decimal comma split at semicolons, and take
 * `2.1` for the second of January.
 */
export function toReadableCsv(runs: readonly RunRow[], reader: CsvReader): string {
  const { t, language } = reader;
  const cellsOf = (run: RunRow) => COLUMNS.map(({ value, read }) => (read ? read(run, reader) : value(run)));
  return csvOf([COLUMNS.map(({ heading }) => heading(t)), ...runs.map(cellsOf)], decimalMark(language));
}

function csvOf(lines: readonly (readonly Cell[])[], mark: '.' | ','): string {
  const separator = mark === ',' ? ';' : ',';
  const row = (cells: readonly Cell[]) => cells.map((cell) => toText(cell, mark)).join(separator);
  return BYTE_ORDER_MARK + lines.map((cells) => `${row(cells)}\r\n`).join('');
}

function toText(value: Cell, mark: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', mark);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  const isSplit = mark === ',' ? /[";\r\n]/ : /[",\r\n]/;
  return isSplit.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
