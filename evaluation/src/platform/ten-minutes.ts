import type { Transcript } from '@vivavoce/contract';

const SEGMENTS = 75;
const WORDS_EACH = 20;

/** What was said in an interview of ten minutes, to have a result as long as real ones are. */
export function tenMinutes(): Transcript {
  const segments = Array.from({ length: SEGMENTS }, (_, n) => {
    const startMs = n * 8000;
    const words = Array.from({ length: WORDS_EACH }, (_, w) => ({
      text: `word${(n * WORDS_EACH + w) % 397}`,
      startMs: startMs + w * 400,
      endMs: startMs + w * 400 + 350,
      confidence: 0.93,
    }));
    const text = words.map((word) => word.text).join(' ');
    const speaker = { speaker: `speaker_${n % 2}`, speakerLabel: `Speaker ${1 + (n % 2)}` };
    return { ...speaker, startMs, endMs: startMs + 7950, text, confidence: 0.93, words };
  });
  const candidates = segments.filter(({ speaker }) => speaker === 'speaker_1');
  const candidateText = candidates.map(({ text }) => text).join(' ');
  return { segments, speakers: [], candidateText, candidateSpeaker: 'speaker_1' };
}
