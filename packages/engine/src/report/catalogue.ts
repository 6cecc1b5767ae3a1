/**
 * Every sentence of a report, as a language has to offer it: `en/` is the first, and another language is another object of
 * this type. Each sentence takes the figures that it names and writes numbers as its language does; what is told, and in
 * which order, is decided by `explain.ts`, `recommend.ts`, `advise.ts` and `review.ts` alone.
 *
 * What a translator has to keep: sentences speak of the speech and never of the person, nothing is called a fault, nobody is
 * compared with native speakers, and no sentence says whether somebody should be hired.
 */
import type { CefrLevel, Warning } from '@vivavoce/contract';
import type { Dimension } from '../scales/estimates.ts';
import type { Span } from '../speech/timeline.ts';
import type { ScoreWithLevel } from './report-input.ts';
import type { Standing } from './typical.ts';

/** The parts of an accent score. */
export type AccentPart = 'phoneAccuracy' | 'stressAndIntonation' | 'delivery';

/** A word of the candidate and where it is heard. */
export interface QuotedWord {
  readonly word: string;
  /** ms from the start of the recording. */
  readonly startMs: number;
}

/** A word of the candidate above the usual level. */
export interface AdvancedWord extends QuotedWord {
  readonly level: CefrLevel;
}

type Size = Standing['size'];
/** Whether a figure is above, within or below what is usual at the level that is told. */
type Compared = (value: number, size: Size) => string;

/** All sentences of a report. */
export interface Catalogue {
  readonly candidate: CandidateChoice;
  readonly explanations: Explanations;
  readonly recommendation: Recommendation;
  readonly feedback: Feedback;
  readonly rated: RatedSpeech;
  /** One sentence for each warning. */
  readonly warnings: Readonly<Record<Warning['code'], string>>;
  /** Why a score was not made, as a clause after "because"; for warnings that take scores away. */
  readonly missingReasons: Readonly<Partial<Record<Warning['code'], string>>>;
  /** The same where no warning explains it. */
  readonly missingUnexplained: string;
  readonly review: ReviewClauses;
}

/** Why a speaker was taken for the candidate: facts are clauses that go on from the speaker's label. */
export interface CandidateChoice {
  /** What people call a speaker; the first has number 0. */
  readonly label: (speaker: number) => string;
  /** The caller said who it is. */
  readonly named: (label: string) => string;
  /** Nobody else was heard. */
  readonly only: (label: string, words: number) => string;
  /** The same, but so many questions are asked that it may be several people. */
  readonly onlyMixed: (label: string, words: number, questions: number) => string;
  /** Nothing sets the speakers apart; share of the words, 0 to 1. */
  readonly undecided: (label: string, speakers: number, share: number) => string;
  /** One to three clauses. */
  readonly facts: (label: string, clauses: readonly string[]) => string;
  readonly answers: (given: number, of: number) => string;
  readonly questions: (asked: number, of: number) => string;
  /** Share of the words, 0 to 1. */
  readonly words: (share: number) => string;
  /** Words at a time. */
  readonly contribution: (words: number) => string;
  readonly firstPerson: (per100Words: number) => string;
  readonly secondPerson: (per100Words: number) => string;
  readonly hosting: (phrases: number) => string;
}

/** Why each score came out as it did. */
export interface Explanations {
  /** Score on 0 to 5; the words that it was measured on. */
  readonly vocabulary: (level: CefrLevel, score: number, words: number) => string;
  /** Share of different words in fifty in a row, 0 to 1. */
  readonly variety: Compared;
  /** Words until repeats prevail (MTLD). */
  readonly spread: Compared;
  readonly types: (words: number, types: number) => string;
  /** One or two words. */
  readonly advanced: (words: readonly AdvancedWord[]) => string;
  readonly overused: (word: string, times: number) => string;

  readonly fluency: (level: CefrLevel, score: number, wordsPerMinute: number) => string;
  /** Syllables a second. */
  readonly articulationRate: Compared;
  /** Syllables between pauses. */
  readonly meanLengthOfRun: Compared;
  /** Share of the speaking time that is speech, 0 to 1. */
  readonly phonationRatio: Compared;
  /** Pauses a minute. */
  readonly silentPauses: Compared;
  /** ms. */
  readonly meanSilentPause: Compared;
  readonly longestPause: (ms: number, startMs: number, insideClause: boolean) => string;
  readonly noPause: string;
  /** Fluency was held down by hesitations: filled pauses a minute, repetitions in a hundred words. */
  readonly hesitations: (fillersPerMinute: number, repetitionsPerHundred: number) => string;

