/** `POST /chat/completions` with a JSON schema, as OpenAI, vLLM, llama.cpp and others answer it. */
import { z } from 'zod';
import { EngineError } from '../errors.ts';
import { type EndpointClient, EndpointError } from './endpoint-client.ts';

/** A message of a conversation with a language model. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What a language model is asked. */
export interface ChatQuestion {
  readonly messages: readonly ChatMessage[];
  readonly seed: number;
  /** JSON Schema of the answer, with a name. */
  readonly schema: { readonly name: string; readonly schema: object };
}

/** Answers questions in JSON: the interface between the rater and the model behind it. */
export interface LanguageModel {
  /** The model's name, for provenance. */
  readonly model: string;
  /**
   * The text of the answer, at temperature 0; not yet checked against the schema.
   * @throws EngineError SCORING_FAILED; the signal's reason when aborted.
   */
  answer(question: ChatQuestion, signal?: AbortSignal): Promise<string>;
}

const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
});

/** Tokens of an answer: three levels with some quotes take 600, models that think first more. */
const MAX_TOKENS = 4096;

/** A language model behind an endpoint. */
export function endpointLanguageModel(client: EndpointClient): LanguageModel {
  return {
    model: client.model,
    async answer({ messages, seed, schema }, signal) {
      const body = JSON.stringify({
        model: client.model,
        messages,
        temperature: 0,
        seed,
        max_tokens: MAX_TOKENS,
        response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } },
      });
      const json = await client
        .post('/chat/completions', () => body, signal)
        .catch((error: unknown) => {
          if (!(error instanceof EndpointError)) throw error;
          throw failure(error.message, error);
        });
      const answer = answerSchema.safeParse(json);
      if (!answer.success) throw failure('its answer is no chat completion', answer.error);
      return answer.data.choices[0]?.message.content ?? '';
    },
  };
}

function failure(what: string, cause: unknown): EngineError {
  return new EngineError(
    'SCORING_FAILED',
    `The model that judges other languages is not available: ${what}. Submit the recording again later.`,
    { cause },
  );
}
