/** The map of the engine: the stages of an analysis in order. */
import type { AnalysisResult, ReportLanguage } from '@vivavoce/contract';
import { type Candidate, findCandidate } from './candidate/candidate.ts';
import { EngineError } from './errors.ts';
import type { HeardRecording } from './heard-recording.ts';
import { distil, type Hearing } from './hearing/hearing.ts';
import {
  type CandidateMeasures,
  measureCandidate,
  measureLanguageAlone,
} from './measures/measure-candidate.ts';
import { measureOtherLanguage } from './measures/other-language.ts';
import { decodeFile } from './media/decode.ts';
import { measureSignal } from './media/quality.ts';
import type { Recording } from './media/recording.ts';
import type { JudgingModels, LoadedModels } from './models/loaded-models.ts';
import { stagesOf } from './models/stages.ts';
import { type ProgressListeners, type ReportShare, type RunStage, stageRunner } from './progress.ts';
import { tellReason } from './report/candidate-reason.ts';
import { analysisResult } from './result/analysis-result.ts';
import { MIN_CANDIDATE_SPEECH_MS, noticed } from './result/noticed.ts';
import { speakerNumber } from './result/transcript.ts';
import { type RubricScores, scoreByRubric } from './rubric/score-by-rubric.ts';
import { judgePieces } from './scales/expert-scores.ts';
import { scoreCandidate, withoutScores } from './scales/score-candidate.ts';
import type { SpeechPool } from './speech/pool/speech-pool.ts';
import type { Segment, Span, Turn } from './speech/timeline.ts';
import { alignTracks, findTracks, findTurns, recogniseTracks, type TrackWithTurns } from './speech/tracks.ts';
import { spokenTimes } from './speech/turns/place-turns.ts';
import { placeTranscribed, transcribeTracks } from './speech/words/transcribe-turns.ts';

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
  readonly onHearing?: ((hearing: Hearing) => void) | undefined;
  /** Transcribes and finds the candidate, and measures and scores nobody: for people whom scores would treat unfairly. */
  readonly accommodation?: boolean | undefined;
  /** The language that sentences are written in; English when absent. Quotes stay as they were said. */
  readonly reportLanguage?: ReportLanguage | undefined;
}

/** What a listener may be told before or while it listens. */
export type HearOptions = Pick<
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
  const heard = await hear(path, models, pool, stage, options);
  const hearing = distil(heard, models.checksums, !options.accommodation);
  options.onHearing?.(hearing);
  return judge(hearing, models, stage, options, startedAt);
}

/**
 * Finds and scores the candidate of a recording that was listened to, without its sound.
 * @param startedAt since when the work on the recording is timed, as `performance.now()` tells it.
 * @throws EngineError when the recording cannot be scored; the signal's reason.
 */
export async function judge(
  hearing: Hearing,
  models: JudgingModels,
  stage: RunStage,
  options: AnalyzeOptions,
  startedAt: number,
): Promise<AnalysisResult> {
  requireModels(options, models);
  const { accentWeight = 1, language = 'en' } = options;
  const { segments, turns } = hearing;
  if (segments.length === 0) throw noSpeech('No words could be made out in the recording.');

  const candidate = await stage('candidate', () => chooseCandidate(segments, turns, options.candidate));
  const measures = await stage('measures', () => measure(hearing, candidate, models, options));
  const scored = await stage('scores', (report) =>
    score(hearing, candidate, measures, models, options, report),
  );
  return stage('report', () =>
    analysisResult({
      hearing,
      candidate,
      measures,
      scored,
      warnings: noticed({
        ...hearing.quality,
        language: measures.language,
        requestedLanguage: language,
        candidateConfidence: candidate.confidence,
        candidateSpeechMs: options.accommodation ? null : measures.fluency.phonationTimeMs,
      }),
      models: models.checksums,
      judgedBy: language === 'en' || options.accommodation ? null : (models.stages.judge?.model ?? null),
      request: { ...options, language, accentWeight },
      processingTimeMs: performance.now() - startedAt,
    }),
  );
}

