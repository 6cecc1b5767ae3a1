import type { Transcript, TranscriptSegment } from '@vivavoce/contract';

/** A segment whose words follow each other at 100 ms a letter from a time in ms, with pauses in ms where a number stands. */
export function segmentOf(speaker: number, startMs: number, ...said: (string | number)[]): TranscriptSegment {
  let at = startMs;
  const words = said.flatMap((part) => {
    if (typeof part === 'number') {
      at += part;
      return [];
    }
    return part.split(' ').map((text) => {
      const word = { text, startMs: at, endMs: at + 100 * text.length, confidence: 1 };
      at = word.endMs;
      return word;
    });
  });
  return {
    speaker: `speaker_${speaker}`,
    speakerLabel: `Speaker ${speaker + 1}`,
    startMs,
    endMs: at,
    text: words.map(({ text }) => text).join(' '),
    confidence: 1,
    words,
  };
}

/** A transcript of segments: speaker 0 asks, speaker 1 is the candidate, others are present. */
export function transcriptOf(segments: readonly TranscriptSegment[]): Transcript {
  const roles = ['interviewer', 'candidate'] as const;
  const speakers = [...new Set(segments.map(({ speaker }) => speaker))].sort();
  return {
    segments: [...segments],
    speakers: speakers.map((speaker) => {
      const own = segments.filter((segment) => segment.speaker === speaker);
      return {
        speaker,
        speakerLabel: own[0]?.speakerLabel ?? speaker,
        role: roles[Number(speaker.slice(8))] ?? 'other',
        speakingTimeMs: own.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
        wordCount: own.reduce((sum, { words }) => sum + words.length, 0),
        segmentCount: own.length,
      };
    }),
    candidateText: '',
    candidateSpeaker: 'speaker_1',
  };
}