  readonly accent: (level: CefrLevel, score: number) => string;
  readonly accentParts: (
    best: AccentPart,
    bestScore: number,
    worst: AccentPart,
    worstScore: number,
  ) => string;
  readonly accentEven: (score: number) => string;
  readonly accentNoParts: string;
  /** Unclear so many times of those it was due. */
  readonly unclearPhone: (ipa: string, times: number, due: number, examples: readonly QuotedWord[]) => string;
  readonly noUnclearPhone: string;

  readonly missing: (dimension: Dimension, because: string) => string;
  readonly missingNext: string;
}

/** What a level means at work, and how far the estimate can be relied on. */
export interface Recommendation {
  readonly overall: (level: CefrLevel) => string;
  readonly withoutOverall: (score: ScoreWithLevel) => string;
  readonly even: string;
  readonly uneven: (highest: ScoreWithLevel, lowest: ScoreWithLevel) => string;
  readonly missing: (
    groups: readonly { readonly dimensions: readonly Dimension[]; readonly because: string }[],
  ) => string;
  readonly nothing: (because: string) => string;
  /** Between which levels nine of ten experts' judgements would lie. */
  readonly range: (what: 'overall' | Dimension, low: CefrLevel, high: CefrLevel) => string;
  /** One or two clauses of `ReviewClauses`. */
  readonly listenBecause: (clauses: readonly string[]) => string;
  readonly listenIfClose: string;
  readonly listenInstead: string;
}

/** What is told to the candidate; an exercise follows what it is for. */
export interface Feedback {
  readonly wentWell: string;
  readonly toPractise: string;
  readonly notScored: (because: string) => string;
  readonly notScoredNext: string;
  readonly exercise: (task: string) => string;

  readonly advancedWords: (words: readonly AdvancedWord[]) => string;
  readonly variety: (share: number) => string;
  readonly types: (words: number, types: number) => string;
  readonly pace: (syllablesPerSecond: number) => string;
  readonly runs: (syllables: number) => string;
  /** Share of the pauses that fall inside a clause, 0 to 1. */
  readonly pausesInPlace: (insideShare: number) => string;
  readonly quickAnswers: (ms: number) => string;
  readonly spokeFor: (ms: number) => string;
  readonly bestPart: (part: AccentPart, score: number) => string;

  readonly overused: (word: string, times: number) => string;
  readonly overusedTask: (word: string, alternatives: readonly [string, string] | undefined) => string;
  readonly moreVariety: (words: number, types: number) => string;
  readonly moreVarietyTask: string;
  readonly longPauses: (pauses: readonly Span[]) => string;
  readonly longPausesTask: string;
  readonly longestPause: (pause: Span) => string;
  readonly longestPauseTask: string;
  readonly runsShort: (syllables: number) => string;
  readonly runsTask: string;
  readonly steadyPace: (wordsPerMinute: number) => string;
  readonly paceTask: string;
  readonly sound: (ipa: string, times: number, due: number, examples: readonly QuotedWord[]) => string;
  readonly soundTask: (ipa: string, arpabet: string, examples: readonly QuotedWord[]) => string;
  readonly weakestPart: (part: AccentPart, score: number) => string;
  readonly partTasks: Readonly<Record<AccentPart, string>>;
}

/** A passage of the candidate, in the language that was spoken. */
export interface QuotedPassage {
  readonly text: string;
  /** ms from the start of the recording. */
  readonly startMs: number;
}

/** Speech in another language than English, which a language model judged: nothing is compared with what is usual there. */
export interface RatedSpeech {
  readonly vocabulary: (level: CefrLevel, score: number, words: number) => string;
  readonly fluency: (level: CefrLevel, score: number, wordsPerMinute: number) => string;
  /** One or two passages. */
  readonly quotes: (quotes: readonly QuotedPassage[]) => string;
  /** The measures hold the model's level up or down: silent pauses a minute, share of the time that is speech. */
  readonly limited: (pausesPerMinute: number, speechShare: number) => string;
  readonly pauses: (pausesPerMinute: number, speechShare: number) => string;
  readonly longestPause: (ms: number, startMs: number) => string;
  readonly range: (dimension: Dimension, low: CefrLevel, high: CefrLevel) => string;
  readonly wentWell: (quote: QuotedPassage) => string;
  readonly toRephrase: (quote: QuotedPassage) => string;
  readonly rephraseTask: string;
  readonly pauseTask: string;
}

/** Why a person should listen: clauses that can be joined, without a capital and a full stop. */
export interface ReviewClauses {
  readonly candidateUncertain: string;
  readonly candidateMostLikely: string;
  readonly noScores: string;
  readonly wideInterval: (dimensions: readonly Dimension[]) => string;
  /** Null for a warning that is no reason. */
  readonly warnings: Readonly<Record<Warning['code'], string | null>>;
}
