import type { QualityAnalysis } from '@vivavoce/contract';
import type { LanguageDetector } from '../models/language-detector.ts';
import type { Lexicon } from '../models/word-knowledge.ts';
import { type AccentMeasures, accentMeasures } from './accent.ts';
import { type FluencyMeasures, fluencyMeasures } from './fluency.ts';
import { languageOf } from './language.ts';
import { type Conversation, type SpeakingTurn, speakingTurns } from './speaking-turns.ts';
import { type VocabularyMeasures, vocabularyMeasures } from './vocabulary.ts';

/** Everything that is measured of the candidate's speech. */
export interface CandidateMeasures {
  /** The candidate's turns in order of time. */
  readonly turns: readonly SpeakingTurn[];
  readonly vocabulary: VocabularyMeasures;
  readonly fluency: FluencyMeasures;
  readonly accent: AccentMeasures;
  readonly language: QualityAnalysis['language'];
}

/** What the measures know about English and other languages. */
export interface LanguageResources {
  readonly lexicon: Lexicon;
  readonly detectLanguage: LanguageDetector;
}

/**
 * Measures vocabulary, fluency, accent and language of the candidate of a conversation.
 * @param pitchRangeSemitones of the candidate's voice, as `pitch.ts` measures it.
 */
export function measureCandidate(
  conversation: Conversation,
  pitchRangeSemitones: number | null,
  { lexicon, detectLanguage }: LanguageResources,
): CandidateMeasures {
  const turns = speakingTurns(conversation);
  return {
    turns,
    vocabulary: vocabularyMeasures(turns, lexicon),
    fluency: fluencyMeasures(conversation, lexicon),
    accent: accentMeasures(turns, pitchRangeSemitones, lexicon),
    language: languageOf(textOf(turns), detectLanguage),
  };
}

/** The language of the candidate's words, and every other measure as if nothing had been said. */
export function measureLanguageOnly(
  conversation: Conversation,
  resources: LanguageResources,
): CandidateMeasures {
  const text = textOf(speakingTurns(conversation));
  const nothing = measureCandidate({ ...conversation, segments: [], turns: [] }, null, resources);
  return { ...nothing, language: languageOf(text, resources.detectLanguage) };
}

function textOf(turns: readonly SpeakingTurn[]): string {
  return turns.flatMap((turn) => turn.words.map((word) => word.text)).join(' ');
}
