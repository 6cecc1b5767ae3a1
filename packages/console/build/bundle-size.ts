/** `npm run bundle-size`: compressed JavaScript and CSS of the first load. Fails above the limit. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureConsoleBuilt } from './built-console.ts';

/** The most JavaScript of a first load, gzipped, in bytes. */
const LIMIT_BYTES = 250_000;

/** The texts of the console in English, by their source. */
const TEXTS = '../texts/src/en/console/index.ts';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const folder = await ensureConsoleBuilt();
const chunks = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
const first = new Set<string>();
for (const [name, { isEntry }] of Object.entries(chunks)) if (isEntry) collect(name);
// The texts of one language come with every first load, though they are imported on demand.
collect(TEXTS);

let scripts = 0;
let styles = 0;
for (const file of [...first].sort()) {
  const { size } = await stat(join(folder, `${file}.gz`));
  if (file.endsWith('.js')) scripts += size;
  else styles += size;
  process.stdout.write(`${String(size).padStart(8)}  ${file}\n`);
}
process.stdout.write(`${String(scripts).padStart(8)}  JavaScript, gzipped, of ${LIMIT_BYTES} allowed\n`);
process.stdout.write(`${String(styles).padStart(8)}  CSS, gzipped\n`);
if (scripts > LIMIT_BYTES) process.exitCode = 1;

/** Adds a chunk and its static imports. */
function collect(name: string): void {
  const chunk = chunks[name];
  if (!chunk) throw new Error(`The build has no chunk of ${name}`);
  if (first.has(chunk.file)) return;
  first.add(chunk.file);
  for (const style of chunk.css ?? []) first.add(style);
  for (const imported of chunk.imports ?? []) collect(imported);
}
