import type { Analysis, AnalysisResult, RecordingPart, ReportFigures, Warning } from '@vivavoce/contract';
import { clock } from '@vivavoce/texts/formats';
import { describeAnswer, type MeasuredAnswer } from '../answers/describe-answers.ts';
import type { Candidate } from '../candidate/candidate.ts';
import type { CandidateMeasures } from '../measures/measure-candidate.ts';
import type { ModelChecksum } from '../models/checksums.ts';
import { richerWords } from '../report/richer-words.ts';
import type { RubricScores } from '../rubric/score-by-rubric.ts';
import { DIMENSIONS, type EstimatedScores } from '../scales/estimates.ts';
import type { Span } from '../speech/timeline.ts';
import type { StoredAnalysis } from '../stored-analysis/stored-analysis.ts';
import { endpointsOf, provenanceOf, type ScoredRequest } from './provenance.ts';
import { scoreFields } from './score-fields.ts';
import { speakerId, transcriptOf, wordCountOf } from './transcript.ts';
import { writeSentences } from './write-sentences.ts';

/** What the stages found out, ready to be written down. */
export interface AnalysisFindings {
  readonly storedAnalysis: StoredAnalysis;
  readonly candidate: Candidate;
  readonly measures: CandidateMeasures;
  readonly scored: RubricScores;
  /** The interview question by question. */
  readonly answers: readonly MeasuredAnswer[];
  readonly scoringMethod: AnalysisResult['scoringMethod'];
  /** Whether the candidate was to be scored. */
  readonly isScored: boolean;
  /** What was noticed beside the scores' own warnings. */
  readonly warnings: readonly Warning['code'][];
  readonly models: readonly ModelChecksum[];
  readonly request: ScoredRequest;
  readonly processingTimeMs: number;
}

/** Puts the findings into the form of the wire, with the sentences about them. */
export function analysisResult(findings: AnalysisFindings): AnalysisResult {
  const { reportLanguage = 'en' } = findings.request;
  return writeSentences(unwrittenResult(findings), reportFiguresOf(findings), reportLanguage);
}

/** The result without its sentences, whose places are empty. */
function unwrittenResult(findings: AnalysisFindings): AnalysisResult {
  const { candidate, request } = findings;
  const { durationMs, parts, segments, turns } = findings.storedAnalysis;
  const { scores, warnings } = findings.scored;
  const analysis = analysisOf(findings);
  const isInvented = warnings.includes('SPEECH_NOT_RELIABLY_RECOGNISED');
  return {
    status: isComplete(findings) ? 'success' : 'partial',
    processingTimeMs: Math.round(findings.processingTimeMs),
    scoringMethod: findings.scoringMethod,
    audio: {
      durationMs,
      durationFormatted: clock(durationMs),
      languageCode: isInvented ? UNDETERMINED : (analysis.quality.language.code ?? request.language),
      requestedLanguage: request.language,
      speakerCount: candidate.speakers.length,
      ...(parts !== undefined && { parts: parts.map(wirePart) }),
    },
    candidateDetection: {
      speaker: speakerId(candidate.speaker),
      speakerLabel: '',
      confidence: candidate.confidence,
      reason: '',
      wordCount: isInvented ? 0 : wordCountOf(candidate.speaker, segments),
    },
    scores: scoreFields(scores),
    explainability: { vocab: '', fluency: '', accent: '' },
    hrRecommendation: '',
    candidateFeedback: '',
    analysis,
    transcript: transcriptOf(segments, turns, candidate, isInvented),
  };
}

function wirePart({ startMs, endMs }: Span, at: number): RecordingPart {
  return { part: at + 1, startMs, durationMs: endMs - startMs };
}

/** What the sentences are written from, beside the other fields. */
function reportFiguresOf({ candidate, scored }: AnalysisFindings): ReportFigures {
  const { vocabulary, fluency, accent, overall } = scored.scores;
  const added = scored.vocabularyContributions;
  return {
    estimates: {
      vocabulary: vocabulary?.estimate ?? null,
      fluency: fluency?.estimate ?? null,
      accent: accent?.estimate ?? null,
      overall: overall?.estimate ?? null,
    },
    vocabularyContributions: added && {
      variety: added.variety,
      reach: added.reach,
      wordChoice: added.wordChoice,
    },
    isCappedByHesitation: scored.isCappedByHesitation,
    candidateReason: candidate.reason,
  };
}

/** ISO 639-2 for a language that could not be told. */
const UNDETERMINED = 'und';

/** Whether everything that was asked for was made. */
function isComplete({ scored, isScored }: AnalysisFindings): boolean {
  return !isScored || DIMENSIONS.every((dimension) => scored.scores[dimension] !== null);
}

function analysisOf({ storedAnalysis, measures, scored, ...findings }: AnalysisFindings): Analysis {
  const intervals = intervalsOf(scored.scores);
  const warnings = new Set([...findings.warnings, ...scored.warnings]);
  return {
    overall: { interval: scored.scores.overall?.interval ?? null },
    vocabulary: {
      ...measures.vocabulary,
      overusedWords: measures.vocabulary.overusedWords.map(withAlternatives),
      interval: intervals.vocabulary,
    },
    fluency: { ...measures.fluency, interval: intervals.fluency },
    accent: { ...measures.accent, ...scored.accent, interval: intervals.accent },
    ...(scored.contributions && { contributions: scored.contributions }),
    // Words that are mostly invented make no questions.
    answers: scored.warnings.includes('SPEECH_NOT_RELIABLY_RECOGNISED')
      ? []
      : findings.answers.map((answer) => describeAnswer(answer, speakerId)),
    ...(scored.judgement && { judgement: scored.judgement }),
    quality: {
      ...storedAnalysis.quality,
      language: measures.language,
      warnings: [...warnings].map((code) => ({ code, message: '' })),
      humanReview: { recommended: false, reasons: [] },
    },
    provenance: {
      ...provenanceOf([...storedAnalysis.models, ...findings.models], findings.request),
      ...endpointsOf(storedAnalysis.transcription?.model, scored.ratedBy),
      ...calibrationOf(scored),
    },
  };
}

/** The calibration that adjusted the scores, with the scores before; nothing where none did. */
function calibrationOf({
  calibrated,
}: AnalysisFindings['scored']): Pick<Analysis['provenance'], 'calibration'> {
  if (calibrated === undefined) return {};
  return { calibration: { ...calibrated.calibration, unadjusted: scoreFields(calibrated.unadjusted) } };
}

function withAlternatives<Word extends { readonly word: string }>(overused: Word) {
  return { ...overused, alternatives: [...(richerWords.get(overused.word.toLowerCase()) ?? [])] };
}

function intervalsOf({ vocabulary, fluency, accent }: EstimatedScores) {
  return {
    vocabulary: vocabulary?.interval ?? null,
    fluency: fluency?.interval ?? null,
    accent: accent?.interval ?? null,
  };
}
