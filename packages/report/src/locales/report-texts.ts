/**
 * Everything that a report says by itself, as a language has to offer it. Sentences of the result are not among it: the engine
 * wrote them in the same language. Numbers come written already, as the language writes them.
 *
 * What a translator has to keep: sentences speak of the speech and never of the person, and none says whom to hire.
 */
import type { CandidateDetection } from '@vivavoce/contract';

type Confidence = CandidateDetection['confidence'];

/** All texts of a report. */
export interface ReportTexts {
  /** For dates and the names of languages, BCP 47. */
  readonly languageTag: string;
  /** Before decimals. */
  readonly decimalSign: '.' | ',';
  /** The titles take the name of the language that was asked for. */
  readonly title: {
    readonly own: (language: string) => string;
    readonly other: (language: string) => string;
  };
  readonly footer: string;
  /** What speakers are called in transcripts. */
  readonly roles: { readonly candidate: string; readonly interviewer: string };
  readonly facts: FactTexts;
  /** What each part is called, and what its scores and figures are. */
  readonly result: ResultTexts;
  readonly review: ReviewTexts;
  readonly recommendation: string;
  readonly feedback: { readonly own: string; readonly other: string };
  readonly vocabulary: VocabularyTexts;
  readonly fluency: FluencyTexts;
  readonly accent: AccentTexts;
  readonly figures: FigureTexts;
  readonly provenance: ProvenanceTexts;
}

/** The facts under the title. */
export interface FactTexts {
  readonly date: string;
  readonly recording: string;
  readonly youSpeak: string;
  readonly candidateSpeaks: string;
  readonly reference: string;
  readonly words: (count: number) => string;
}

/** The scores, and what a reader has to know before trusting them. */
export interface ResultTexts {
  readonly title: string;
  readonly overall: string;
  readonly notScored: string;
  /** `2.1 of 5`. */
  readonly ofFive: (score: string) => string;
  readonly level: (level: string) => string;
  readonly interval: (low: string, high: string) => string;
  /** Whose: the reader's own speech, or that of the recording. */
  readonly withoutOverall: (isOwn: boolean, language: string) => string;
  readonly summary: (isOwn: boolean, language: string, level: string, score: string) => string;
  readonly certainty: (low: string, high: string) => string;
  readonly note: string;
  readonly rightSpeaker: string;
  readonly uncertain: (label: string, confidence: Confidence) => string;
  readonly listen: string;
}

/** What a person made of the result. */
export interface ReviewTexts {
  readonly title: string;
  readonly agrees: (date: string) => string;
  readonly differs: (date: string) => string;
  readonly scores: (list: string) => string;
  readonly by: (name: string) => string;
  /** As they stand in the list of scores. */
  readonly dimensions: Readonly<Record<'overall' | 'vocabulary' | 'fluency' | 'accent', string>>;
}

/** The part about vocabulary. */
export interface VocabularyTexts {
  readonly title: string;
  readonly mattr: string;
  readonly mtld: string;
  readonly bands: string;
  readonly advanced: string;
  readonly overused: string;
  readonly overusedHead: readonly [word: string, often: string, instead: string];
  readonly times: (count: number) => string;
  readonly noAlternatives: string;
}

/** The part about fluency. */
export interface FluencyTexts {
  readonly title: string;
  readonly rate: string;
  readonly syllablesPerSecond: (rate: string) => string;
  readonly runs: string;
  readonly pausesPerMinute: string;
  readonly pauseLength: string;
  readonly speakingTime: string;
  readonly speechShare: string;
  readonly wordsPerMinute: string;
  readonly fillers: string;
  readonly repetitions: string;
  readonly selfRepairs: string;
  readonly beforeAnswer: string;
  readonly insideClause: string;
  readonly betweenClauses: string;
  readonly conversation: string;
  readonly longest: (pauses: number) => string;
}

/** The part about accent. */
export interface AccentTexts {
  readonly title: string;
  readonly intelligibility: string;
  readonly phoneAccuracy: string;
  readonly stressAndIntonation: string;
  readonly delivery: string;
  readonly subscores: string;
  readonly unclear: string;
  readonly unclearHead: readonly [sound: string, unclear: string, where: string];
  readonly unclearTimes: (times: number, due: number) => string;
  readonly meaning: string;
}

/** What is written in figures, and what they show in words. */
export interface FigureTexts {
  /** Over measures that are compared. */
  readonly comparison: string;
  /** Under measures of other languages than English. */
  readonly noTypicalRanges: string;
  readonly scale: string;
  readonly bands: string;
  readonly running: string;
  readonly different: string;
  readonly measures: string;
  /** `B1 3 to 5, B2 5 to 7`. */
  readonly typicalRanges: (name: string, shown: string, ranges: string) => string;
  readonly range: (low: string, high: string) => string;
  readonly subscores: string;
  readonly candidate: string;
  readonly others: string;
  /** In two lines. */
  readonly wordsAMinute: readonly [string, string];
  readonly timeline: (length: string, own: number, others: number) => string;
  /** Words a minute. */
  readonly speed: (low: number, high: number) => string;
}

/** Where the scores come from, and what they are not. */
export interface ProvenanceTexts {
  readonly title: string;
  readonly method: string;
  /** Speech in another language than English, which a language model judged. */
  readonly rubricMethod: string;
  readonly rights: string;
  readonly limits: (language: string) => string;
  readonly speaker: (label: string, confidence: Confidence) => string;
  readonly speakers: string;
  readonly aboveNoise: string;
  readonly unknown: string;
  readonly bandwidth: string;
  readonly overlap: string;
  readonly engine: (version: string, configuration: string) => string;
  readonly models: (list: string) => string;
}
