import { gainOfCores, gainOfWorkers, type LengthFigures, type SpeedFigures } from './speed-figures.ts';

/** A chart of the figure: points that a line joins, or bars where there is only a name below each. */
interface Chart {
  readonly title: string;
  readonly points: readonly { readonly at: number | string; readonly value: number }[];
  readonly format: (value: number) => string;
}

const [WIDTH, HEIGHT, GAP, MARGIN] = [240, 180, 40, 44] as const;
/** Read on light and on dark pages. */
const [INK, COLOUR] = ['#767676', '#4a7fd6'] as const;

/** Time and memory against the length of the recording, and what more cores and workers bring, as SVG. */
export function speedGraph({ lengths, workers }: SpeedFigures): string {
  const against = (title: string, ofLength: (length: LengthFigures) => number): Chart => ({
    title,
    format: (value) => value.toFixed(0),
    points: lengths.map((length) => ({ at: length.audioMs / 60_000, value: ofLength(length) })),
  });
  const charts = [
    against('seconds, by minutes of audio', ({ totalMs }) => totalMs / 1000),
    against('peak memory in MiB, by minutes', ({ peakMemoryBytes }) => peakMemoryBytes / 2 ** 20),
    ...(workers === null
      ? []
      : [
          {
            title: 'times the work, by workers × cores',
            format: (value: number) => value.toFixed(2),
            points: [
              { at: `1 × ${workers.half}`, value: 1 },
              { at: `1 × ${2 * workers.half}`, value: gainOfCores(workers) },
              { at: `2 × ${workers.half}`, value: gainOfWorkers(workers) },
            ],
          },
        ]),
  ];
  const width = charts.length * (WIDTH + MARGIN + GAP);
  const drawn = charts.map(
    (chart, n) =>
      `<g transform="translate(${n * (WIDTH + MARGIN + GAP) + MARGIN} 30)">${drawChart(chart)}</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT + 60}" font-family="sans-serif" font-size="12" fill="${INK}" role="img"><title>Cost of an analysis</title>${drawn.join('')}</svg>\n`;
}

function drawChart({ title, points, format }: Chart): string {
  const isLine = points.every(({ at }) => typeof at === 'number');
  const top = Math.max(...points.map(({ value }) => value)) * 1.15;
  const last = Math.max(...points.map(({ at }) => Number(at)));
  const placed = points.map(({ at, value }, n) => ({
    label: `${at}`,
    text: format(value),
    x: isLine ? (Number(at) / last) * (WIDTH - 20) : ((n + 0.5) * WIDTH) / points.length,
    y: HEIGHT * (1 - value / top),
  }));
  const marks = placed.map(({ x, y }) =>
    isLine
      ? `<circle cx="${x}" cy="${y}" r="4" fill="${COLOUR}"/>`
      : `<rect x="${x - 20}" y="${y}" width="40" height="${HEIGHT - y}" fill="${COLOUR}"/>`,
  );
  const line = placed.map(({ x, y }) => `${x},${y}`).join(' ');
  return [
    `<text y="-14" font-weight="bold">${title}</text>`,
    `<path d="M0 0V${HEIGHT}H${WIDTH}" fill="none" stroke="${INK}"/>`,
    isLine ? `<polyline points="${line}" fill="none" stroke="${COLOUR}" stroke-width="2"/>` : '',
    ...marks,
    ...placed.map(({ x, y, text }) => `<text x="${x}" y="${y - 8}" text-anchor="middle">${text}</text>`),
    ...placed.map(({ x, label }) => `<text x="${x}" y="${HEIGHT + 18}" text-anchor="middle">${label}</text>`),
  ].join('');
}
