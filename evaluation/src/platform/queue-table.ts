import type { DayFigures, QueueFigures, RealFigures } from './queue.ts';
import type { GroupWaits } from './queue-day.ts';

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

/** The figures as tables for people. */
export function queueTable({ days, real, loads, backlogs }: QueueFigures): string {
  const ms = ({ p50, p95 }: { readonly p50: number; readonly p95: number }) => [
    p50.toFixed(1),
    p95.toFixed(1),
  ];
  const loadRows = loads.map(({ workers, cores, claimMs, progressMs, ...rates }) =>
    line(`${workers} busy workers`, [
      rates.statementsPerSecond.toFixed(0),
      cores === null ? '-' : cores.toFixed(2),
      ...ms(claimMs),
      ...ms(progressMs),
    ]),
  );
  const loadHead = line('', ['statements/s', 'cores', 'claim, ms', 'p95', 'progress, ms', 'p95']);
  return [
    ...days.map(dayTable),
    ...(real ? [realTable(real)] : []),
    ...(loads.length > 0 ? [loadHead, ...loadRows, '\n'] : []),
    ...(backlogs.length > 0 ? [line('', ['claim, ms', 'p95'])] : []),
    ...backlogs.map(({ waiting, claimMs }) => line(`${waiting} runs wait`, ms(claimMs))),
  ].join('');
}
