import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPERATIONS } from '@vivavoce/contract';
import { createVivavoce } from '@vivavoce/sdk';
import { isAllowedForApiKeys, toSdkCode } from './sdk-code.ts';

const ORIGIN = 'https://speech.example';
const RUN = '/speech/analyze/6c0f7a4e-1c1e-4a55-9a54-1f1c1f6f1a11';

/** Runs the code that the page shows, with a `fetch` that only records. @returns the requests. */
async function requestsSentBy(code: string): Promise<string> {
  const asked: string[] = [];
  const fetch = async (input: unknown, { method, body }: RequestInit = {}): Promise<Response> => {
    const json = typeof body === 'string' ? ` ${JSON.stringify(JSON.parse(body))}` : '';
    asked.push(`${method} ${String(input).slice(`${ORIGIN}/api/v1`.length)}${json}`);
    return Response.json({ runs: [], nextCursor: null });
  };
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const body = code.replace(/^import .*$/m, '');
  const run = new AsyncFunction('createVivavoce', 'process', body) as unknown as (
    create: unknown,
    process: unknown,
  ) => Promise<void>;
  await run((options: { baseUrl: string; apiKey: string }) => createVivavoce({ ...options, fetch }), {
    env: { VIVAVOCE_KEY: 'vv_live_x' },
  });
  return asked.join('\n');
}

test('the generated code sends the request of the console', async () => {
  const requests: readonly (readonly [method: string, path: string, json?: unknown])[] = [
    ['GET', '/credits'],
    ['GET', RUN],
    ['GET', `${RUN}/waveform`],
    ['GET', `${RUN}/history`],
    ['GET', `${RUN}/history/2`],
    ['DELETE', RUN],
    ['POST', `${RUN}/rescore`, { candidateSpeaker: 'speaker_0' }],
    ['PATCH', `${RUN}/transcript`, [{ segment: 0, word: 2, text: "it's `new`" }]],
    ['POST', `${RUN}/review`, { decision: 'agree', note: 'Läuft.' }],
    ['DELETE', '/speech/runs?externalId=cand%2F1'],
    ['GET', '/fairness?group=site'],
  ];
  for (const [method, path, json] of requests) {
    const text = json === undefined ? null : JSON.stringify(json);
    const code = toSdkCode({ method, path, json: text, form: null }, ORIGIN);
    assert.ok(code, `${method} ${path}`);
    assert.equal(await requestsSentBy(code), `${method} ${path}${text === null ? '' : ` ${text}`}`);
  }
});

test('a list is requested with its filters', async () => {
  const path = '/speech/runs?status=success&tag=a&tag=b&metadata%5Brole%5D=planner&limit=20&cursor=x';
  const code = toSdkCode({ method: 'GET', path, json: null, form: null }, ORIGIN);
  const asked = new URL(`${ORIGIN}${(await requestsSentBy(code ?? '')).slice('GET '.length)}`).searchParams;
  assert.deepEqual(
    [asked.get('status'), asked.getAll('tag'), asked.get('metadata[role]'), asked.get('cursor')],
    ['success', ['a', 'b'], 'planner', null],
  );
});

test('requests that need a user are recognised as the API documents them', () => {
  for (const { method, path, needs } of OPERATIONS) {
    if (needs === 'operator' || needs === 'nothing') continue;
    assert.equal(
      isAllowedForApiKeys({ method: method.toUpperCase(), path }),
      needs !== 'user',
      `${method} ${path}`,
    );
  }
});
