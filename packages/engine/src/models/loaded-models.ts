import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ModelSettings, OWN_MODELS } from '../endpoints/settings.ts';
import type { LanguageDetector } from '../measures/language.ts';
import type { Lexicon } from '../measures/lexicon.ts';
import { loadScoreModels, type ScoreModels } from '../scales/score-candidate.ts';
import { loadVoiceActivity, type VoiceActivityModel } from '../speech/regions.ts';
import { loadSpeakerModels, type SpeakerModels } from '../speech/turns/speaker-models.ts';
import { type ModelChecksum, modelChecksums } from './checksums.ts';
import { loadLanguageDetector } from './language-detector.ts';
import { loadLexicon } from './lexicon.ts';
import { chooseStages, type EndpointListener, type Stages } from './stages.ts';

/** What finding and scoring a candidate needs: no sound is touched with it. */
export interface JudgingModels {
  readonly lexicon: Lexicon;
  readonly detectLanguage: LanguageDetector;
  readonly scores: ScoreModels;
  /** All models, also those that listen. */
  readonly checksums: readonly ModelChecksum[];
  /** What the operator chose in their place. */
  readonly settings: ModelSettings;
  readonly stages: Stages;
}

/** Which models are loaded, and who is told of endpoints. */
export interface ModelOptions {
  /** Those that ship, unless given. */
  readonly models?: ModelSettings | undefined;
  readonly onEndpoint?: EndpointListener | undefined;
}

/** The models that run in the process of the engine; those of the speech pool are loaded there. */
export interface LoadedModels extends JudgingModels {
  readonly voiceActivity: VoiceActivityModel;
  readonly speakers: SpeakerModels;
}

/** Loads what is needed between the pieces of speech; about a second. */
export async function loadModels(options: ModelOptions = {}): Promise<LoadedModels> {
  const weights = options.models?.speakerWeights ?? null;
  const [voiceActivity, speakers, judging] = await Promise.all([
    loadVoiceActivity(),
    weights === null ? loadSpeakerModels() : loadSpeakerModels(pathToFileURL(`${resolve(weights)}/`)),
    loadJudgingModels(options),
  ]);
  return { voiceActivity, speakers, ...judging };
}

/** Loads what goes on without the sound. */
export async function loadJudgingModels({
  models: settings = OWN_MODELS,
  onEndpoint,
}: ModelOptions = {}): Promise<JudgingModels> {
  const [lexicon, scores, checksums] = await Promise.all([
    loadLexicon(),
    loadScoreModels(),
    modelChecksums(settings),
  ]);
  const stages = chooseStages(settings, onEndpoint);
  return { lexicon, detectLanguage: loadLanguageDetector(), scores, checksums, settings, stages };
}
