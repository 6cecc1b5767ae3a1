import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ModelSettings, SHIPPED_MODELS } from '../endpoints/settings.ts';
import type { LanguageDetector } from '../measures/language.ts';
import type { Lexicon } from '../measures/tagged-words.ts';
import { type ModelChecksum, modelChecksums } from '../models/checksums.ts';
import { loadLanguageDetector } from '../models/language-detector.ts';
import { loadLexicon } from '../models/lexicon.ts';
import { loadScoreModels, type ScoreModels } from '../scales/score-candidate.ts';
import { loadSpeakerModels, type SpeakerModels } from '../speech/turns/speaker-models.ts';
import { loadVoiceActivity, type VoiceActivityModel } from '../speech/voice-activity.ts';
import { type ChosenModels, chooseModels, type EndpointListener } from './chosen-models.ts';

/** What finding and scoring a candidate needs: no sound is touched with it. */
export interface ScoringModels {
  readonly lexicon: Lexicon;
  readonly detectLanguage: LanguageDetector;
  readonly scoreModels: ScoreModels;
  /** All models, also those that listen. */
  readonly checksums: readonly ModelChecksum[];
  /** What the operator chose in their place. */
  readonly settings: ModelSettings;
  readonly chosenModels: ChosenModels;
}

/** Which models are loaded, and who is told of endpoints. */
export interface ModelOptions {
  /** Those that ship, unless given. */
  readonly models?: ModelSettings | undefined;
  readonly onEndpoint?: EndpointListener | undefined;
}

/** The models that run in the process of the engine; those of the speech pool are loaded there. */
export interface LoadedModels extends ScoringModels {
  readonly voiceActivity: VoiceActivityModel;
  readonly speakers: SpeakerModels;
}

/** Loads what is needed between the pieces of speech; about a second. */
export async function loadModels(options: ModelOptions = {}): Promise<LoadedModels> {
  const weights = options.models?.speakerWeights ?? null;
  const [voiceActivity, speakers, scoring] = await Promise.all([
    loadVoiceActivity(),
    weights === null ? loadSpeakerModels() : loadSpeakerModels(pathToFileURL(`${resolve(weights)}/`)),
    loadScoringModels(options),
  ]);
  return { voiceActivity, speakers, ...scoring };
}

/** Loads what goes on without the sound. */
export async function loadScoringModels({
  models: settings = SHIPPED_MODELS,
  onEndpoint,
}: ModelOptions = {}): Promise<ScoringModels> {
  const [lexicon, scoreModels, checksums] = await Promise.all([
    loadLexicon(),
    loadScoreModels(),
    modelChecksums(settings),
  ]);
  const chosenModels = chooseModels(settings, onEndpoint);
  return { lexicon, detectLanguage: loadLanguageDetector(), scoreModels, checksums, settings, chosenModels };
}
