import { submitResponseSchema, type Transcript } from '@vivavoce/contract';
import { type Rate, rateOf } from './rates.ts';

/** How long an analysis takes while something is cut off or killed, ms: from, and how much longer at most. */
export const MIN_RUN_MS = 400;
const RUN_MS_SPREAD = 400;
/** Runs that are under way at once then. */
export const MAX_OPEN_RUNS = 6;
/** The latest moment of a submit at which whoever admits it is cut off or killed, ms. */
export const ADMITTING_MS = 60;

/** How long an analysis takes, ms. @param random uniform from 0 to 1. */
export const takesMsOf = (random: () => number): number => MIN_RUN_MS + RUN_MS_SPREAD * random();

/** What the stand-in engine does, instead of a recording. */
interface Script {
  readonly durationMs: number;
  readonly takesMs?: number;
  readonly takesMiB?: number;
  readonly said?: Transcript | undefined;
}

function formOf(script: Script): FormData {
  const form = new FormData();
  form.append('audio', new Blob([JSON.stringify(script)]), 'recording');
  return form;
}

/**
 * Submits a script of the stand-in engine.
 * @param url where the API's routes about speech are.
 * @param takesMs how long its analysis takes.
 * @param said what its transcript holds.
 * @returns the id of its run.
 */
export async function submit(url: string, key: string, takesMs: number, said?: Transcript): Promise<string> {
  const body = formOf({ durationMs: 60_000, takesMs, said });
  const init = { method: 'POST', headers: { 'x-api-key': key }, body };
  return submitResponseSchema.parse(await (await fetch(`${url}/analyze`, init)).json()).id;
}

/** Where a client submits, and as whom. */
export interface SubmitTarget {
  /** Of the server. */
  readonly url: string;
  readonly key: string;
}

/**
 * Submits a script once to a server that may go away meanwhile.
 * @param name its idempotency key.
 * @param limitMs how long its answer is waited for; as long as it takes unless given.
 * @returns the id of its run, or null when there is no answer, or none that says whether it is admitted.
 * @throws Error if the server refuses it.
 */
export async function trySubmit(
  { url, key }: SubmitTarget,
  name: string,
  script: Script,
  limitMs?: number,
): Promise<string | null> {
  const headers = { 'x-api-key': key, 'idempotency-key': name };
  const signal = limitMs === undefined ? null : AbortSignal.timeout(limitMs);
  // A server that was just killed answers nothing, or half a body.
  const answer = await fetch(`${url}/api/v1/speech/analyze`, {
    method: 'POST',
    headers,
    body: formOf(script),
    signal,
  }).catch(() => null);
  const body: unknown = await answer?.json().catch(() => null); // As above.
  if (answer?.status === 202 && body) return submitResponseSchema.parse(body).id;
  if (answer && answer.status < 500) throw new Error(`The submit was refused: ${JSON.stringify(body)}`);
  return null;
}

/** Submits many, some at once. */
export async function submitMany(
  url: string,
  key: string,
  { count, atOnce, takesMs }: { readonly count: number; readonly atOnce: number; readonly takesMs: number },
): Promise<Rate> {
  const took: number[] = [];
  const started = performance.now();
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const sent = performance.now();
      await submit(url, key, takesMs);
      took.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return rateOf(took, (performance.now() - started) / 1000);
}