function measure(
  { segments, turns, pitchRanges, transcription }: Hearing,
  { speaker }: Candidate,
  models: JudgingModels,
  { accommodation = false, language = 'en' }: AnalyzeOptions,
): CandidateMeasures {
  const conversation = { segments, turns, candidate: speaker };
  if (accommodation) return measureLanguageAlone(conversation, models);
  if (language !== 'en') {
    const evidence = { requested: language, heard: transcription?.language ?? null };
    return measureOtherLanguage(conversation, evidence, models);
  }
  const pitchRange = pitchRanges.find((range) => range.speaker === speaker)?.semitones ?? null;
  return measureCandidate(conversation, pitchRange, models);
}

function score(
  { segments }: Hearing,
  candidate: Candidate,
  measures: CandidateMeasures,
  { lexicon, scores, stages, settings }: JudgingModels,
  { accommodation = false, accentWeight = 1, language = 'en', signal }: AnalyzeOptions,
  report: ReportShare,
): RubricScores | Promise<RubricScores> {
  if (accommodation) return withoutScores('ACCOMMODATION');
  const speechMs = measures.fluency.phonationTimeMs;
  if (speechMs < MIN_CANDIDATE_SPEECH_MS) throw tooLittleSpeech(candidate, speechMs);
  if (language !== 'en') {
    return scoreByRubric(measures, language, stagesOf(language, stages, settings).judge, report, signal);
  }
  const own = segments.filter((segment) => segment.speaker === candidate.speaker);
  return scoreCandidate({ ...measures, segments: own, lexicon, accentWeight }, scores);
}

/**
 * Listens to one recording: who speaks when, which words, which sounds.
 * @throws EngineError when the file is no sound recording or nobody speaks; errors of the file system; the signal's reason.
 */
export async function hear(
  path: string,
  models: LoadedModels,
  pool: SpeechPool,
  stage: RunStage,
  { language = 'en', expectedSpeakers, onRecording, signal }: HearOptions,
): Promise<HeardRecording> {
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
  const words = await hearWords(found.tracks, language, models, pool, stage, signal);
  return { recording, quality: { ...quality, overlapShare }, turns, ...words };
}

/** The words of all tracks with their times: by the models that ship, or by those that the operator named. */
async function hearWords(
  tracks: readonly TrackWithTurns[],
  language: string,
  { stages, settings, scores }: LoadedModels,
  pool: SpeechPool,
  stage: RunStage,
  signal: AbortSignal | undefined,
): Promise<Pick<HeardRecording, 'segments' | 'transcription'>> {
  if (language !== 'en') {
    const { transcriber } = stagesOf(language, stages, settings);
    const written = await stage('words', (report) => transcribeTracks(tracks, transcriber, report, signal));
    const heard = written.language ?? language;
    const segments = await stage('alignment', (report) =>
      placeTranscribed(written.pieces, heard, pool, report, signal),
    );
    return { segments, transcription: { model: transcriber.model, language: written.language } };
  }
  const { english } = stages;
  const pieces = await stage('words', (report) => recogniseTracks(tracks, pool, report, signal, english));
  const segments = await stage('alignment', async (report) =>
    judgePieces(await alignTracks(pieces, pool, report, signal), scores.speech),
  );
  return { segments, ...(english && { transcription: { model: english.model, language: null } }) };
}

/** Before anything is decoded, so that nobody waits for what cannot be done. */
function requireModels({ language = 'en' }: AnalyzeOptions, { stages, settings }: JudgingModels): void {
  if (language !== 'en') stagesOf(language, stages, settings);
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

function noSpeech(what: string): EngineError {
  return new EngineError(
    'NO_SPEECH_DETECTED',
    `${what} Check that the right file was chosen and the microphone was on.`,
  );
}

function tooLittleSpeech({ speaker, reason }: Candidate, speechMs: number): EngineError {
  const heard = Math.round(speechMs / 1000);
  const needed = MIN_CANDIDATE_SPEECH_MS / 1000;
  return new EngineError(
    'CANDIDATE_SPEECH_INSUFFICIENT',
    `The candidate speaks for ${heard} s and at least ${needed} s are needed for a score. Chosen as the candidate: ${tellReason(speaker, reason)}`,
  );
}
