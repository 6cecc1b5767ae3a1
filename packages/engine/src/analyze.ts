/** The map of the engine: the stages of an analysis in order. */
import type { AnalysisResult, Calibration, ReportLanguage, TranscriptUpdate } from '@vivavoce/contract';
import { type Candidate, findCandidate } from './candidate/candidate.ts';
import { divideMergedVoices } from './candidate/merged-voices.ts';
import type { ModelSettings } from './endpoints/settings.ts';
import { EngineError } from './errors.ts';
import { decodeParts } from './media/decode-parts.ts';
import { measureSignal } from './media/quality.ts';
import type { Recording } from './media/recording.ts';
import type { LoadedModels, ScoringModels } from './model-selection/loaded-models.ts';
import { chooseMode } from './modes/choose-mode.ts';
import { measureAnswers } from './modes/measure-answers.ts';
import type { AnalysisContext, ScoringContext, Transcript } from './modes/mode.ts';
import { type ProgressListeners, type ReportShare, stageRunner } from './progress.ts';
import { analysisResult } from './result/analysis-result.ts';
import { partialTranscript } from './result/partial-transcript.ts';
import type { ScoredRequest } from './result/provenance.ts';
import { recordingWarnings } from './result/recording-warnings.ts';
import { speakerNumber } from './result/transcript.ts';
import type { SpeechPool } from './speech/pool/speech-pool.ts';
import { totalLengthMs } from './speech/spans.ts';
import {
  findTracks,
  findTurns,
  hearVoices,
  type TrackWithVoices,
  type TurnsOnTracks,
  type VoiceModels,
} from './speech/tracks.ts';
import type { TranscribedRecording } from './speech/transcribed-recording.ts';
import { spokenTimes } from './speech/turns/place-turns.ts';
import type { Segmentation } from './speech/turns/segmentation/segmented-turns.ts';
import { type StoredAnalysis, toStoredAnalysis } from './stored-analysis/stored-analysis.ts';

/** What the caller knows about a recording, and listeners to the progress of its analysis. */
export interface AnalyzeOptions extends ProgressListeners {
  /** Language of the interview, ISO 639-1; English when absent. Others need endpoints in the model settings. */
  readonly language?: string | undefined;
  /** Scores this speaker, such as `speaker_0`, instead of finding the candidate. */
  readonly candidate?: string | undefined;
  /** Number of people who speak, 1 to 6, when known. */
  readonly expectedSpeakers?: number | undefined;
  /** Weight of accent in the overall score beside vocabulary and fluency, 0 to 1; 1, as much as they have, when absent. */
  readonly accentWeight?: number | undefined;
  /** Adjusts scores of English to ratings of the client's own; absent where it has none. */
  readonly calibration?: Calibration | undefined;
  /** Called with the recording as soon as it is decoded, to draw its waveform. */
  readonly onRecording?: ((recording: Recording) => void) | undefined;
  /** Called with words as they are recognised: a draft, before they are aligned and echoes are left out. */
  readonly onTranscript?: ((update: TranscriptUpdate) => void) | undefined;
  /** Called with the analysis to store, before the candidate is scored. */
  readonly onStoredAnalysis?: ((storedAnalysis: StoredAnalysis) => void) | undefined;
  /** Transcribes and finds the candidate, but measures and scores nobody: for people whom scores would treat unfairly. */
  readonly accommodation?: boolean | undefined;
  /** Language of the report; English when absent. Quotes stay in the language that was spoken. */
  readonly reportLanguage?: ReportLanguage | undefined;
}

/** The options that matter before scoring. */
export type TranscribeOptions = Pick<
  AnalyzeOptions,
  'language' | 'expectedSpeakers' | 'onProgress' | 'onRecording' | 'onStage' | 'onTranscript' | 'signal'
>;

/** The context of scoring a stored analysis, with the defaults of the options filled in. */
export function scoringContext(models: ScoringModels, options: AnalyzeOptions): ScoringContext {
  const request = requestOf(options);
  return { mode: chooseMode(request), models, request, stage: stageRunner(options), signal: options.signal };
}

