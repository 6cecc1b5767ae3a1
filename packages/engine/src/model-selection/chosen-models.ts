/** Chooses the models of the stages: the shipped ones, or those that the operator named. */
import { endpointLanguageModel } from '../endpoints/chat.ts';
import type { CircuitState } from '../endpoints/circuit-breaker.ts';
import {
  createEndpointClient,
  DEFAULT_RETRY_POLICY,
  type RetryPolicy,
} from '../endpoints/endpoint-client.ts';
import { type Endpoint, type ModelSettings, missingForOtherLanguages } from '../endpoints/settings.ts';
import { endpointTranscriber } from '../endpoints/transcription.ts';
import { EngineError } from '../errors.ts';
import { languageModelRater, type RubricRater } from '../rubric/rate-by-rubric.ts';
import type { Transcriber } from '../speech/words/transcriber.ts';

/** An endpoint by what it does. */
export type EndpointName = 'transcription' | 'chat';

/** Called when the circuit of an endpoint opens after failures, and when it closes again. */
export type EndpointListener = (name: EndpointName, state: CircuitState) => void;

/** The models that replace or complement the shipped ones. */
export interface ChosenModels {
  /** Transcribes English instead of the shipped recogniser; null where that one does. */
  readonly englishTranscriber: Transcriber | null;
  /** Transcribes other languages; null where no endpoint is named. */
  readonly otherTranscriber: Transcriber | null;
  /** Rates other languages; null where no endpoint is named. */
  readonly rater: RubricRater | null;
}

/** The models of a language other than English. */
export interface OtherLanguageModels {
  readonly transcriber: Transcriber;
  readonly rater: RubricRater;
}

/** Chooses the models; sends no request yet. */
export function chooseModels(
  settings: ModelSettings,
  onEndpoint: EndpointListener = () => {},
  retryPolicy: Partial<RetryPolicy> = {},
): ChosenModels {
  const { transcription, chat, englishTranscriber, waitMs, parallel } = settings;
  const clientOf = (name: EndpointName, endpoint: Endpoint) =>
    createEndpointClient(endpoint, { ...DEFAULT_RETRY_POLICY, waitMs, parallel, ...retryPolicy }, (state) =>
      onEndpoint(name, state),
    );
  const transcriber = transcription && endpointTranscriber(clientOf('transcription', transcription));
  return {
    englishTranscriber: englishTranscriber === 'endpoint' ? transcriber : null,
    otherTranscriber: transcriber,
    rater: chat && languageModelRater(endpointLanguageModel(clientOf('chat', chat))),
  };
}

/**
 * The models of a language other than English.
 * @throws EngineError SCORING_FAILED that names the missing settings.
 */
export function modelsForLanguage(
  language: string,
  { otherTranscriber, rater }: ChosenModels,
  settings: ModelSettings,
): OtherLanguageModels {
  if (otherTranscriber !== null && rater !== null) return { transcriber: otherTranscriber, rater };
  const missing = missingForOtherLanguages(settings).join(', ');
  throw new EngineError(
    'SCORING_FAILED',
    `English (en) is scored by the models that ship; ${language} needs models of your own: set ${missing}.`,
  );
}
