/**
 * Makes `fixtures/speech.*`, the same short speech in every kind of file that the engine reads, and `fixtures/call.*`, a call
 * with one person on each channel. Run: `npm run make -w samples`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compose } from './compose.ts';
import { encodeFile } from './encode.ts';
import { fliteSpeaker, speak } from './flite.ts';
import { FIXTURE_FORMATS, speechFixture, twoChannelCall } from './index.ts';
import { parseScript } from './interview-script.ts';
import { interleaved, SAMPLE_RATE, toWav } from './wav.ts';

const TEXT = 'I check the orders in the morning, and then I plan the routes for the trucks of the whole day.';

mkdirSync(new URL('./fixtures/', import.meta.url), { recursive: true });
const wav = toWav(speak(TEXT, 'rms', 1).samples, SAMPLE_RATE);
for (const format of FIXTURE_FORMATS) encodeFile(wav, speechFixture(format));
makeCall();

/** Each end hears its own speaker, and the other one from the loudspeaker, 22 dB quieter. */
function makeCall(): void {
  const CROSSTALK = 0.08;
  const script = parseScript(readFileSync(new URL('./call-script.txt', import.meta.url), 'utf8'));
  const end = (agent: number, caller: number) =>
    compose(script, {
      agent: fliteSpeaker('slt', 1, agent),
      caller: fliteSpeaker('rms', 1.05, caller),
    });
  const left = end(0.7, CROSSTALK);
  const right = end(CROSSTALK, 0.7);
  const bytes = toWav(interleaved(left.samples, right.samples), SAMPLE_RATE, 2);
  encodeFile(bytes, twoChannelCall.opus, '40k');
  encodeFile(bytes, twoChannelCall.mp3, '40k');
  const words = left.words.map((word) => `  ${JSON.stringify(word)}`).join(',\n');
  writeFileSync(twoChannelCall.json, `{ "candidate": "caller", "words": [\n${words}\n] }\n`);
}
