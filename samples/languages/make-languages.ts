/** Makes the interviews in Spanish, French and German. Run, with `espeak-ng` installed: `npm run make:languages -w samples`, with codes for some of them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { compose } from '../compose.ts';
import { encodeFile } from '../encode.ts';
import { groundTruthJson } from '../ground-truth.ts';
import { LANGUAGE_SAMPLES, type SampleLanguage } from '../index.ts';
import { parseScript } from '../interview-script.ts';
import { addRoom } from '../room.ts';
import { SAMPLE_RATE, toWav } from '../wav.ts';
import { type EspeakVoice, speakWith } from './espeak.ts';

/** Small files, for they only have to be understood by who knows the words. */
const BITRATE = '9k';

const VOICES: Readonly<Record<SampleLanguage, Readonly<Record<'interviewer' | 'candidate', EspeakVoice>>>> = {
  es: {
    interviewer: { voice: 'es+m3', wordsPerMinute: 150, pitch: 30 },
    candidate: { voice: 'es+f2', wordsPerMinute: 132, pitch: 60 },
  },
  fr: {
    interviewer: { voice: 'fr+m3', wordsPerMinute: 138, pitch: 30 },
    candidate: { voice: 'fr+f2', wordsPerMinute: 120, pitch: 60 },
  },
  de: {
    interviewer: { voice: 'de+f2', wordsPerMinute: 150, pitch: 60 },
    candidate: { voice: 'de+m3', wordsPerMinute: 125, pitch: 35 },
  },
};

const asked = process.argv.slice(2);
for (const [language, { audio, json }] of Object.entries(LANGUAGE_SAMPLES)) {
  if (asked.length > 0 && !asked.includes(language)) continue;
  const script = parseScript(readFileSync(new URL(`./${language}-script.txt`, import.meta.url), 'utf8'));
  const { interviewer, candidate } = VOICES[language as SampleLanguage];
  const conversation = compose(script, {
    interviewer: { gain: 0.75, speak: (text, slower) => speakWith(text, interviewer, slower) },
    candidate: { gain: 1, speak: (text, slower) => speakWith(text, candidate, slower) },
  });
  addRoom(conversation.samples, 1);
  encodeFile(toWav(conversation.samples, SAMPLE_RATE), audio, BITRATE);
  writeFileSync(json, groundTruthJson(conversation, language));
  console.log(
    `${audio}: ${(conversation.samples.length / SAMPLE_RATE).toFixed(1)} s, ${conversation.words.length} words`,
  );
}
// FFmpeg's objects would keep the event loop alive.
process.exit(0);
