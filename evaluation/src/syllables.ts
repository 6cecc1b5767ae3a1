import { readFile } from 'node:fs/promises';
import { decodeFile, detectSyllables } from '@vivavoce/engine';
import { Command } from 'commander';
import { SYLLABLE_LANGUAGES, type SyllableLanguage, syllablesOf } from './syllable-count.ts';

interface Options {
  readonly audio: string;
  readonly truth: string;
  readonly json?: boolean;
}

/** What is known of a recording. */
interface Truth {
  readonly language: string;
  readonly turns: readonly {
    readonly speaker: string;
    readonly text: string;
    readonly startMs: number;
    readonly endMs: number;
  }[];
}

/** Syllables in the text, and those that were counted in the sound. */
interface Counts {
  readonly said: number;
  readonly heard: number;
}

/** `evaluate syllables`: how many syllables are counted in the sound, against those of the text. */
export function syllablesCommand(): Command {
  return new Command('syllables')
    .description(
      'Syllables counted in the sound alone, as in other languages than English, against those of the text',
    )
    .requiredOption('--audio <file>', 'a recording')
    .requiredOption(
      '--truth <file>',
      `JSON with "language" (${SYLLABLE_LANGUAGES.join(' or ')}) and "turns": speaker, text, startMs, endMs, as in samples/languages/de.json`,
    )
    .option('--json', 'print the figures as JSON')
    .action(async ({ audio, truth, json }: Options) => {
      const figures = await countSyllables(audio, JSON.parse(await readFile(truth, 'utf8')) as Truth);
      console.log(json ? JSON.stringify(figures, null, 2) : tableOf(figures));
    });
}

/**
 * Counts the syllables of each speaker.
 * @throws Error for a language without rules.
 */
async function countSyllables(audio: string, { language, turns }: Truth): Promise<Record<string, Counts>> {
  if (!isCounted(language)) throw new Error(`Syllables of ${language} cannot be counted in a text`);
  const recording = await decodeFile(audio);
  const counts = turns.map(({ speaker, text, ...span }) => ({
    speaker,
    said: text.split(/\s+/).reduce((sum, word) => sum + syllablesOf(word, language), 0),
    heard: detectSyllables(recording, span).nuclei.length,
  }));
  const sumOf = (some: readonly Counts[]): Counts => ({
    said: some.reduce((sum, { said }) => sum + said, 0),
    heard: some.reduce((sum, { heard }) => sum + heard, 0),
  });
  const speakers = [...Map.groupBy(counts, ({ speaker }) => speaker)].map(([name, own]) => [
    name,
    sumOf(own),
  ]);
  return { ...Object.fromEntries(speakers), all: sumOf(counts) };
}

const isCounted = (language: string): language is SyllableLanguage =>
  (SYLLABLE_LANGUAGES as readonly string[]).includes(language);

function tableOf(figures: Readonly<Record<string, Counts>>): string {
  const rows = Object.entries(figures).map(([name, { said, heard }]) => {
    const difference = said === 0 ? '-' : `${(100 * (heard / said - 1)).toFixed(1)} %`;
    return [name, String(said), String(heard), difference];
  });
  return [['syllables', 'said', 'heard', 'difference'], ...rows]
    .map(([name = '', ...cells]) => `${name.padEnd(14)}${cells.map((cell) => cell.padStart(11)).join('')}`)
    .join('\n');
}
