import type { ReportLanguage, Transcript } from '@vivavoce/contract';
import { type Cue, cuesOf } from './cues.ts';
import { formatTimecode } from './format-time.ts';
import { speakerNames } from './speaker-names.ts';

/** SubRip has no escapes: what would be read as a tag or an arrow is told by other signs. */
const plain = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Two cues that show the same must not be taken for one: an empty line ends each. */
const joined = (blocks: readonly string[]): string => blocks.map((block) => `${block}\n`).join('\n');

/** A transcript in SubRip (.srt): the speaker is named where another had the word before. */
export function subRip(transcript: Transcript, language?: ReportLanguage): string {
  const names = speakerNames(transcript, language);
  const text = ({ speaker, lines, isNewTurn }: Cue): string =>
    [...(isNewTurn ? [`${names.get(speaker)}:`] : []), ...lines].map(plain).join('\n');
  const blocks = cuesOf(transcript).map(
    (cue, at) =>
      `${at + 1}\n${formatTimecode(cue.startMs, ',')} --> ${formatTimecode(cue.endMs, ',')}\n${text(cue)}`,
  );
  return joined(blocks);
}

/** A transcript in WebVTT (.vtt, W3C): the voice of each cue is named. */
export function webVtt(transcript: Transcript, language?: ReportLanguage): string {
  const names = speakerNames(transcript, language);
  const blocks = cuesOf(transcript).map(
    ({ speaker, startMs, endMs, lines }) =>
      `${formatTimecode(startMs, '.')} --> ${formatTimecode(endMs, '.')}\n<v ${escaped(names.get(speaker) ?? speaker)}>${lines.map(escaped).join('\n')}`,
  );
  return joined(['WEBVTT', ...blocks]);
}