/** The context of analysing a recording. */
export function analysisContext(
  models: LoadedModels,
  pool: SpeechPool,
  options: AnalyzeOptions,
): AnalysisContext {
  return {
    ...scoringContext(models, options),
    models,
    pool,
    partialTranscript: partialTranscript(options.onTranscript),
  };
}

function requestOf(options: AnalyzeOptions): ScoredRequest {
  const { language = 'en', accentWeight = 1, accommodation = false, reportLanguage = 'en' } = options;
  const { candidate, expectedSpeakers, calibration } = options;
  return { language, accentWeight, candidate, expectedSpeakers, accommodation, reportLanguage, calibration };
}

/** The file of a recording, or the files of its parts in order. */
export type RecordingFiles = string | readonly string[];

/**
 * Analyses one recording.
 * @throws EngineError when the recording cannot be scored; errors of the file system; the signal's reason.
 */
export async function analyze(
  files: RecordingFiles,
  context: AnalysisContext,
  { onRecording, onStoredAnalysis }: AnalyzeOptions,
): Promise<AnalysisResult> {
  const startedAt = performance.now();
  const { mode, models } = context;
  mode.requireModels(context);
  const transcribed = await transcribe(files, context, onRecording);
  const storedAnalysis = toStoredAnalysis(transcribed, models.checksums, mode.isScored);
  // No samples and no speaker embeddings any more: what is stored, and all that scoring needs.
  onStoredAnalysis?.(storedAnalysis);
  return scoreStoredAnalysis(storedAnalysis, context, startedAt);
}

/**
 * Transcribes one recording: who speaks when, which words, which phones.
 * @throws EngineError when the file is no sound recording or nobody speaks; errors of the file system; the signal's reason.
 */
export async function transcribe(
  files: RecordingFiles,
  context: AnalysisContext,
  onRecording?: (recording: Recording) => void,
): Promise<TranscribedRecording> {
  const { mode, pool, stage, signal } = context;
  pool.prepare();
  const recording = await stage('decode', (report) => decodeParts([files].flat(), { signal }, report));
  // 16 kHz mono Float32 samples, -1 to 1; left and right as well where each channel has speakers of its own; several files are
  // one after the other, with silence between, and `parts` says where each lies.
  onRecording?.(recording);

  const [transcribed] = await Promise.all([
    transcribeRecording(recording, context),
    mode.tellFirstWords?.(recording, context),
  ]);
  return transcribed;
}

async function transcribeRecording(
  recording: Recording,
  context: AnalysisContext,
): Promise<TranscribedRecording> {
  const { models, request, stage, signal } = context;
  const quality = await stage('quality', () => measureSignal(recording));
  // Signal-to-noise ratio in dB, share of clipped samples 0 to 1, bandwidth in Hz.

  const tracks = await stage('speech-regions', () => findTracks(recording, models.voiceActivity));
  // One track, or one a channel: its samples and the spans of speech on it, ms, in order and without overlap.
  if (tracks.length === 0) throw noSpeech('Nobody speaks in the recording.');

  const { expectedSpeakers } = request;
  const isCountOpen = expectedSpeakers === undefined && tracks.length === 1;
  let heard: Promise<TrackWithVoices[]> | undefined;
  // Speaker embeddings of windows of 1.5 s, and features of each frame of 24 ms to follow them by: once for all divisions.
  const voices: HearOnce = (report) => (heard ??= hearVoices(tracks, voiceModels(context), report, signal));
  const { divided, isByWords } = isCountOpen
    ? await divideMergedVoices((speakers) => divideAmongSpeakers(voices, speakers, context))
    : { divided: await divideAmongSpeakers(voices, expectedSpeakers, context), isByWords: false };
  // Who speaks when, and segments of one speaker each, in order of time, with timed words.

  const { overlaps, isCountDoubtful, ...words } = divided;
  const overlapShare = totalLengthMs(overlaps) / totalLengthMs(spokenTimes(words.turns));
  return {
    recording,
    quality: { ...quality, overlapShare },
    isSpeakerCountDoubtful: isCountDoubtful || isByWords,
    ...words,
  };
}

