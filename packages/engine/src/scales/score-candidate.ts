/** From measures and expert scores of a candidate to the scores, 0 to 5 with 90 % intervals. */
import type { AccentAnalysis, Contributions, QualityAnalysis, Warning } from '@vivavoce/contract';
import type { SpeakingTurn } from '../measures/speaking-turns.ts';
import type { Lexicon } from '../models/word-knowledge.ts';
import { lengthS } from '../speech/spans.ts';
import type { ExpertScores, ScoredSegment, Segment } from '../speech/timeline.ts';
import { type CalibratedScore, calibratedScore, widened } from './calibrated-score.ts';
import { accentContributions, fluencyContributions, vocabularyContributions } from './contributions.ts';
import type { EstimatedScore, EstimatedScores } from './estimates.ts';
import {
  type FluencyWitnesses,
  type FreeSpeechMeasures,
  fluencyWitnesses,
  freeSpeechFluency,
  type HesitationWitness,
} from './free-speech.ts';
import { boundOf, markedSilences } from './hesitation.ts';
import { overallScore } from './overall.ts';
import { EXAMINER_LEVELS, EXPERT_SCORES, scoreOfExpertRating } from './scale-mapping.ts';
import type { ScoreModels } from './score-models.ts';
import { type SpeechScores, scoreSpeech } from './score-speech.ts';
import { type TextFeatures, textFeatures } from './text-features.ts';
import {
  agreementWithPhones,
  isHardlyEnglish,
  MIN_UNDERSTOOD_FOR_VOCABULARY,
  understoodShare,
  vocabularyDoubt,
} from './understood-share.ts';
import { type VocabularyLevel, vocabularyLevel } from './vocabulary-model.ts';
import { predictLevel } from './word-models.ts';

export { loadScoreModels, type ScoreModels } from './score-models.ts';

/** What the scores are made from. */
export interface ScoringInput {
  /** The candidate's pieces of speech in order of time. */
  readonly segments: readonly Segment[];
  /** The candidate's speaking turns in order of time. */
  readonly turns: readonly SpeakingTurn[];
  readonly fluency: FreeSpeechMeasures;
  readonly lexicon: Lexicon;
  /** The language that the words are in. */
  readonly language: QualityAnalysis['language'];
  /** How much accent counts in the overall score, 0 to 1; 1 when absent. */
  readonly accentWeight?: number;
}

/** The scores, the components of accent, and warnings that say why a score is missing. */
export interface CandidateScores {
  readonly scores: EstimatedScores;
  readonly accent: Pick<AccentAnalysis, 'intelligibility' | 'phoneAccuracy' | 'prosody'>;
  /** What groups of features add to the vocabulary of an average learner, examiners' levels; null without that score. */
  readonly vocabularyContributions: VocabularyLevel['contributions'] | null;
  /** What moved each score; null where none was made. */
  readonly contributions: Contributions | null;
  /** Whether hesitations speak against the fluency that the other witnesses give. */
  readonly isCappedByHesitation: boolean;
  readonly warnings: readonly Warning['code'][];
}

/** Least speech in pieces for a score of fluency and accent, s. */
const MIN_SPEECH_S = 20;
/** Shorter pieces of speech are not scored, s. */
const MIN_PIECE_S = 1;
/** Share of words in passages that were said before from which the recording shows one text over and over. Ours. */
const REPETITIVE_SHARE = 0.4;
/** Share of the pieces of text that are in another language from which nothing is scored. Ours. */
const OTHER_LANGUAGE_SHARE = 0.7;

/** Scores a candidate; a score is null exactly when one of the warnings says why. */
export function scoreCandidate(input: ScoringInput, models: ScoreModels): CandidateScores {
  const speech = speechScoresOf(input.segments, models);
  const understood = understoodShare(input.segments, input.lexicon);
  const agreement = agreementWithPhones(input.segments, understood);
  const isUnrecognised = isHardlyEnglish(agreement, speech?.expertScores.accuracy ?? null);
  const refused = refusal(input.language, isUnrecognised);
  if (refused !== null) return withoutScores(refused);
  const silences = markedSilences(input.turns);
  const text = textFeatures(input.turns, input.lexicon, models.frequentWords, silences);
  const isRepetitive = text.repeatedShare >= REPETITIVE_SHARE;
  const isUnderstood = understood >= MIN_UNDERSTOOD_FOR_VOCABULARY;
  const ofWords = isRepetitive || !isUnderstood ? null : scoreVocabulary(text, models);
  const vocabulary = ofWords && calibratedVocabulary(ofWords, understood);
  const hesitation = hesitationWitness(text, models);
  const fluency = isRepetitive ? null : scoreFluency(input, speech, hesitation);
  const accent = scoreAccent(speech);
  const made = {
    vocabulary: vocabulary?.score ?? null,
    fluency: fluency?.score ?? null,
    accent: accent?.score ?? null,
  };
  const warnings: [Warning['code'], boolean][] = [
    ['REPETITIVE', isRepetitive],
    ['VOCABULARY_NOT_UNDERSTOOD', !isRepetitive && !isUnderstood],
    ['VOCABULARY_TOO_FEW_WORDS', !isRepetitive && isUnderstood && vocabulary === null],
    ['FLUENCY_TOO_LITTLE_SPEECH', !isRepetitive && fluency === null],
    ['ACCENT_TOO_LITTLE_SPEECH', accent === null],
    ['ABOVE_CALIBRATED_RANGE', [vocabulary, fluency, accent].some((one) => one?.isAboveCalibratedRange)],
  ];
  return {
    scores: { ...made, overall: overallScore(made, input.accentWeight) },
    accent: accentParts(speech, made.accent),
    vocabularyContributions: ofWords?.contributions ?? null,
    contributions: {
      vocabulary: ofWords && vocabularyContributions(ofWords),
      fluency: fluency && speech && fluencyContributions(witnessesOf(input, speech), fluency.score.estimate),
      accent: speech && accentContributions(speech.expertScores),
    },
    isCappedByHesitation:
      fluency !== null && hesitation !== null && hesitation.score < fluency.score.estimate,
    warnings: warnings.filter(([, seen]) => seen).map(([code]) => code),
  };
}

