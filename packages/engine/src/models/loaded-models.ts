import type { LanguageDetector } from '../measures/language.ts';
import type { Lexicon } from '../measures/lexicon.ts';
import { loadScoreModels, type ScoreModels } from '../scales/score-candidate.ts';
import { loadVoiceActivity, type VoiceActivityModel } from '../speech/regions.ts';
import { loadSpeakerModels, type SpeakerModels } from '../speech/turns/speaker-models.ts';
import { type ModelChecksum, modelChecksums } from './checksums.ts';
import { loadLanguageDetector } from './language-detector.ts';
import { loadLexicon } from './lexicon.ts';

/** What finding and scoring a candidate needs: no sound is touched with it. */
export interface JudgingModels {
  readonly lexicon: Lexicon;
  readonly detectLanguage: LanguageDetector;
  readonly scores: ScoreModels;
  /** All models, also those that listen. */
  readonly checksums: readonly ModelChecksum[];
}

/** The models that run in the process of the engine; those of the speech pool are loaded there. */
export interface LoadedModels extends JudgingModels {
  readonly voiceActivity: VoiceActivityModel;
  readonly speakers: SpeakerModels;
}

/** Loads what is needed between the pieces of speech; about a second. */
export async function loadModels(): Promise<LoadedModels> {
  const [voiceActivity, speakers, judging] = await Promise.all([
    loadVoiceActivity(),
    loadSpeakerModels(),
    loadJudgingModels(),
  ]);
  return { voiceActivity, speakers, ...judging };
}

/** Loads what goes on without the sound. */
export async function loadJudgingModels(): Promise<JudgingModels> {
  const [lexicon, scores, checksums] = await Promise.all([
    loadLexicon(),
    loadScoreModels(),
    modelChecksums(),
  ]);
  return { lexicon, detectLanguage: loadLanguageDetector(), scores, checksums };
}