/** Listens to the voices of a recording when it is first asked. */
type HearOnce = (report: ReportShare) => Promise<readonly TrackWithVoices[]>;

/** Finds who speaks when, then which words, among so many people or as many as there seem to be. */
async function divideAmongSpeakers(
  voices: HearOnce,
  expectedSpeakers: number | undefined,
  context: AnalysisContext,
): Promise<Omit<TurnsOnTracks, 'tracks'> & Transcript> {
  const { mode, models, stage, signal } = context;
  const { tracks: withTurns, ...found } = await stage('speaker-turns', async (report) =>
    findTurns(await voices(report), models.speakers, { expectedSpeakers, signal }),
  );
  // Turns in order of time, ms, of speakers numbered from 0; spans in which several speak; each track with its turns.

  const words = await mode.transcribe(withTurns, context);
  // Segments of one speaker each, in order of time, with timed words: the stages 'words' and 'alignment'.
  return { ...found, ...words };
}

/**
 * Finds and scores the candidate of a stored analysis; needs no audio.
 * @param startedAt when the work on the recording began, as `performance.now()` counts it.
 * @throws EngineError when the recording cannot be scored; the signal's reason.
 */
export async function scoreStoredAnalysis(
  storedAnalysis: StoredAnalysis,
  context: ScoringContext,
  startedAt: number,
): Promise<AnalysisResult> {
  const { mode, models, request, stage } = context;
  mode.requireModels(context);
  if (storedAnalysis.segments.length === 0) throw noSpeech('No words could be made out in the recording.');

  const candidate = await stage('candidate', () => chooseCandidate(storedAnalysis, request.candidate));
  // The candidate's number, the confidence with its reason, and the role of every speaker.

  const measures = await stage('measures', () => mode.measure(storedAnalysis, candidate, context));
  // The candidate's turns, and measures of vocabulary, fluency and accent: counts, rates, ms, semitones; not rounded.

  const scored = await stage('scores', (report) =>
    mode.score({ storedAnalysis, candidate, measures }, context, report),
  );
  // Estimates 0 to 5 with 90 % intervals, or null with a warning that says why.

  const answers = measureAnswers({ storedAnalysis, candidate, measures }, context);
  // Question by question: measures and scores of each answer alone.

  return stage('report', () =>
    analysisResult({
      answers,
      storedAnalysis,
      candidate,
      measures,
      scored,
      scoringMethod: mode.scoringMethod,
      isScored: mode.isScored,
      warnings: recordingWarnings({
        ...storedAnalysis.quality,
        language: measures.language,
        requestedLanguage: request.language,
        candidateConfidence: candidate.confidence,
        isCandidateSeveralPeople: candidate.isSeveralPeople,
        candidateSpeechMs: mode.isScored ? measures.fluency.phonationTimeMs : null,
      }),
      models: models.checksums,
      request,
      processingTimeMs: performance.now() - startedAt,
    }),
  );
}

/** What tells voices apart, in the processes of the pool. */
function voiceModels({ models, pool }: AnalysisContext): VoiceModels {
  return { encodeStretch: pool.encodeStretch, segmentation: segmentationIn(pool, models.settings) };
}

/** The operator's models that separate speakers. */
function segmentationIn(pool: SpeechPool, { segmentation }: ModelSettings): Segmentation | null {
  if (segmentation === null) return null;
  const { similarity } = segmentation;
  return { similarity, separate: (samples, signal) => pool.separate(samples, segmentation, signal) };
}

function chooseCandidate(
  { segments, turns, isSpeakerCountDoubtful }: StoredAnalysis,
  named: string | undefined,
): Candidate {
  const speaker = named === undefined ? undefined : speakerNumber(named);
  return findCandidate({ segments, turns, isSpeakerCountDoubtful, named: speaker });
}

function noSpeech(problem: string): EngineError {
  return new EngineError(
    'NO_SPEECH_DETECTED',
    `${problem} Check that the right file was chosen and the microphone was on.`,
  );
}
