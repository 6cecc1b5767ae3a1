import type { ReportLanguage, Transcript, TranscriptSegment } from '@vivavoce/contract';
import { formatClock } from './format-time.ts';
import { speakerNames } from './speaker-names.ts';

/** What one speaker says before another begins: its segments together. */
function paragraphs(segments: readonly TranscriptSegment[]): TranscriptSegment[][] {
  const found: TranscriptSegment[][] = [];
  for (const segment of segments) {
    const last = found.at(-1);
    if (last?.[0]?.speaker === segment.speaker) last.push(segment);
    else found.push([segment]);
  }
  return found;
}

/** A transcript to be read: a paragraph each time the speaker changes, with its time and name. Ends in a newline. */
export function plainText(transcript: Transcript, language?: ReportLanguage): string {
  const names = speakerNames(transcript, language);
  const blocks = paragraphs(transcript.segments).map((segments) => {
    const [first] = segments as [TranscriptSegment];
    const text = segments.map((segment) => segment.text).join(' ');
    return `[${formatClock(first.startMs)}] ${names.get(first.speaker)}\n${text}\n`;
  });
  return blocks.join('\n');
}
