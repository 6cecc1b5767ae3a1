import { measureOtherLanguage } from '../measures/other-language.ts';
import { modelsForLanguage, type OtherLanguageModels } from '../model-selection/chosen-models.ts';
import { scoreByRubric } from '../rubric/score-by-rubric.ts';
import { alignTranscribed, transcribeTracks } from '../speech/words/transcribe-turns.ts';
import { requireEnoughSpeech } from './enough-speech.ts';
import type { Mode, ScoringContext } from './mode.ts';

/** Languages other than English: an endpoint transcribes, a language model rates by a rubric. */
export const rubricMode: Mode = {
  scoringMethod: 'gpt_multilingual',
  isScored: true,

  requireModels(context) {
    endpointModels(context);
  },

  async transcribe(tracks, context) {
    const { pool, request, stage, partialTranscript, signal } = context;
    const { transcriber } = endpointModels(context);
    const { pieces, language } = await stage('words', (report) =>
      transcribeTracks(tracks, transcriber, report, { onPiece: partialTranscript.begin(), signal }),
    );
    // Pieces of up to 25 s with their words, some with times in ms; the language that the transcriber detected.

    const segments = await stage('alignment', (report) =>
      alignTranscribed({ pieces, language: language ?? request.language }, pool, report, signal),
    );
    // Segments in order of time: words with times in ms, phonation and syllable nuclei; no phones, no expert scores.
    return { segments, transcription: { model: transcriber.model, language } };
  },

  measure({ segments, turns, parts, transcription }, { speaker }, { models, request }) {
    const evidence = { requested: request.language, detected: transcription?.language ?? null };
    return measureOtherLanguage({ segments, turns, parts, candidate: speaker }, evidence, models);
  },

  score(measured, context, report) {
    requireEnoughSpeech(measured);
    const { rater } = endpointModels(context);
    const speech = { measures: measured.measures, language: context.request.language };
    return scoreByRubric(speech, rater, report, context.signal);
  },
};

function endpointModels({ models, request }: ScoringContext): OtherLanguageModels {
  return modelsForLanguage(request.language, models.chosenModels, models.settings);
}
