import { submitResponseSchema, type Transcript } from '@vivavoce/contract';
import { type Rate, rateOf } from './rates.ts';

/**
 * Submits a script of the stand-in engine.
 * @param url where the API's routes about speech are.
 * @param takesMs how long its analysis takes.
 * @param said what its transcript holds.
 * @returns the id of its run.
 */
export async function submit(url: string, key: string, takesMs: number, said?: Transcript): Promise<string> {
  const form = new FormData();
  form.append('audio', new Blob([JSON.stringify({ durationMs: 60_000, takesMs, said })]), 'recording');
  const init = { method: 'POST', headers: { 'x-api-key': key }, body: form };
  return submitResponseSchema.parse(await (await fetch(`${url}/analyze`, init)).json()).id;
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
