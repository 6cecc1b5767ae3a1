/**
 * The operator's choice of models, from the environment. The engine, the server and the
 * evaluation read the same variables here; nothing leaves the machine unless an address is named.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { modelFileProblem } from '../models/added-models.ts';
import { moonshineFiles } from '../models/model-files.ts';
import { readSpeakerWeights } from '../models/speaker-weights.ts';
import { type EnvironmentFault, setVariables } from './environment.ts';
import { isShippedLanguage } from './shipped-languages.ts';

export { setVariables };

/** A server with an API like OpenAI's, and what to ask it for. */
export interface Endpoint {
  /** Base address with the version: https://api.example.com/v1; no slash at the end. */
  readonly url: string;
  /** Sent as a bearer token; null where none is needed. */
  readonly key: string | null;
  readonly model: string;
}

/** Which score weights are used: all that ship, or those without corpora for research use only. */
export type ScoreWeights = 'default' | 'open';

/** Two ONNX files, and when voices are one person's. */
export interface SegmentationSettings {
  /** The segmentation model, by path. */
  readonly segmentation: string;
  /** The speaker embedding model, by path. */
  readonly embedding: string;
  /** The mean cosine from which on voices are taken for one person. */
  readonly similarity: number;
}

/** The models that an operator can choose, and how patiently endpoints are asked. */
export interface ModelSettings {
  /** The transcriber, or null. */
  readonly transcription: Endpoint | null;
  /** The language model that rates languages other than English, or null. */
  readonly chat: Endpoint | null;
  /** Who transcribes English: the shipped recogniser, or the endpoint. */
  readonly englishTranscriber: 'embedded' | 'endpoint';
  /** A folder with a Moonshine model that transcribes English instead of the shipped one, or null. */
  readonly transcriberFolder: string | null;
  /** A folder with speaker weights that replace the shipped ones, or null. */
  readonly speakerWeights: string | null;
  /** Models of the operator that find who speaks when in the place of the shipped ones, or null. */
  readonly segmentation: SegmentationSettings | null;
  /** `open` leaves out what was learned from corpora for research use only. */
  readonly scoreWeights: ScoreWeights;
  /** How long a run waits for an endpoint, all attempts of a request together, ms. */
  readonly waitMs: number;
  /** Requests to one endpoint at once. */
  readonly parallel: number;
}

/** The models that ship, and no endpoint. */
export const SHIPPED_MODELS: ModelSettings = {
  transcription: null,
  chat: null,
  englishTranscriber: 'embedded',
  transcriberFolder: null,
  speakerWeights: null,
  segmentation: null,
  scoreWeights: 'default',
  waitMs: 10 * 60_000,
  parallel: 4,
};

const address = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => URL.parse(text)?.username === '',
    'an address without a user; the key has its own variable',
  )
  .transform((text) => text.replace(/\/+$/, ''));
const text = z.string().trim().min(1).max(500);

/** The variables about models, checked one by one. */
export const modelEnvironment = {
  VIVAVOCE_TRANSCRIPTION_URL: address.optional(),
  VIVAVOCE_TRANSCRIPTION_MODEL: text.optional(),
  VIVAVOCE_TRANSCRIPTION_KEY: text.optional(),
  VIVAVOCE_CHAT_URL: address.optional(),
  VIVAVOCE_CHAT_MODEL: text.optional(),
  VIVAVOCE_CHAT_KEY: text.optional(),
  VIVAVOCE_ENGLISH_TRANSCRIBER: z.enum(['embedded', 'endpoint']).default('embedded'),
  VIVAVOCE_TRANSCRIBER_FOLDER: text.optional(),
  VIVAVOCE_SPEAKER_WEIGHTS: text.optional(),
  VIVAVOCE_SEGMENTATION_MODEL: text.optional(),
  VIVAVOCE_SPEAKER_EMBEDDING_MODEL: text.optional(),
  VIVAVOCE_SPEAKER_SIMILARITY: z.coerce.number().min(-1).max(1).default(0.5),
  VIVAVOCE_SCORE_WEIGHTS: z.enum(['default', 'open']).default('default'),
  VIVAVOCE_ENDPOINT_WAIT_MINUTES: z.coerce
    .number()
    .positive()
    .max(24 * 60)
    .default(10),
  VIVAVOCE_ENDPOINT_PARALLEL: z.coerce.number().int().min(1).max(64).default(4),
};

type ModelEnvironment = z.infer<z.ZodObject<typeof modelEnvironment>>;

/** What contradicts itself among the variables about models: the variable and what is wrong with it. */
export function modelFaults(env: ModelEnvironment): EnvironmentFault[] {
  const pairs = [
    ['VIVAVOCE_TRANSCRIPTION_URL', 'VIVAVOCE_TRANSCRIPTION_MODEL'],
    ['VIVAVOCE_CHAT_URL', 'VIVAVOCE_CHAT_MODEL'],
    ['VIVAVOCE_SEGMENTATION_MODEL', 'VIVAVOCE_SPEAKER_EMBEDDING_MODEL'],
  ] as const;
  const faults: EnvironmentFault[] = pairs.flatMap(([url, model]) => {
    if ((env[url] === undefined) === (env[model] === undefined)) return [];
    const [set, missing] = env[url] === undefined ? [model, url] : [url, model];
    return [{ variable: missing, message: `is needed beside ${set}` }];
  });
  if (env.VIVAVOCE_ENGLISH_TRANSCRIBER === 'endpoint' && env.VIVAVOCE_TRANSCRIPTION_URL === undefined) {
    faults.push({
      variable: 'VIVAVOCE_TRANSCRIPTION_URL',
      message: 'is needed for VIVAVOCE_ENGLISH_TRANSCRIBER=endpoint',
    });
  }
  return [...faults, ...folderFaults(env)];
}

