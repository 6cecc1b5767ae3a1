import { exampleOf, finishedPollSchema, type TranscriptSegment } from '@vivavoce/contract';
import type { ScoredRun } from '../report/scored-run.ts';

const WORD_MS = 500;

/** A run that said these sentences, each a segment that starts ten seconds after the one before; a word takes half a second. */
export function exampleRun(...sentences: readonly string[]): ScoredRun {
  const run = exampleOf(finishedPollSchema) as ScoredRun;
  const [speaker] = run.transcript.speakers;
  const segments = sentences.map((sentence, at): TranscriptSegment => {
    const startMs = at * 10_000;
    const words = sentence.split(' ').map((text, place) => ({
      text,
      startMs: startMs + place * WORD_MS,
      endMs: startMs + (place + 1) * WORD_MS,
      confidence: 0.9,
    }));
    return {
      ...exampleOf(finishedPollSchema.shape.transcript.shape.segments.element),
      speaker: speaker?.speaker ?? 'speaker_0',
      speakerLabel: 'Candidate',
      startMs,
      endMs: startMs + words.length * WORD_MS,
      text: sentence,
      words,
    };
  });
  return { ...run, id: 'run-1', transcript: { ...run.transcript, segments } };
}
