import type { QualityAnalysis } from '@vivavoce/contract';
import type { Recording } from '../media/recording.ts';
import { type AccentMeasures, accentMeasures } from './accent.ts';
import { type FluencyMeasures, fluencyMeasures } from './fluency.ts';
import { type LanguageDetector, languageOf } from './language.ts';
import type { Lexicon } from './lexicon.ts';
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
export interface LanguageKnowledge {
  readonly lexicon: Lexicon;
  readonly detectLanguage: LanguageDetector;
}

/** Measures vocabulary, fluency, accent and language of the candidate of a conversation. */
export function measureCandidate(
  conversation: Conversation,
  recording: Recording,
  { lexicon, detectLanguage }: LanguageKnowledge,
): CandidateMeasures {
  const turns = speakingTurns(conversation);
  const text = turns.flatMap((turn) => turn.words.map((word) => word.text)).join(' ');
  return {
    turns,
    vocabulary: vocabularyMeasures(turns, lexicon),
    fluency: fluencyMeasures(conversation, lexicon),
    accent: accentMeasures(turns, recording, lexicon),
    language: languageOf(text, detectLanguage),
  };
}
