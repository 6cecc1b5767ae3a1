/** `npm run bundle-size`: what the first visit of the console loads, compressed. Fails above the limits. */
import { ensureConsoleBuilt } from './built-console.ts';
import { ALL_LIMIT_BYTES, bytesOf, firstVisit, SCRIPTS_LIMIT_BYTES } from './first-visit.ts';

const files = await firstVisit(await ensureConsoleBuilt());
const line = (bytes: number, text: string) => process.stdout.write(`${String(bytes).padStart(8)}  ${text}\n`);
for (const { file, bytes } of files) line(bytes, file);
const scripts = bytesOf(files, 'script');
const all = bytesOf(files);
line(scripts, `JavaScript, gzipped, of ${SCRIPTS_LIMIT_BYTES} allowed`);
line(bytesOf(files, 'style'), 'CSS, gzipped');
line(bytesOf(files, 'font'), 'fonts');
line(all, `in all, of ${ALL_LIMIT_BYTES} allowed`);
if (scripts > SCRIPTS_LIMIT_BYTES || all > ALL_LIMIT_BYTES) process.exitCode = 1;
