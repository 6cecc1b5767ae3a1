import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { Target } from './connection.ts';
import { askAtFullSpeed, askAtRate } from './rates.ts';

/** Where a server answers as a test wants. */
async function served(t: TestContext, answer: RequestListener): Promise<Target> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`, headers: {} };
}

describe('requests that are measured', { concurrency: true }, () => {
  it('are those that were answered, with all of their bodies', async (t) => {
    let answered = 0;
    const target = await served(t, (_request, response) => {
      response.end(Buffer.alloc(300_000), () => {
        answered += 1;
      });
    });
    const { perSecond, p50Ms, p99Ms } = await askAtFullSpeed([target], 4, 1);
    assert.ok(perSecond > 0 && p50Ms > 0 && p99Ms >= p50Ms);
    // One a connection more came to warm up, and it took a second at least.
    assert.ok(perSecond <= answered - 4, `${perSecond} a second, ${answered} in all`);
  });

  it('take as long as they were due for, not as they were asked for: who is held up is not made to look quick', async (t) => {
    let asked = 0;
    const target = await served(t, (_request, response) => {
      asked += 1;
      setTimeout(() => response.end('x'), asked === 2 ? 600 : 0);
    });
    const { p50Ms } = await askAtRate([target], 1, 1, 20);
    assert.ok(p50Ms > 50, `half of them waited for the slow one: ${p50Ms} ms`);
  });

  it('are not measured where they are refused', async (t) => {
    const target = await served(t, (_request, response) => response.writeHead(429).end());
    await assert.rejects(askAtFullSpeed([target], 1, 1), /429/);
  });
});
