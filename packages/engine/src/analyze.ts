/** The map of the engine: the stages of an analysis in order. */
import type { AnalysisResult, ReportLanguage } from '@vivavoce/contract';
import { type Candidate, findCandidate } from './candidate/candidate.ts';
import { EngineError } from './errors.ts';
import {
  type CandidateMeasures,
  measureCandidate,
  measureLanguageOnly,
} from './measures/measure-candidate.ts';
import { measureOtherLanguage } from './measures/other-language.ts';
import { decodeFile } from './media/decode.ts';
import { measureSignal } from './media/quality.ts';
import type { Recording } from './media/recording.ts';
import { modelsForLanguage } from './model-selection/chosen-models.ts';
import type { LoadedModels, ScoringModels } from './model-selection/loaded-models.ts';
import { type ProgressListeners, type ReportShare, type RunStage, stageRunner } from './progress.ts';
import { describeReason } from './report/candidate-reason.ts';
import { analysisResult } from './result/analysis-result.ts';
import { MIN_CANDIDATE_SPEECH_MS, recordingWarnings } from './result/recording-warnings.ts';
import { speakerNumber } from './result/transcript.ts';
import { type RubricScores, scoreByRubric } from './rubric/score-by-rubric.ts';
import { predictExpertScores } from './scales/expert-scores.ts';
import { scoreCandidate, withoutScores } from './scales/score-candidate.ts';
import type { SpeechPool } from './speech/pool/speech-pool.ts';
import type { Segment, Span, Turn } from './speech/timeline.ts';
import { alignTracks, findTracks, findTurns, recogniseTracks, type TrackWithTurns } from './speech/tracks.ts';
import type { TranscribedRecording } from './speech/transcribed-recording.ts';
import { spokenTimes } from './speech/turns/place-turns.ts';
import { alignTranscribed, transcribeTracks } from './speech/words/transcribe-turns.ts';
import { type StoredAnalysis, toStoredAnalysis } from './stored-analysis/stored-analysis.ts';

/** What the caller knows about a recording, and who wants to hear how its analysis goes on. */
export interface AnalyzeOptions extends ProgressListeners {
  /** The language that was asked for, ISO 639-1; English when absent. Others need endpoints in the model settings. */
  readonly language?: string | undefined;
  /** Scores this speaker, such as `speaker_0`, instead of finding the candidate. */
  readonly candidate?: string | undefined;
  /** How many people speak, 1 to 6, when it is known. */
  readonly expectedSpeakers?: number | undefined;
  /** How much accent counts in the overall score beside vocabulary and fluency, 0 to 1; 1, as much as they do, when absent. */
  readonly accentWeight?: number | undefined;
  /** Is given the recording as soon as it is decoded, to draw its waveform. */
  readonly onRecording?: ((recording: Recording) => void) | undefined;
  /** Is given what may be kept of the recording, before anybody is scored. */
  readonly onStoredAnalysis?: ((storedAnalysis: StoredAnalysis) => void) | undefined;
  /** Transcribes and finds the candidate, and measures and scores nobody: for people whom scores would treat unfairly. */
  readonly accommodation?: boolean | undefined;
  /** The language that sentences are written in; English when absent. Quotes stay as they were said. */
  readonly reportLanguage?: ReportLanguage | undefined;
}

/** What a listener may be told before or while it listens. */
export type TranscribeOptions = Pick<
  AnalyzeOptions,
  'language' | 'expectedSpeakers' | 'onProgress' | 'onRecording' | 'onStage' | 'signal'
>;

/**
 * Analyses one recording with models that are loaded already.
 * @throws EngineError when the recording cannot be scored; errors of the file system; the signal's reason.
 */
export async function analyze(
  path: string,
  models: LoadedModels,
  pool: SpeechPool,
  options: AnalyzeOptions,
): Promise<AnalysisResult> {
  const startedAt = performance.now();
  const stage = stageRunner(options);
  requireModels(options, models);
  const transcribed = await transcribe(path, models, pool, stage, options);
  const storedAnalysis = toStoredAnalysis(transcribed, models.checksums, !options.accommodation);
  options.onStoredAnalysis?.(storedAnalysis);
  return scoreStoredAnalysis(storedAnalysis, models, stage, options, startedAt);
}

/**
 * Finds and scores the candidate of a recording that was listened to, without its sound.
 * @param startedAt since when the work on the recording is timed, as `performance.now()` tells it.
 * @throws EngineError when the recording cannot be scored; the signal's reason.
 */
export async function scoreStoredAnalysis(
  storedAnalysis: StoredAnalysis,
  models: ScoringModels,
  stage: RunStage,
  options: AnalyzeOptions,
  startedAt: number,
): Promise<AnalysisResult> {
  requireModels(options, models);
  const { accentWeight = 1, language = 'en' } = options;
  const { segments, turns } = storedAnalysis;
  if (segments.length === 0) throw noSpeech('No words could be made out in the recording.');

  const candidate = await stage('candidate', () => chooseCandidate(segments, turns, options.candidate));
  const measures = await stage('measures', () => measure(storedAnalysis, candidate, models, options));
  const scored = await stage('scores', (report) =>
    score(storedAnalysis, candidate, measures, models, options, report),
  );
  return stage('report', () =>
    analysisResult({
      storedAnalysis,
      candidate,
      measures,
      scored,
      warnings: recordingWarnings({
        ...storedAnalysis.quality,
        language: measures.language,
        requestedLanguage: language,
        candidateConfidence: candidate.confidence,
        candidateSpeechMs: options.accommodation ? null : measures.fluency.phonationTimeMs,
      }),
      models: models.checksums,
      ratedBy: language === 'en' || options.accommodation ? null : (models.chosenModels.rater?.model ?? null),
      request: { ...options, language, accentWeight },
      processingTimeMs: performance.now() - startedAt,
    }),
  );
}

