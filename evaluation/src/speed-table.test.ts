import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SpeedFigures } from './speed-figures.ts';
import { speedGraph } from './speed-graph.ts';
import { speedTable } from './speed-table.ts';

const length = (minutes: number) => ({
  audioMs: minutes * 60_000,
  totalMs: minutes * 4800,
  references: 2 * minutes,
  stages: { decode: minutes * 60, words: minutes * 2400 },
  firstWordsMs: 6500,
  peakMemoryBytes: (1000 + 10 * minutes) * 2 ** 20,
  comparedMs: null,
});

const FIGURES: SpeedFigures = {
  cores: 2,
  runs: 5,
  referenceMs: 2400,
  lengths: [length(10), length(45)],
  cli: { totalMs: 25_000, startMs: 1500 },
  networks: { voicesMs: 25, encoderMs: 38, wordsMs: 90, alignmentMs: 3, wordsPerSecond: 2.7 },
  workers: { half: 1, halfMs: 40_000, allMs: 22_000, bothMs: 42_000 },
  service: {
    idle: { serverBytes: 126 * 2 ** 20, workerBytes: 275 * 2 ** 20, databaseBytes: 50 * 2 ** 20 },
    submit: { idleMs: 900, busyMs: 1300 },
  },
};

test('the table gives shares of the length, and what more cores and workers bring', () => {
  const text = speedTable(FIGURES);
  assert.match(text, /all, share of length\s+0\.0800\s+0\.0800/);
  assert.match(text, /45 minutes take 4\.50 times as long as 10\./);
  assert.match(
    text,
    /on 2 cores is 1\.82 times as fast as on 1; two workers on 1 each do 1\.90 times as much/,
  );
  assert.match(text, /Idle, MiB: server 126, worker 275, PostgreSQL 50\./);
  assert.doesNotMatch(text, /compared/);
  const compared = FIGURES.lengths.map((one) => ({ ...one, comparedMs: one.audioMs / 4 }));
  assert.match(
    speedTable({ ...FIGURES, lengths: compared }),
    /compared, share of length\s+0\.2500\s+0\.2500/,
  );
});

test('the graph has a point for each length and a bar for each way to use the cores', () => {
  const count = (svg: string, element: string) => svg.split(`<${element} `).length - 1;
  const svg = speedGraph(FIGURES);
  assert.equal(count(svg, 'circle'), 4);
  assert.equal(count(svg, 'rect'), 3);
  assert.equal(count(speedGraph({ ...FIGURES, workers: null }), 'rect'), 0);
  assert.doesNotMatch(svg, /NaN|undefined/);
});