/** Why nothing at all can be scored. */
function refusal(
  { code, confidence }: QualityAnalysis['language'],
  isUnrecognised: boolean,
): Warning['code'] | null {
  if (code !== null && code !== 'en' && confidence >= OTHER_LANGUAGE_SHARE) return 'OTHER_LANGUAGE';
  return isUnrecognised ? 'SPEECH_NOT_RELIABLY_RECOGNISED' : null;
}

/** No scores at all, for a reason. */
export function withoutScores(reason: Warning['code']): CandidateScores {
  return {
    scores: { vocabulary: null, fluency: null, accent: null, overall: null },
    accent: accentParts(null, null),
    vocabularyContributions: null,
    contributions: null,
    isCappedByHesitation: false,
    warnings: [reason],
  };
}

/** Null when there is too little speech. */
function speechScoresOf(segments: readonly Segment[], models: ScoreModels): SpeechScores | null {
  const pieces = segments.filter(hasExpertScores).filter((segment) => lengthS(segment) >= MIN_PIECE_S);
  const speechS = pieces.reduce((sum, piece) => sum + lengthS(piece), 0);
  return speechS < MIN_SPEECH_S ? null : scoreSpeech(pieces, models);
}

function hasExpertScores(segment: Segment): segment is ScoredSegment {
  return segment.expertScores !== null;
}

/** Null when there is too little speech. */
function scoreFluency(
  { fluency }: ScoringInput,
  speech: SpeechScores | null,
  hesitation: HesitationWitness | null,
): CalibratedScore | null {
  if (speech === null) return null;
  return freeSpeechFluency(witnessesOf({ fluency }, speech), hesitation, fluency.phonationTimeMs / 1000);
}

function witnessesOf({ fluency }: Pick<ScoringInput, 'fluency'>, speech: SpeechScores): FluencyWitnesses {
  return fluencyWitnesses(fluency, speech.expertScores.fluency);
}

/** What the hesitations speak for; null where none were heard, and without weights that read them. */
function hesitationWitness(
  { hesitation, words }: TextFeatures,
  { words: models }: ScoreModels,
): HesitationWitness | null {
  if (hesitation === null || models === null) return null;
  return { score: boundOf(predictLevel(models.hesitation, hesitation), models.fluencyBounds), words };
}

/** Intelligibility: the mean of accuracy and total, whose rubrics ask how well the speech is understood. */
function scoreAccent(speech: SpeechScores | null): CalibratedScore | null {
  const mean = ({ accuracy, total }: ExpertScores) => (accuracy + total) / 2;
  return speech && calibratedScore(mean(speech.expertScores), mean(speech.halfWidths), EXPERT_SCORES);
}

function accentParts(speech: SpeechScores | null, accent: EstimatedScore | null): CandidateScores['accent'] {
  const part = (name: keyof ExpertScores) => speech && scoreOfExpertRating(speech.expertScores[name]);
  return {
    intelligibility: accent?.estimate ?? null,
    phoneAccuracy: part('accuracy'),
    prosody: { stressAndIntonation: part('prosodic'), delivery: part('fluency') },
  };
}

/** Null when too few words are left. */
function scoreVocabulary({ range, words }: TextFeatures, models: ScoreModels): VocabularyLevel | null {
  return range && vocabularyLevel(models.vocabulary, range, words);
}

/** The level as a score, with an interval that is wider the less was understood. */
function calibratedVocabulary({ level, halfWidth }: VocabularyLevel, understood: number): CalibratedScore {
  return widened(calibratedScore(level, halfWidth, EXAMINER_LEVELS), vocabularyDoubt(understood));
}
