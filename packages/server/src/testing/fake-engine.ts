import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AnalysisResult,
  analysisResultSchema,
  exampleOf,
  PART_GAP_MS,
  type Passage,
  type RecordingPart,
  type RunError,
  reportFiguresSchema,
  type Stage,
  type TranscriptUpdate,
  type Warning,
} from '@vivavoce/contract';
import type { CircuitState, EngineOptions, Recording, StoredAnalysis } from '@vivavoce/engine';
import { EngineError } from '@vivavoce/engine/errors';
import type { RecordingReader } from '../http/recording-check.ts';
import { fakeStoredAnalysis } from './fake-stored-analysis.ts';

/**
 * Stands in for the engine only where tests need faults on command (crashes, hangs, refusals) or many quick runs through
 * the queue; whatever is about speech runs the real engine. The "recording" is a script in JSON that says what happens.
 */
export interface Script {
  readonly durationMs: number;
  /** How long the analysis takes, ms. */
  readonly takesMs?: number;
  /** How much memory it has from its middle on, MiB. */
  readonly takesMiB?: number;
  /** What it ends in. */
  readonly ends?: 'success' | 'partial' | 'crash' | 'hang' | 'bug';
  /** Which of the three scores are made. */
  readonly scoresMade?: number;
  /** What is warned of. */
  readonly warning?: Warning['code'];
  /** What was said. */
  readonly transcript?: AnalysisResult['transcript'];
  /** Scores other than the usual ones. */
  readonly scores?: Partial<AnalysisResult['scores']>;
  /** What the result says that it was made by. */
  readonly madeBy?: Pick<AnalysisResult['analysis']['provenance'], 'engineVersion' | 'models'>;
  readonly refusal?: RunError['code'];
  /** What happens to the endpoint for judgements. */
  readonly chatEndpoint?: CircuitState;
  /** Where to note each start, to count tries. */
  readonly attemptLog?: string;
}

const MIB = 1024 * 1024;

/** A recording that follows a script. */
export function scriptedRecording(script: Script): string {
  return JSON.stringify(script);
}

/** The script of a recording, or the engine's error for anything else. */
async function readScript(path: string): Promise<Script> {
  const refuse = () => new EngineError('UNSUPPORTED_FORMAT', 'This is no recording');
  let script: Script | null;
  try {
    script = JSON.parse(await readFile(path, 'utf8')) as Script | null;
  } catch {
    throw refuse();
  }
  if (script === null || !Number.isFinite(script.durationMs)) throw refuse();
  return script;
}

/** The length that the script claims, ms. */
async function measureDuration(path: string): Promise<number> {
  const { durationMs } = await readScript(path);
  if (durationMs < 0) throw new EngineError('AUDIO_DECODE_FAILED', 'The recording cannot be decoded');
  return durationMs;
}

async function isPossibleRecording(path: string): Promise<boolean> {
  return readScript(path).then(
    () => true,
    () => false,
  );
}

/** Reads recordings that are scripts. */
export const SCRIPT_READER: RecordingReader = { isPossibleRecording, measureDuration };

/** What the candidate said in every recording. */
export const CANDIDATE_TEXT = 'I have kept the books of a bakery for seven years.';

/** What is recognised first in every recording. */
export const FIRST_PASSAGE: Passage = {
  speaker: 'speaker_1',
  startMs: 0,
  endMs: 900,
  text: 'I have kept the books',
};

/** A result in the contract's form. */
export function resultOf(
  status: 'success' | 'partial',
  scoresMade = 3,
  warning?: Warning['code'],
  accentWeight = 1,
): AnalysisResult {
  const example = exampleOf(analysisResultSchema);
  const score = (place: number): number | null => (place < scoresMade ? 3 : null);
  const scores = { ...example.scores, vocabulary: score(0), fluency: score(1), accent: score(2) };
  const warnings = warning === undefined ? [] : [{ code: warning, message: 'As the script says.' }];
  const { quality, provenance } = example.analysis;
  const analysis = {
    ...example.analysis,
    quality: { ...quality, warnings },
    provenance: { ...provenance, accentWeight },
  };
  const audio = { ...example.audio, languageCode: 'en', requestedLanguage: 'en' };
  const transcript = { ...example.transcript, candidateText: CANDIDATE_TEXT };
  const reportFigures = exampleOf(reportFiguresSchema);
  return { ...example, status, audio, scores, analysis, transcript, reportFigures };
}

