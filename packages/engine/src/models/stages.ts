/** The one place where the models behind the stages are chosen: those that ship, or those that the operator named. */
import { endpointLanguageModel } from '../endpoints/chat.ts';
import type { CircuitState } from '../endpoints/circuit-breaker.ts';
import { createEndpointClient, PATIENCE, type Patience } from '../endpoints/endpoint-client.ts';
import { type Endpoint, type ModelSettings, missingForOtherLanguages } from '../endpoints/settings.ts';
import { endpointTranscriber } from '../endpoints/transcription.ts';
import { EngineError } from '../errors.ts';
import { languageModelJudge, type RubricJudge } from '../rubric/judge-by-rubric.ts';
import type { Transcriber } from '../speech/words/transcriber.ts';

/** An endpoint of which something is told. */
export type EndpointName = 'transcription' | 'chat';

/** Told when an endpoint is left alone after failures, and when it is asked again. */
export type EndpointListener = (name: EndpointName, state: CircuitState) => void;

/** What the stages ask where it is not the models that ship. */
export interface Stages {
  /** Writes English down in the place of the recogniser that ships; null: that one does. */
  readonly english: Transcriber | null;
  /** Writes other languages down; null where no endpoint is named. */
  readonly other: Transcriber | null;
  /** Judges other languages; null where no endpoint is named. */
  readonly judge: RubricJudge | null;
}

/** The models of a language other than English. */
export interface OtherLanguageStages {
  readonly transcriber: Transcriber;
  readonly judge: RubricJudge;
}

/** Chooses the models. No endpoint is asked for anything yet. */
export function chooseStages(
  settings: ModelSettings,
  onEndpoint: EndpointListener = () => {},
  patience: Partial<Patience> = {},
): Stages {
  const { transcription, chat, englishTranscriber, waitMs, parallel } = settings;
  const clientOf = (name: EndpointName, endpoint: Endpoint) =>
    createEndpointClient(endpoint, { ...PATIENCE, waitMs, parallel, ...patience }, (state) =>
      onEndpoint(name, state),
    );
  const transcriber = transcription && endpointTranscriber(clientOf('transcription', transcription));
  return {
    english: englishTranscriber === 'endpoint' ? transcriber : null,
    other: transcriber,
    judge: chat && languageModelJudge(endpointLanguageModel(clientOf('chat', chat))),
  };
}

/**
 * The models of a language other than English.
 * @throws EngineError SCORING_FAILED that names the settings which are missing.
 */
export function stagesOf(
  language: string,
  { other, judge }: Stages,
  settings: ModelSettings,
): OtherLanguageStages {
  if (other !== null && judge !== null) return { transcriber: other, judge };
  const missing = missingForOtherLanguages(settings).join(', ');
  throw new EngineError(
    'SCORING_FAILED',
    `English (en) is scored by the models that ship; ${language} needs models of your own: set ${missing}.`,
  );
}
