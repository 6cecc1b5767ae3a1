/** From what was measured and heard of a candidate to the scores, 0 to 5 with 90 % intervals. */
import type { AccentAnalysis, QualityAnalysis, Warning } from '@vivavoce/contract';
import type { Lexicon } from '../measures/lexicon.ts';
import type { SpeakingTurn } from '../measures/speaking-turns.ts';
import type { ExpertScores, JudgedSegment, Segment, Span } from '../speech/timeline.ts';
import type { EstimatedScore, EstimatedScores } from './estimates.ts';
import { boundOf, heldTo, LEAST_WORDS, markedSilences, soundsPrepared } from './hesitation.ts';
import { judgeSpeech, lengthS, type SpeechJudgement } from './judge-speech.ts';
import { type Judgement, judgementOf } from './judgement.ts';
import { overallScore } from './overall.ts';
import { EXAMINERS_LEVELS, EXPERTS_SCORES, SCORE_RANGE, scoreOfExperts } from './scale-mapping.ts';
import type { ScoreModels } from './score-models.ts';
import { type TextFeatures, textFeatures } from './text-features.ts';
import { type VocabularyLevel, vocabularyLevel } from './vocabulary-model.ts';
import { predictLevel } from './word-models.ts';

export { loadScoreModels, type ScoreModels } from './score-models.ts';

/** What the scores are made from. */
export interface ScoringInput {
  /** The candidate's pieces of speech in order of time. */
  readonly segments: readonly Segment[];
  /** The candidate's speaking turns in order of time. */
  readonly turns: readonly SpeakingTurn[];
  readonly lexicon: Lexicon;
  /** The language that the words are in. */
  readonly language: QualityAnalysis['language'];
  /** How much accent counts in the overall score, 0 to 1; 1 when absent. */
  readonly accentWeight?: number;
}

/** The scores, what experts would say of the parts of the accent, and why a score was not made. */
export interface CandidateScores {
  readonly scores: EstimatedScores;
  readonly accent: Pick<AccentAnalysis, 'intelligibility' | 'phoneAccuracy' | 'prosody'>;
  /** What groups of features add to the vocabulary of an average learner, examiners' levels; null without that score. */
  readonly vocabularyContributions: VocabularyLevel['contributions'] | null;
  /** Whether fluency would be higher by its sound alone. */
  readonly isHeldByHesitation: boolean;
  readonly warnings: readonly Warning['code'][];
}

/** Least speech in pieces for a judgement of how somebody speaks, s. */
const MIN_SPEECH_S = 20;
/** Pieces of speech below this length hold too little to be judged, s. */
const MIN_PIECE_S = 1;
/**
 * Mean confidence of the words below which two words in three are wrong, as measured on read sentences of the lowest
 * accuracy (speechocean762); fluent readers (LibriSpeech) reach 0.95.
 */
const MIN_MEAN_CONFIDENCE = 0.6;
/** Share of words in passages that were said before from which the recording shows one text over and over. Ours. */
const REPETITIVE_SHARE = 0.4;
/** Share of the pieces of text that are in another language from which nothing is scored. Ours. */
const OTHER_LANGUAGE_SHARE = 0.7;

/** Scores a candidate; a score is null exactly when one of the warnings says why. */
export function scoreCandidate(input: ScoringInput, models: ScoreModels): CandidateScores {
  const refused = refusal(input);
  if (refused !== null) return withoutScores(refused);
  const silences = markedSilences(input.turns);
  const text = textFeatures(input.turns, input.lexicon, models.words.frequentWords, silences);
  const isRepetitive = text.repeatedShare >= REPETITIVE_SHARE;
  const heard = listen(input.segments, models);
  const vocabularyMade = isRepetitive ? null : vocabularyOf(text, models);
  const vocabulary =
    vocabularyMade && judgementOf(vocabularyMade.level, vocabularyMade.halfWidth, EXAMINERS_LEVELS);
  const flow = isRepetitive ? null : judgeFluency(heard, spokenShare(input));
  const fluency = flow && heldTo(hesitationBound(text, models), flow);
  const accent = judgeAccent(heard);
  const made = {
    vocabulary: vocabulary?.score ?? null,
    fluency: fluency?.score ?? null,
    accent: accent?.score ?? null,
  };
  const warnings: [Warning['code'], boolean][] = [
    ['REPETITIVE', isRepetitive],
    ['MEMORISED_OR_READ', !isRepetitive && soundsPrepared(text.rates, text.words)],
    ['VOCABULARY_TOO_FEW_WORDS', !isRepetitive && vocabulary === null],
    ['FLUENCY_TOO_LITTLE_SPEECH', !isRepetitive && fluency === null],
    ['ACCENT_TOO_LITTLE_SPEECH', accent === null],
    ['ABOVE_CALIBRATED_RANGE', [vocabulary, fluency, accent].some((one) => one?.isOpen)],
  ];
  return {
    scores: { ...made, overall: overallScore(made, input.accentWeight) },
    accent: accentParts(heard, made.accent),
    vocabularyContributions: vocabularyMade?.contributions ?? null,
    isHeldByHesitation: fluency !== flow,
    warnings: warnings.filter(([, seen]) => seen).map(([code]) => code),
  };
}

