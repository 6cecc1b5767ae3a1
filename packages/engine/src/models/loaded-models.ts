import type { LanguageDetector } from '../measures/language.ts';
import type { Lexicon } from '../measures/lexicon.ts';
import { loadScoreModels, type ScoreModels } from '../scales/score-candidate.ts';
import { loadVoiceActivity, type VoiceActivityModel } from '../speech/regions.ts';
import { loadSpeakerModels, type SpeakerModels } from '../speech/turns/speaker-models.ts';
import { type ModelChecksum, modelChecksums } from './checksums.ts';
import { loadLanguageDetector } from './language-detector.ts';
import { loadLexicon } from './lexicon.ts';

/** The models that run in the process of the engine; those of the speech pool are loaded there. */
export interface LoadedModels {
  readonly voiceActivity: VoiceActivityModel;
  readonly speakers: SpeakerModels;
  readonly lexicon: Lexicon;
  readonly detectLanguage: LanguageDetector;
  readonly scores: ScoreModels;
  /** All models, also those of the speech pool. */
  readonly checksums: readonly ModelChecksum[];
}

/** Loads what is needed between the pieces of speech; about a second. */
export async function loadModels(): Promise<LoadedModels> {
  const [voiceActivity, speakers, lexicon, scores, checksums] = await Promise.all([
    loadVoiceActivity(),
    loadSpeakerModels(),
    loadLexicon(),
    loadScoreModels(),
    modelChecksums(),
  ]);
  return { voiceActivity, speakers, lexicon, detectLanguage: loadLanguageDetector(), scores, checksums };
}
