import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { RecordingQueue } from './recording-queue.ts';

const NEVER = new AbortController().signal;

/** A queue whose work ends when a test says so; `order` tells what was started. */
function startQueue(places: number) {
  let now = 0;
  const queue = new RecordingQueue({ places }, () => now);
  const order: string[] = [];
  const ends = new Map<string, () => void>();
  const submit = (tenant: string, name: string, signal: AbortSignal = NEVER) =>
    queue.run(tenant, signal, () => {
      order.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    });
  const end = async (name: string, tookMs: number) => {
    await nextTurn();
    now += tookMs;
    ends.get(name)?.();
    await nextTurn();
  };
  return { submit, end, order };
}

describe('the queue for the decoder', () => {
  it('leaves a place to others, however much one tenant sends', async () => {
    const { submit, order } = startQueue(2);
    for (const name of ['a1', 'a2', 'a3']) void submit('a', name);
    void submit('b', 'b1');
    await nextTurn();
    assert.deepEqual(order, ['a1', 'b1']);
  });

  it('serves whoever had least of it lately', async () => {
    const { submit, end, order } = startQueue(1);
    const first = submit('a', 'a1');
    void submit('a', 'a2');
    void submit('b', 'b1');
    void submit('b', 'b2');
    await end('a1', 40_000);
    assert.equal(await first, 'a1');
    await end('b1', 1000);
    await end('b2', 1000);
    assert.deepEqual(order, ['a1', 'b1', 'b2', 'a2']);
  });

  it('refuses what would wait too long behind its own, and everything when too much waits', async () => {
    const { submit } = startQueue(1);
    for (let n = 0; n < 33; n++) void submit('a', `a${n}`);
    await assert.rejects(submit('a', 'a33'), { code: 'RATE_LIMIT_EXCEEDED' });
    for (let n = 0; n < 96; n++) void submit(`b${n % 8}`, `b${n}`);
    await assert.rejects(submit('c', 'c'), { code: 'SERVICE_WARMING_UP' });
  });

  it('forgets who gives up, and lets the next one in after a failure', async () => {
    const { submit, end, order } = startQueue(1);
    const giving = new AbortController();
    void submit('a', 'a1');
    const second = submit('b', 'b1', giving.signal);
    void submit('c', 'c1');
    giving.abort(new Error('hung up'));
    await assert.rejects(second, /hung up/);
    await end('a1', 10);
    assert.deepEqual(order, ['a1', 'c1']);
    await assert.rejects(submit('d', 'd1', giving.signal), /hung up/);
    const queue = new RecordingQueue({ places: 1 });
    await assert.rejects(
      queue.run('a', NEVER, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal(await queue.run('a', NEVER, () => Promise.resolve('next')), 'next');
  });
});

describe('any number of recordings', () => {
  it('starts all that was taken once, and no more at a time than there are places', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 }),
        async (places, tenants) => {
          const queue = new RecordingQueue({ places });
          let [running, most] = [0, 0];
          const ends = await Promise.allSettled(
            tenants.map((tenant) =>
              queue.run(tenant, NEVER, async () => {
                most = Math.max(most, ++running);
                await nextTurn();
                running--;
              }),
            ),
          );
          assert.ok(most <= places);
          assert.equal(running, 0);
          for (const ended of ends)
            assert.ok(ended.status === 'fulfilled' || ended.reason.code === 'RATE_LIMIT_EXCEEDED');
        },
      ),
      { numRuns: 50 },
    );
  });
});
