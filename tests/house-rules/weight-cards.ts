/** Whether learned weights say how they were made: each file is named by a card beside it, and a card is complete. */
import { basename, extname } from 'node:path';
import type { SourceText } from './source-rules.ts';

/** What a card says, by the words that show it. */
const REQUIRED_CONTENT: Readonly<Record<string, RegExp>> = {
  data: /\bdata\b/i,
  licence: /licen[cs]|\bfree for\b|\bCC BY\b/i,
  split: /\bsplit|held[ -]out|\bfolds?\b/i,
  seed: /\bseeds?\b/i,
  date: /\b20\d\d-\d\d-\d\d\b/,
  command: /\btraining\//,
  figures: /\d\.\d/,
};

/** What is missing beside the files of a folder of weights; the text counts of cards (`*.md`) only. */
export function cardViolations(files: readonly SourceText[]): string[] {
  const cards = files.filter(({ path }) => path.endsWith('.md'));
  const bare = files
    .filter((file) => !cards.includes(file))
    .filter(({ path }) => !cards.some((card) => describes(card, basename(path))))
    .map(({ path }) => `${path}: no card describes it`);
  const incomplete = cards.flatMap(({ path, text }) =>
    Object.entries(REQUIRED_CONTENT)
      .filter(([, words]) => !words.test(text))
      .map(([what]) => `${path}: the card does not say ${what}`),
  );
  return [...bare, ...incomplete];
}

/** A card describes the file of its own name, and those that it names. */
function describes(card: SourceText, file: string): boolean {
  return basename(card.path, '.md') === basename(file, extname(file)) || card.text.includes(file);
}
