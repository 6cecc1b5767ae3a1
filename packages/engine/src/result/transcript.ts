import type { Transcript, TranscriptSegment, TranscriptSpeaker } from '@vivavoce/contract';
import type { Candidate } from '../candidate/candidate.ts';
import { totalLengthMs } from '../speech/spans.ts';
import type { Segment, Turn } from '../speech/timeline.ts';

/** The name of a speaker on the wire: speaker 0 is `speaker_0`. */
export function speakerId(speaker: number): string {
  return `speaker_${speaker}`;
}

/** The number of a speaker named on the wire. */
export function speakerNumber(id: string): number {
  return Number(id.replace(/^speaker_/, ''));
}

/**
 * Everything that was said, for people and programs; segments in order of time. What speakers are called is written later.
 * @param isUnreliable the words are mostly invented, as an English recogniser does with other languages: it says who spoke when, and
 *   no word.
 */
export function transcriptOf(
  allSegments: readonly Segment[],
  turns: readonly Turn[],
  candidate: Candidate,
  isUnreliable = false,
): Transcript {
  const segments = isUnreliable ? allSegments.map((segment) => ({ ...segment, words: [] })) : allSegments;
  const ordered = segments.toSorted((a, b) => a.startMs - b.startMs).map(transcriptSegment);
  const id = speakerId(candidate.speaker);
  return {
    segments: ordered,
    speakers: candidate.speakers.map(({ speaker, role }) => ({
      speaker: speakerId(speaker),
      speakerLabel: '',
      role,
      ...amountsOf(speaker, segments, turns),
    })),
    candidateText: ordered
      .filter((segment) => segment.speaker === id)
      .map((segment) => segment.text)
      .join(' '),
    candidateSpeaker: id,
  };
}

/** How many words a speaker says; filled pauses are no words. */
export function wordCountOf(speaker: number, segments: readonly Segment[]): number {
  return segments
    .filter((segment) => segment.speaker === speaker)
    .flatMap((segment) => segment.words)
    .filter((word) => word.kind === 'word').length;
}

function transcriptSegment({ speaker, startMs, endMs, words }: Segment): TranscriptSegment {
  const sum = words.reduce((total, word) => total + word.confidence, 0);
  return {
    speaker: speakerId(speaker),
    speakerLabel: '',
    startMs: words[0]?.startMs ?? startMs,
    endMs: words.at(-1)?.endMs ?? endMs,
    text: words.map((word) => word.text).join(' '),
    confidence: rounded(words.length === 0 ? 0 : sum / words.length),
    words: words.map((word) => ({
      text: word.text,
      startMs: word.startMs,
      endMs: word.endMs,
      confidence: rounded(word.confidence),
      ...(word.timing && { timing: word.timing }),
    })),
  };
}

/** How much a speaker says. */
function amountsOf(
  speaker: number,
  segments: readonly Segment[],
  turns: readonly Turn[],
): Pick<TranscriptSpeaker, 'speakingTimeMs' | 'wordCount' | 'segmentCount'> {
  const own = turns.filter((turn) => turn.speaker === speaker);
  return {
    speakingTimeMs: totalLengthMs(own),
    wordCount: wordCountOf(speaker, segments),
    segmentCount: segments.filter((segment) => segment.speaker === speaker).length,
  };
}

/** Three decimals tell confidences apart. */
function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}
