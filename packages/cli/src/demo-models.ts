import { type ModelSettings, missingForOtherLanguages } from '@vivavoce/engine/endpoints';
import { startFakeEndpoint } from '@vivavoce/engine/fake-endpoint';
import { LANGUAGE_SAMPLES } from '@vivavoce/samples';

/** The models of a demonstration, until it ends. */
export interface DemoModels extends AsyncDisposable {
  readonly models: ModelSettings;
}

/** All variables that name an endpoint: with none of them set, a stand-in answers. */
const VARIABLES = 4;

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
  const standIn = await startFakeEndpoint({ known: Object.values(LANGUAGE_SAMPLES) });
  log(
    'No models are configured: a STAND-IN answers for them. It knows the words of the sample in advance and rates',
  );
  log(
    'by fixed rules, so this shows how things work together, not how good they are. Scores mean nothing here.',
  );
  log(`For real models set ${missing.join(', ')} (docs/languages.md)`);
  const endpoint = { url: standIn.url, key: null, model: 'stand-in (no real model)' };
  return {
    models: { ...models, transcription: endpoint, chat: endpoint },
    [Symbol.asyncDispose]: () => standIn.close(),
  };
}
