/** Makes the demonstration interview: `interview.opus`, `interview.rttm`, `interview.json`. Run: `npm run make -w samples`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { compose, type PlacedWord } from './compose.ts';
import { encodeFile } from './encode.ts';
import { fliteSpeaker } from './flite.ts';
import { groundTruthJson } from './ground-truth.ts';
import { sampleInterview } from './index.ts';
import { parseScript } from './interview-script.ts';
import { addRoom } from './room.ts';
import { SAMPLE_RATE, toWav } from './wav.ts';

const SPEAKERS = {
  interviewer: fliteSpeaker('slt', 1, 0.75),
  candidate: fliteSpeaker('rms', 1.08, 1),
};
/** A silence of a speaker of this length ends a line of the RTTM, ms, as is usual in its use for meetings. */
const RTTM_SILENCE_MS = 500;

/** One line of NIST's Rich Transcription Time Marked form for each stretch of a speaker; times in s. */
function rttm(words: readonly PlacedWord[]): string {
  const open = new Map<string, { startMs: number; endMs: number; speaker: string }>();
  const stretches: { startMs: number; endMs: number; speaker: string }[] = [];
  for (const { speaker, startMs, endMs } of words) {
    const current = open.get(speaker);
    if (current && startMs - current.endMs < RTTM_SILENCE_MS) {
      current.endMs = endMs;
    } else {
      const stretch = { startMs, endMs, speaker };
      open.set(speaker, stretch);
      stretches.push(stretch);
    }
  }
  return stretches
    .map(
      ({ startMs, endMs, speaker }) =>
        `SPEAKER interview 1 ${(startMs / 1000).toFixed(3)} ${((endMs - startMs) / 1000).toFixed(3)} <NA> <NA> ${speaker} <NA> <NA>\n`,
    )
    .join('');
}

const script = parseScript(readFileSync(new URL('./interview-script.txt', import.meta.url), 'utf8'));
const conversation = compose(script, SPEAKERS);
addRoom(conversation.samples, 1);
encodeFile(toWav(conversation.samples, SAMPLE_RATE), sampleInterview.audio);
writeFileSync(sampleInterview.rttm, rttm(conversation.words));
writeFileSync(sampleInterview.json, groundTruthJson(conversation));
console.log(
  `${sampleInterview.audio}: ${(conversation.samples.length / SAMPLE_RATE).toFixed(1)} s, ${conversation.words.length} words`,
);
// FFmpeg's objects would keep the event loop alive.
process.exit(0);
