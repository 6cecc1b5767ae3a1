import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type ModelSettings, missingForOtherLanguages } from '@vivavoce/engine/endpoints';
import { LANGUAGE_SAMPLES } from '@vivavoce/samples';

/** The models of a demonstration, until it ends. */
export interface DemoModels extends AsyncDisposable {
  readonly models: ModelSettings;
}

/** All variables that name an endpoint: with none of them set, a stand-in answers. */
const VARIABLES = 4;

/** The stand-in, a program of the engine's tests: a process of its own, as a server of the operator's would be. */
const STAND_IN = fileURLToPath(
  new URL('./testing/fake-endpoint-process.ts', import.meta.resolve('@vivavoce/engine')),
);

/**
 * The models for a sample in another language: the operator's, or else a small server that stands in for them, started here.
 * @param log tells people which of the two.
 * @throws Error if only some of the operator's variables are set.
 */
export async function demoModels(
  language: string,
  models: ModelSettings,
  log: (line: string) => void,
): Promise<DemoModels> {
  const nothing = { models, [Symbol.asyncDispose]: async () => {} };
  if (language === 'en') return nothing;
  const missing = missingForOtherLanguages(models);
  if (missing.length === 0) {
    log(
      `Speech is written down by ${models.transcription?.model} and judged by ${models.chat?.model}, as you configured`,
    );
    return nothing;
  }
  if (missing.length < VARIABLES)
    throw new Error(`Other languages need both endpoints; not set: ${missing.join(', ')}`);
  const [standIn, url] = await startStandIn();
  log(
    'No models are configured: a STAND-IN answers for them. It knows the words of the sample in advance and rates',
  );
  log(
    'by fixed rules, so this shows how things work together, not how good they are. Scores mean nothing here.',
  );
  log(`For real models set ${missing.join(', ')} (docs/languages.md)`);
  const endpoint = { url, key: null, model: 'stand-in (no real model)' };
  return {
    models: { ...models, transcription: endpoint, chat: endpoint },
    async [Symbol.asyncDispose]() {
      const exited = once(standIn, 'exit');
      standIn.disconnect();
      await exited;
    },
  };
}

/**
 * @returns the process and its base address.
 * @throws Error if it ends before it listens.
 */
async function startStandIn(): Promise<[ChildProcess, string]> {
  const child = fork(STAND_IN, [JSON.stringify({ known: Object.values(LANGUAGE_SAMPLES) })]);
  const ended = once(child, 'exit').then(([status]) => {
    throw new Error(`The stand-in for the endpoints ended with status ${status}`);
  });
  const [url] = (await Promise.race([once(child, 'message'), ended])) as [string];
  // It ends with the demonstration.
  ended.catch(() => undefined);
  return [child, url];
}
