/** Makes `fixtures/speech.*`: the same short speech in every kind of file that the engine reads. Run: `npm run make -w samples`. */
import { mkdirSync } from 'node:fs';
import { encodeFile } from './encode.ts';
import { speak } from './flite.ts';
import { FIXTURE_FORMATS, speechFixture } from './index.ts';
import { SAMPLE_RATE, toWav } from './wav.ts';

const TEXT = 'I check the orders in the morning, and then I plan the routes for the trucks of the whole day.';

mkdirSync(new URL('./fixtures/', import.meta.url), { recursive: true });
const wav = toWav(speak(TEXT, 'rms', 1).samples, SAMPLE_RATE);
for (const format of FIXTURE_FORMATS) encodeFile(wav, speechFixture(format));
// FFmpeg's objects would keep the event loop alive.
process.exit(0);