/** Why nothing at all can be scored. */
function refusal({ segments, language }: ScoringInput): Warning['code'] | null {
  const { code, confidence } = language;
  if (code !== null && code !== 'en' && confidence >= OTHER_LANGUAGE_SHARE) return 'OTHER_LANGUAGE';
  const confidences = segments.flatMap(({ words }) => words.map((word) => word.confidence));
  const mean = confidences.reduce((sum, one) => sum + one, 0) / Math.max(1, confidences.length);
  return mean < MIN_MEAN_CONFIDENCE ? 'SPEECH_NOT_RELIABLY_RECOGNISED' : null;
}

/** No scores at all, for a reason. */
export function withoutScores(reason: Warning['code']): CandidateScores {
  return {
    scores: { vocabulary: null, fluency: null, accent: null, overall: null },
    accent: accentParts(null, null),
    vocabularyContributions: null,
    isHeldByHesitation: false,
    warnings: [reason],
  };
}

/** Null when there is too little speech. */
function listen(segments: readonly Segment[], models: ScoreModels): SpeechJudgement | null {
  const pieces = segments.filter(isJudged).filter((segment) => lengthS(segment) >= MIN_PIECE_S);
  const speechS = pieces.reduce((sum, piece) => sum + lengthS(piece), 0);
  return speechS < MIN_SPEECH_S ? null : judgeSpeech(pieces, models);
}

function isJudged(segment: Segment): segment is JudgedSegment {
  return segment.judged !== null;
}

/**
 * Fluency: silence inside a turn that is too long to lie within a piece counts for its length as speech of no fluency, so
 * that the pauses which the experts could not hear in read sentences lower it as well. Ours.
 */
function judgeFluency(heard: SpeechJudgement | null, spoken: number): Judgement | null {
  return heard && judgementOf(spoken * heard.judged.fluency, heard.halfWidths.fluency, EXPERTS_SCORES);
}

/** The highest fluency beside what was heard of hesitations; without any the bound is the scale's. */
function hesitationBound({ hesitation, words }: TextFeatures, { words: models }: ScoreModels): number {
  if (hesitation === null || words < LEAST_WORDS) return SCORE_RANGE.high;
  return boundOf(predictLevel(models.hesitation, hesitation), models.fluencyBounds);
}

/** Share of the speaking turns that lies within pieces of speech, 0 to 1. */
function spokenShare({ segments, turns }: ScoringInput): number {
  const turnsMs = turns.reduce((sum, turn) => sum + turn.endMs - turn.startMs, 0);
  const overlapMs = (turn: Span, piece: Span) =>
    Math.max(0, Math.min(turn.endMs, piece.endMs) - Math.max(turn.startMs, piece.startMs));
  const spokenMs = turns.reduce(
    (sum, turn) => sum + segments.reduce((inside, piece) => inside + overlapMs(turn, piece), 0),
    0,
  );
  return turnsMs === 0 ? 1 : Math.min(1, spokenMs / turnsMs);
}

/** Intelligibility: the mean of accuracy and total, whose rubrics ask how well the speech is understood. */
function judgeAccent(heard: SpeechJudgement | null): Judgement | null {
  const mean = ({ accuracy, total }: ExpertScores) => (accuracy + total) / 2;
  return heard && judgementOf(mean(heard.judged), mean(heard.halfWidths), EXPERTS_SCORES);
}

function accentParts(
  heard: SpeechJudgement | null,
  accent: EstimatedScore | null,
): CandidateScores['accent'] {
  const part = (judgement: keyof ExpertScores) => heard && scoreOfExperts(heard.judged[judgement]);
  return {
    intelligibility: accent?.estimate ?? null,
    phoneAccuracy: part('accuracy'),
    prosody: { stressAndIntonation: part('prosodic'), delivery: part('fluency') },
  };
}

/** Null when too few words are left. */
function vocabularyOf({ range, words }: TextFeatures, models: ScoreModels): VocabularyLevel | null {
  return range && vocabularyLevel(models.vocabulary, range, words);
}