/** Set when the engine is made. */
let reportEndpoint: NonNullable<EngineOptions['onEndpoint']> = () => {};

/** Where the parts of a recording lie, one after the other. */
function partsOf(scripts: readonly Script[]): RecordingPart[] {
  let startMs = 0;
  return scripts.map(({ durationMs }, at) => {
    const part = { part: at + 1, startMs, durationMs };
    startMs += durationMs + PART_GAP_MS;
    return part;
  });
}

/** Analyses as the script of the first part says, with progress through two stages. */
async function analyze(
  paths: readonly string[],
  {
    onProgress,
    onTranscript,
    onRecording,
    onStoredAnalysis,
    accentWeight,
  }: {
    onProgress?: (progress: { stage: Stage; percent: number }) => void;
    onTranscript?: (update: TranscriptUpdate) => void;
    onRecording?: (recording: Recording) => void;
    onStoredAnalysis?: (analysis: StoredAnalysis) => void;
    accentWeight?: number;
  },
): Promise<AnalysisResult> {
  const scripts = await Promise.all(paths.map(readScript));
  const parts = partsOf(scripts);
  const durationMs = parts.reduce((end, part) => Math.max(end, part.startMs + part.durationMs), 0);
  const {
    takesMs = 0,
    takesMiB = 0,
    ends = 'success',
    scoresMade = 3,
    warning,
    transcript,
    scores,
    madeBy,
    refusal,
    chatEndpoint,
    attemptLog,
  } = scripts[0] as Script;
  if (chatEndpoint) reportEndpoint('chat', chatEndpoint);
  if (attemptLog) await writeFile(attemptLog, `${process.pid}\n`, { flag: 'a' });
  onProgress?.({ stage: 'decode', percent: 1 });
  onRecording?.({ samples: new Float32Array(durationMs * 16).fill(0.5), durationMs });
  await sleep(takesMs / 2);
  onProgress?.({ stage: 'words', percent: 50.4 });
  onTranscript?.({ from: 0, passages: [FIRST_PASSAGE] });
  // Written to, for the system gives memory only then.
  const memory = Array.from({ length: takesMiB }, () => Buffer.alloc(MIB, 1));
  await sleep(takesMs / 2);
  memory.length = 0;
  if (refusal) throw new EngineError(refusal, 'As the script says');
  if (ends === 'bug') throw new TypeError('As the script says');
  if (ends === 'crash') process.kill(process.pid, 'SIGKILL');
  if (ends === 'crash' || ends === 'hang') await sleep(1e8);
  onStoredAnalysis?.(fakeStoredAnalysis(durationMs));
  const status = ends === 'partial' ? 'partial' : 'success';
  const result = resultOf(status, scoresMade, warning, accentWeight);
  const { analysis } = result;
  return {
    ...result,
    ...(transcript && { transcript }),
    audio: { ...result.audio, ...(parts.length > 1 && { durationMs, parts }) },
    scores: { ...result.scores, ...scores },
    analysis: { ...analysis, provenance: { ...analysis.provenance, ...madeBy } },
  };
}

/**
 * The engine's door, opened by the analysis process.
 * @public
 */
export async function createEngine({ onEndpoint }: EngineOptions = {}) {
  if (onEndpoint) reportEndpoint = onEndpoint;
  return { analyze };
}

/** What to import in a child process to have this engine: this module, or what the tests made of it. */
export const FAKE_ENGINE = import.meta.resolve('#fake-engine');
