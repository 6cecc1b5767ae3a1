import type { GroupWaits } from './queue-day.ts';
import type { DayFigures, QueueFigures, RealFigures } from './queue-figures.ts';
import type { LoadFigures } from './queue-load.ts';

const line = (name: string, cells: readonly string[]): string =>
  `${name.padEnd(26)}${cells.map((text) => text.padStart(13)).join('')}\n`;

const waitCells = ({ medianS, p95S, mostS }: GroupWaits): string[] =>
  [medianS, p95S, mostS].map((seconds) => seconds.toFixed(0));

function dayTable({ workers, busyShare, mostActive, waits, plainWaits }: DayFigures): string {
  const rows = waits.map((own, n) => {
    const plain = plainWaits[n];
    return line(own.name, [String(own.runs), ...waitCells(own), ...(plain ? waitCells(plain) : [])]);
  });
  return [
    `A day with ${workers} workers, busy ${(100 * busyShare).toFixed(0)} % of it, at most ${mostActive} runs of a tenant at once\n`,
    'Waits in s: median, 95th percentile, longest; then what one queue for all without a cap would make of them\n',
    line('', ['runs', 'median', 'p95', 'longest', 'median', 'p95', 'longest']),
    ...rows,
    '\n',
  ].join('');
}

function realTable({ workers, runs, different, mostActive, statementsPerRun, claimMs }: RealFigures): string {
  return [
    `${runs} runs of the busiest hours through the real queue with ${workers} workers: ${different} began other than by the rules above; at most\n`,
    `${mostActive} of a tenant at once; ${statementsPerRun.toFixed(1)} statements a run; a claim took ${claimMs.p50.toFixed(1)} ms, 95 of 100 within ${claimMs.p95.toFixed(1)}\n\n`,
  ].join('');
}

function loadTable({ workers, statementsPerSecond, cores, claimMs, progressMs }: LoadFigures): string {
  const cells = [
    statementsPerSecond.toFixed(0),
    cores === null ? '-' : cores.toFixed(2),
    ...[claimMs, progressMs].flatMap(({ p50, p95 }) => [p50.toFixed(1), p95.toFixed(1)]),
  ];
  return [
    line('', ['statements/s', 'cores', 'claim, ms', 'p95', 'progress, ms', 'p95']),
    line(`${workers} busy workers`, cells),
    '\n',
  ].join('');
}

/** A part of the figures as a table for people. */
export function queueTable(part: QueueFigures): string {
  if (part.kind === 'day') return dayTable(part.figures);
  if (part.kind === 'real') return realTable(part.figures);
  if (part.kind === 'load') return loadTable(part.figures);
  const { waiting, claimMs } = part.figures;
  return `Among ${waiting} runs that wait, a claim takes ${claimMs.p50.toFixed(1)} ms, 95 of 100 within ${claimMs.p95.toFixed(1)} ms\n`;
}