function measure(
  { segments, turns, pitchRanges, transcription }: StoredAnalysis,
  { speaker }: Candidate,
  models: ScoringModels,
  { accommodation = false, language = 'en' }: AnalyzeOptions,
): CandidateMeasures {
  const conversation = { segments, turns, candidate: speaker };
  if (accommodation) return measureLanguageOnly(conversation, models);
  if (language !== 'en') {
    const evidence = { requested: language, detected: transcription?.language ?? null };
    return measureOtherLanguage(conversation, evidence, models);
  }
  const pitchRange = pitchRanges.find((range) => range.speaker === speaker)?.semitones ?? null;
  return measureCandidate(conversation, pitchRange, models);
}

function score(
  { segments }: StoredAnalysis,
  candidate: Candidate,
  measures: CandidateMeasures,
  { lexicon, scoreModels, chosenModels, settings }: ScoringModels,
  { accommodation = false, accentWeight = 1, language = 'en', signal }: AnalyzeOptions,
  report: ReportShare,
): RubricScores | Promise<RubricScores> {
  if (accommodation) return withoutScores('ACCOMMODATION');
  const speechMs = measures.fluency.phonationTimeMs;
  if (speechMs < MIN_CANDIDATE_SPEECH_MS) throw tooLittleSpeech(candidate, speechMs);
  if (language !== 'en') {
    return scoreByRubric(
      measures,
      language,
      modelsForLanguage(language, chosenModels, settings).rater,
      report,
      signal,
    );
  }
  const own = segments.filter((segment) => segment.speaker === candidate.speaker);
  return scoreCandidate({ ...measures, segments: own, lexicon, accentWeight }, scoreModels);
}

/**
 * Listens to one recording: who speaks when, which words, which sounds.
 * @throws EngineError when the file is no sound recording or nobody speaks; errors of the file system; the signal's reason.
 */
export async function transcribe(
  path: string,
  models: LoadedModels,
  pool: SpeechPool,
  stage: RunStage,
  { language = 'en', expectedSpeakers, onRecording, signal }: TranscribeOptions,
): Promise<TranscribedRecording> {
  const recording = await stage('decode', () => decodeFile(path, { signal }));
  onRecording?.(recording);
  const quality = await stage('quality', () => measureSignal(recording));
  const tracks = await stage('speech-regions', () => findTracks(recording, models.voiceActivity));
  if (tracks.length === 0) throw noSpeech('Nobody speaks in the recording.');

  const { encode } = pool;
  const found = await stage('speaker-turns', () =>
    findTurns(tracks, { encode, speakers: models.speakers }, { expectedSpeakers, signal }),
  );
  const { turns, overlaps } = found;
  const overlapShare = lengthOf(overlaps) / lengthOf(spokenTimes(turns));
  const words = await transcribeWords(found.tracks, language, models, pool, stage, signal);
  return { recording, quality: { ...quality, overlapShare }, turns, ...words };
}

/** The words of all tracks with their times: by the models that ship, or by those that the operator named. */
async function transcribeWords(
  tracks: readonly TrackWithTurns[],
  language: string,
  { chosenModels, settings, scoreModels }: LoadedModels,
  pool: SpeechPool,
  stage: RunStage,
  signal: AbortSignal | undefined,
): Promise<Pick<TranscribedRecording, 'segments' | 'transcription'>> {
  if (language !== 'en') {
    const { transcriber } = modelsForLanguage(language, chosenModels, settings);
    const transcript = await stage('words', (report) =>
      transcribeTracks(tracks, transcriber, report, signal),
    );
    const spokenLanguage = transcript.language ?? language;
    const segments = await stage('alignment', (report) =>
      alignTranscribed(transcript.pieces, spokenLanguage, pool, report, signal),
    );
    return { segments, transcription: { model: transcriber.model, language: transcript.language } };
  }
  const { englishTranscriber } = chosenModels;
  const pieces = await stage('words', (report) =>
    recogniseTracks(tracks, pool, report, signal, englishTranscriber),
  );
  const segments = await stage('alignment', async (report) =>
    predictExpertScores(await alignTracks(pieces, pool, report, signal), scoreModels.speech),
  );
  return {
    segments,
    ...(englishTranscriber && { transcription: { model: englishTranscriber.model, language: null } }),
  };
}

/** Before anything is decoded, so that nobody waits for what cannot be done. */
function requireModels({ language = 'en' }: AnalyzeOptions, { chosenModels, settings }: ScoringModels): void {
  if (language !== 'en') modelsForLanguage(language, chosenModels, settings);
}

function chooseCandidate(
  segments: readonly Segment[],
  turns: readonly Turn[],
  named: string | undefined,
): Candidate {
  const speaker = named === undefined ? undefined : speakerNumber(named);
  return findCandidate({ segments, turns, named: speaker });
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.endMs - span.startMs, 0);
}

function noSpeech(problem: string): EngineError {
  return new EngineError(
    'NO_SPEECH_DETECTED',
    `${problem} Check that the right file was chosen and the microphone was on.`,
  );
}

function tooLittleSpeech({ speaker, reason }: Candidate, speechMs: number): EngineError {
  const spokenSeconds = Math.round(speechMs / 1000);
  const neededSeconds = MIN_CANDIDATE_SPEECH_MS / 1000;
  return new EngineError(
    'CANDIDATE_SPEECH_INSUFFICIENT',
    `The candidate speaks for ${spokenSeconds} s and at least ${neededSeconds} s are needed for a score. Chosen as the candidate: ${describeReason(speaker, reason)}`,
  );
}
