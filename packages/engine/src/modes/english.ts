import { measureCandidate } from '../measures/measure-candidate.ts';
import { calibrateScores } from '../scales/calibration.ts';
import { predictExpertScores } from '../scales/expert-scores.ts';
import { scoreCandidate } from '../scales/score-candidate.ts';
import { alignTracks, recogniseTracks } from '../speech/tracks.ts';
import { recogniseFirstWords } from '../speech/words/first-words.ts';
import { requireEnoughSpeech } from './enough-speech.ts';
import type { MeasuredCandidate, Mode, ScoringContext } from './mode.ts';

/** English: the shipped models transcribe, align phones and predict expert ratings. */
export const englishMode: Mode = {
  scoringMethod: 'ml_hybrid',
  isScored: true,

  requireModels() {
    // They ship with the engine.
  },

  async tellFirstWords(recording, { models, pool, partialTranscript, signal }) {
    if (models.chosenModels.englishTranscriber !== null) return;
    await recogniseFirstWords(recording, {
      voiceActivity: models.voiceActivity,
      pool,
      onPiece: partialTranscript.onFirstWords,
      signal,
    });
  },

  async transcribe(tracks, { models, pool, stage, partialTranscript, signal }) {
    const { englishTranscriber: transcriber } = models.chosenModels;
    const recognised = await stage('words', (onProgress) =>
      recogniseTracks(tracks, pool, { onProgress, onPiece: partialTranscript.begin(), signal, transcriber }),
    );
    // Pieces of up to 25 s: words without times, phone posteriors (frames of 24 ms), statistics of the encoder states.

    const segments = await stage('alignment', async (report) =>
      predictExpertScores(await alignTracks(recognised, report, signal), models.scoreModels.speech),
    );
    // Segments in order of time: words and phones with times in ms, expert scores 0 to 10 in place of the states.
    return { segments, ...(transcriber && { transcription: { model: transcriber.model, language: null } }) };
  },

  measure({ segments, turns, parts, pitchRanges }, { speaker }, { models }) {
    const pitchRange = pitchRanges.find((range) => range.speaker === speaker)?.semitones ?? null;
    return measureCandidate({ segments, turns, parts, candidate: speaker }, pitchRange, models);
  },

  score(measured, { models, request }) {
    requireEnoughSpeech(measured);
    return scoreMeasured(measured, { models, request });
  },

  scoreAnswer: (measured, context) => scoreMeasured(measured, context).scores,
};

function scoreMeasured(
  { storedAnalysis, candidate, measures }: MeasuredCandidate,
  { models, request }: Pick<ScoringContext, 'models' | 'request'>,
) {
  const segments = storedAnalysis.segments.filter(({ speaker }) => speaker === candidate.speaker);
  const { lexicon, scoreModels } = models;
  const scored = scoreCandidate(
    { ...measures, segments, lexicon, accentWeight: request.accentWeight },
    scoreModels,
  );
  return calibrateScores(scored, request, [...storedAnalysis.models, ...models.checksums]);
}
