/**
 * What can be measured of a candidate who speaks another language than English: diversity of words and everything that the sound
 * tells. Levels, lemmas and frequencies of words, clauses and phones are known for English alone.
 */
import type { QualityAnalysis } from '@vivavoce/contract';
import type { LanguageDetector } from '../models/language-detector.ts';
import type { Lexicon } from '../models/word-knowledge.ts';
import { accentMeasures } from './accent.ts';
import { acousticFluencyMeasures, repetitionsOf } from './acoustic-fluency.ts';
import { hdd, mattr, mtld } from './diversity.ts';
import { languageOf } from './language.ts';
import type { CandidateMeasures } from './measure-candidate.ts';
import { type Conversation, type SpeakingTurn, speakingTurns } from './speaking-turns.ts';
import { formOf } from './spoken-words.ts';
import type { VocabularyMeasures } from './vocabulary.ts';

/** Share of the pieces of text from which they overrule the transcriber. Ours. */
const CERTAIN_SHARE = 0.7;

/** Languages that a text of some words is easily mistaken among. */
const ALIKE = ['da nb nn no', 'bs hr sr', 'cs sk', 'id ms', 'gl pt'].map(
  (codes) => new Set(codes.split(' ')),
);

/** The requested and the detected language. */
export interface LanguageEvidence {
  /** ISO 639-1. */
  readonly requested: string;
  /** By the transcriber, ISO 639-1; null where it gives none. */
  readonly detected: string | null;
}

/** Measures the candidate of a conversation in another language than English. */
export function measureOtherLanguage(
  conversation: Conversation,
  evidence: LanguageEvidence,
  { detectLanguage, lexicon }: { readonly detectLanguage: LanguageDetector; readonly lexicon: Lexicon },
): CandidateMeasures {
  const turns = speakingTurns(conversation);
  const text = turns.flatMap((turn) => turn.words.map((word) => word.text)).join(' ');
  return {
    turns,
    vocabulary: vocabularyOf(turns),
    fluency: acousticFluencyMeasures(conversation),
    accent: accentMeasures([], null, lexicon),
    language: spokenLanguage(languageOf(text, detectLanguage), evidence),
  };
}

/** The language that was spoken: the transcriber heard it, the text shows it; the text counts where it is certain. */
export function spokenLanguage(
  written: QualityAnalysis['language'],
  { requested, detected }: LanguageEvidence,
): QualityAnalysis['language'] {
  const isAlike = (a: string | null, b: string | null) =>
    a === b || ALIKE.some((group) => group.has(a ?? '') && group.has(b ?? ''));
  if (isAlike(written.code, requested)) return { ...written, code: requested };
  if (detected === null) return written;
  const isCertain = written.code !== null && written.confidence >= CERTAIN_SHARE;
  if (isCertain && !isAlike(written.code, detected)) return written;
  return { code: isAlike(detected, requested) ? requested : detected, confidence: CERTAIN_SHARE };
}

function vocabularyOf(turns: readonly SpeakingTurn[]): VocabularyMeasures {
  const repeated = new Set(turns.flatMap((turn) => repetitionsOf(turn).flat()));
  const forms = turns
    .flatMap((turn) => turn.words)
    .filter((word) => word.kind === 'word' && !repeated.has(word))
    .map((word) => formOf(word.text))
    .filter((form) => form !== '');
  return {
    words: forms.length,
    types: new Set(forms).size,
    lemmaTypes: null,
    mtld: mtld(forms),
    mattr: mattr(forms),
    hdd: hdd(forms),
    meanLogFrequency: null,
    bands: null,
    advancedWords: [],
    overusedWords: [],
  };
}