function folderFaults(env: ModelEnvironment): EnvironmentFault[] {
  const faults: EnvironmentFault[] = [];
  const { VIVAVOCE_SPEAKER_WEIGHTS: folder, VIVAVOCE_TRANSCRIBER_FOLDER: transcriber } = env;
  for (const variable of ['VIVAVOCE_SEGMENTATION_MODEL', 'VIVAVOCE_SPEAKER_EMBEDDING_MODEL'] as const) {
    const path = env[variable];
    const problem = path === undefined ? null : modelFileProblem(path);
    if (problem !== null) faults.push({ variable, message: problem });
    if (path !== undefined && folder !== undefined)
      faults.push({ variable, message: 'excludes VIVAVOCE_SPEAKER_WEIGHTS' });
  }
  if (transcriber !== undefined) {
    const variable = 'VIVAVOCE_TRANSCRIBER_FOLDER';
    for (const path of Object.values(moonshineFiles(transcriber)))
      if (!existsSync(path)) faults.push({ variable, message: `there is no ${path}` });
    if (env.VIVAVOCE_ENGLISH_TRANSCRIBER === 'endpoint')
      faults.push({ variable, message: 'excludes VIVAVOCE_ENGLISH_TRANSCRIBER=endpoint' });
  }
  if (folder !== undefined) {
    try {
      readSpeakerWeights(folder);
    } catch (error) {
      faults.push({ variable: 'VIVAVOCE_SPEAKER_WEIGHTS', message: (error as Error).message });
    }
  }
  return faults;
}

function segmentationOf(env: ModelEnvironment): SegmentationSettings | null {
  const { VIVAVOCE_SEGMENTATION_MODEL: segmentation, VIVAVOCE_SPEAKER_EMBEDDING_MODEL: embedding } = env;
  if (segmentation === undefined || embedding === undefined) return null;
  return { segmentation, embedding, similarity: env.VIVAVOCE_SPEAKER_SIMILARITY };
}

function endpointOf(
  url: string | undefined,
  model: string | undefined,
  key: string | undefined,
): Endpoint | null {
  return url === undefined || model === undefined ? null : { url, model, key: key ?? null };
}

/** The chosen models out of the checked variables. */
export function modelSettingsOf(env: ModelEnvironment): ModelSettings {
  return {
    transcription: endpointOf(
      env.VIVAVOCE_TRANSCRIPTION_URL,
      env.VIVAVOCE_TRANSCRIPTION_MODEL,
      env.VIVAVOCE_TRANSCRIPTION_KEY,
    ),
    chat: endpointOf(env.VIVAVOCE_CHAT_URL, env.VIVAVOCE_CHAT_MODEL, env.VIVAVOCE_CHAT_KEY),
    englishTranscriber: env.VIVAVOCE_ENGLISH_TRANSCRIBER,
    transcriberFolder: env.VIVAVOCE_TRANSCRIBER_FOLDER ?? null,
    speakerWeights: env.VIVAVOCE_SPEAKER_WEIGHTS ?? null,
    segmentation: segmentationOf(env),
    scoreWeights: env.VIVAVOCE_SCORE_WEIGHTS,
    waitMs: Math.round(env.VIVAVOCE_ENDPOINT_WAIT_MINUTES * 60_000),
    parallel: env.VIVAVOCE_ENDPOINT_PARALLEL,
  };
}

/** The variables that other languages than English still need, by name; none when they can be scored. */
export function missingForOtherLanguages({
  transcription,
  chat,
}: Pick<ModelSettings, 'transcription' | 'chat'>): string[] {
  return [
    ...(transcription === null ? ['VIVAVOCE_TRANSCRIPTION_URL', 'VIVAVOCE_TRANSCRIPTION_MODEL'] : []),
    ...(chat === null ? ['VIVAVOCE_CHAT_URL', 'VIVAVOCE_CHAT_MODEL'] : []),
  ];
}

/** Whether recordings of a language are sent to an endpoint: personal data then leaves this program. */
export function sendsSpeechToEndpoints(
  language: string,
  settings: Pick<ModelSettings, 'englishTranscriber'>,
): boolean {
  return !isShippedLanguage(language) || settings.englishTranscriber === 'endpoint';
}

/**
 * The chosen models out of the environment alone, for programs that need no server. An empty variable counts as not set; keys
 * may be files (`setVariables`).
 * @throws RangeError that names every wrong variable.
 */
export function readModelSettings(env: NodeJS.ProcessEnv = process.env): ModelSettings {
  const { values, faults: fileFaults } = setVariables(env);
  const parsed = z.object(modelEnvironment).safeParse(values);
  const found: readonly EnvironmentFault[] = parsed.success
    ? modelFaults(parsed.data)
    : parsed.error.issues.map((issue) => ({ variable: issue.path.join('.'), message: issue.message }));
  const faults = [...fileFaults, ...found];
  if (parsed.success && faults.length === 0) return modelSettingsOf(parsed.data);
  throw new RangeError(faults.map(({ variable, message }) => `${variable}: ${message}`).join('; '));
}
