/** What the first visit of the console loads before anybody has signed in: the sign-in page with everything that it needs. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The most JavaScript of a first visit, gzipped, bytes: 250 kB less 15 kB for the headers of its answers. */
export const SCRIPTS_LIMIT_BYTES = 235_000;
/** The most of JavaScript, CSS and fonts together, bytes: 350 kB less 20 kB for headers, the page itself and the first requests to the API. */
export const ALL_LIMIT_BYTES = 330_000;

/** The modules that come with every first visit though they are imported on demand: the page, the texts of one language, the messages. */
const LOADED_ON_DEMAND = [
  'src/login/login-page.tsx',
  '../texts/src/en/console/index.ts',
  '../../node_modules/@mantine/notifications/esm/index.mjs',
];

/** The characters of the four languages of the console, whose part of a font is always needed. */
const LATIN_FONT = /-latin-(?!ext-)[^/]*\.woff2$/;

/** A file of the first visit. */
export interface LoadedFile {
  /** Relative to the folder of the built console. */
  readonly file: string;
  readonly kind: 'script' | 'style' | 'font';
  /** Gzipped, but for fonts, which are compressed by themselves. */
  readonly bytes: number;
}

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

/**
 * The scripts, styles and fonts of a first visit.
 * @param folder of the built console.
 * @throws Error if the build lacks one of the modules that a first visit needs.
 */
export async function firstVisit(folder: string): Promise<LoadedFile[]> {
  const chunks = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const files = new Set<string>();
  const entries = Object.keys(chunks).filter((name) => chunks[name]?.isEntry);
  for (const name of [...entries, ...LOADED_ON_DEMAND]) collect(name);
  return Promise.all([...files].sort().map((file) => measured(folder, file)));

  /** Adds a chunk, its static imports, and its styles and fonts. */
  function collect(name: string): void {
    const chunk = chunks[name];
    if (!chunk) throw new Error(`The build has no chunk of ${name}`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    for (const font of (chunk.assets ?? []).filter((asset) => LATIN_FONT.test(asset))) files.add(font);
    for (const imported of chunk.imports ?? []) collect(imported);
  }
}

/** The bytes of some files, or of those of one kind. */
export const bytesOf = (files: readonly LoadedFile[], kind?: LoadedFile['kind']): number =>
  files
    .filter((file) => kind === undefined || file.kind === kind)
    .reduce((total, { bytes }) => total + bytes, 0);

async function measured(folder: string, file: string): Promise<LoadedFile> {
  if (LATIN_FONT.test(file)) return { file, kind: 'font', bytes: (await stat(join(folder, file))).size };
  const { size } = await stat(join(folder, `${file}.gz`));
  return { file, kind: file.endsWith('.js') ? 'script' : 'style', bytes: size };
}
