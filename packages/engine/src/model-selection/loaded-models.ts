import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ModelSettings, SHIPPED_MODELS } from '../endpoints/settings.ts';
import { type ModelChecksum, modelChecksums } from '../models/checksums.ts';
import { type LanguageDetector, loadLanguageDetector } from '../models/language-detector.ts';
import { loadLexicon } from '../models/lexicon.ts';
import type { Lexicon } from '../models/word-knowledge.ts';
import { loadScoreModels, type ScoreModels } from '../scales/score-candidate.ts';
import { loadSpeakerModels, type SpeakerModels } from '../speech/turns/speaker-models.ts';
import { loadVoiceActivity, type VoiceActivityModel } from '../speech/voice-activity.ts';
import { type ChosenModels, chooseModels, type EndpointListener } from './chosen-models.ts';

/** What finding and scoring a candidate needs; none of it processes audio. */
export interface ScoringModels {
  readonly lexicon: Lexicon;
  readonly detectLanguage: LanguageDetector;
  readonly scoreModels: ScoreModels;
  /** Of all models, also those of speech. */
  readonly checksums: readonly ModelChecksum[];
  /** The operator's choice of models. */
  readonly settings: ModelSettings;
  readonly chosenModels: ChosenModels;
}

/** Which models are loaded, and a listener to the state of endpoints. */
export interface ModelOptions {
  /** The shipped ones unless given. */
  readonly models?: ModelSettings | undefined;
  readonly onEndpoint?: EndpointListener | undefined;
}

/** The models that run in the process of the engine; those of the speech pool are loaded there. */
export interface LoadedModels extends ScoringModels {
  readonly voiceActivity: VoiceActivityModel;
  readonly speakers: SpeakerModels;
}

/** Loads all models of this process; about a second. */
export async function loadModels(options: ModelOptions = {}): Promise<LoadedModels> {
  const weights = options.models?.speakerWeights ?? null;
  const [voiceActivity, speakers, scoring] = await Promise.all([
    loadVoiceActivity(),
    weights === null ? loadSpeakerModels() : loadSpeakerModels(pathToFileURL(`${resolve(weights)}/`)),
    loadScoringModels(options),
  ]);
  return { voiceActivity, speakers, ...scoring };
}

/** Loads the models that need no audio. */
export async function loadScoringModels({
  models: settings = SHIPPED_MODELS,
  onEndpoint,
}: ModelOptions = {}): Promise<ScoringModels> {
  const [lexicon, detectLanguage, scoreModels, checksums] = await Promise.all([
    loadLexicon(),
    loadLanguageDetector(),
    loadScoreModels(settings.scoreWeights),
    modelChecksums(settings),
  ]);
  const chosenModels = chooseModels(settings, onEndpoint);
  return { lexicon, detectLanguage, scoreModels, checksums, settings, chosenModels };
}
