import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { arrivalsOf } from './queue-arrivals.ts';
import { quantile, simulateDay, waitsBySize } from './queue-day.ts';
import { modelScheduler, plainScheduler } from './queue-scheduler.ts';

const SHAPE = { tenants: 50, runs: 2000, seed: 3 };
const MINUTE_MS = 60_000;

describe('a simulated day', () => {
  it('has the runs that were asked for, in order, the same for a seed, of unequal tenants', () => {
    const arrivals = arrivalsOf(SHAPE);
    assert.equal(arrivals.length, SHAPE.runs);
    assert.deepEqual(arrivals, arrivalsOf(SHAPE));
    assert.ok(arrivals.every(({ atMs }, n) => n === 0 || atMs >= (arrivals[n - 1]?.atMs ?? 0)));
    const lengths = arrivals.map(({ durationMs }) => durationMs / MINUTE_MS);
    assert.ok(Math.min(...lengths) >= 3 && Math.max(...lengths) <= 45);
    assert.ok(Math.abs(quantile(lengths, 0.5) - 18) < 1.5);
    const runsOf = (from: number, to: number) =>
      arrivals.filter(({ tenant }) => from <= tenant && tenant < to).length;
    assert.ok(runsOf(0, 10) > 2 * runsOf(40, 50));
  });

  it('never has more runs of a tenant under way than the cap, and begins them in their order', async () => {
    const day = await simulateDay(modelScheduler(SHAPE.tenants, 8), arrivalsOf(SHAPE), 6);
    assert.ok(day.mostActive <= 8);
    const latest = new Map<number, number>();
    for (const { arrival, waitMs } of day.starts) {
      assert.ok(waitMs >= 0);
      assert.ok(arrival.atMs >= (latest.get(arrival.tenant) ?? 0));
      latest.set(arrival.tenant, arrival.atMs);
    }
  });

  it('spares a small tenant the wait behind the burst of a large one, as one queue for all does not', async () => {
    const burst = Array.from({ length: 100 }, (_, n) => ({
      atMs: n,
      tenant: 0,
      durationMs: 20 * MINUTE_MS,
      isOfBurst: true,
    }));
    const late = { atMs: 1000, tenant: 1, durationMs: 20 * MINUTE_MS, isOfBurst: false };
    const waitOf = async (scheduler: ReturnType<typeof plainScheduler>) => {
      const { starts } = await simulateDay(scheduler, [...burst, late], 4);
      return starts.find(({ arrival }) => arrival === late)?.waitMs ?? Number.NaN;
    };
    // The next worker that is free is its own: within one analysis of 96 s.
    assert.ok((await waitOf(modelScheduler(2, 8))) <= 96_000);
    assert.ok((await waitOf(plainScheduler())) > 20 * 96_000);
  });

  it('counts waits by the size of the tenant, and those of bursts apart', () => {
    const start = (tenant: number, waitMs: number, isOfBurst = false) => ({
      arrival: { atMs: 0, tenant, durationMs: 1, isOfBurst },
      waitMs,
    });
    const starts = [start(0, 1000), start(9, 3000), start(10, 5000), start(100, 7000), start(0, 9000, true)];
    const figures = waitsBySize(starts);
    assert.deepEqual(
      figures.map(({ runs }) => runs),
      [2, 1, 1, 1, 5],
    );
    assert.deepEqual(
      figures.map(({ mostS }) => mostS),
      [3, 5, 7, 9, 9],
    );
  });
});
