/**
 * Looks words up in the CMU Pronouncing Dictionary. Its package is one object of 135,000 entries, which takes half a second and
 * 45 MB to build in each process; its file has an entry to a line, in order, and is searched as it lies.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './model-files.ts';

/** Before a word, between it and its sounds, and after them. */
const [BEFORE, BETWEEN, AFTER] = ['\n  "', '": "', '"'];

/** How far from its place an entry can be, characters. */
const NEAR = 500;

let entries: string | undefined;

/**
 * One of the ways to say a word, as ARPAbet with stress digits.
 * @param word in lower case
 * @param variant 1 for the first way, 2 for the second, ...
 * @returns undefined when the dictionary has no such entry.
 */
export function dictionaryEntry(word: string, variant = 1): string | undefined {
  entries ??= readFileSync(join(packageFolder('cmu-pronouncing-dictionary'), 'index.js'), 'latin1');
  const key = { word, variant };
  let [from, to] = [entries.indexOf(BEFORE), entries.length];
  while (from < to) {
    const at = Math.max(from, entries.lastIndexOf(BEFORE, (from + to) >> 1));
    const end = entries.indexOf(BETWEEN, at);
    const order = end < 0 ? -1 : compare(key, keyOf(entries.slice(at + BEFORE.length, end)));
    if (order === 0) {
      const start = end + BETWEEN.length;
      return entries.slice(start, entries.indexOf(AFTER, start));
    }
    const next = entries.indexOf(BEFORE, at + 1);
    if (order < 0) to = at;
    else from = next < 0 ? to : next;
  }
  return entryNear(entries, from, variant === 1 ? word : `${word}(${variant})`);
}

/** A few entries stand some lines from where they belong. */
function entryNear(text: string, place: number, written: string): string | undefined {
  const from = Math.max(0, place - NEAR);
  const line = BEFORE + written + BETWEEN;
  const at = text.slice(from, place + NEAR).indexOf(line);
  if (at < 0) return undefined;
  const start = from + at + line.length;
  return text.slice(start, text.indexOf(AFTER, start));
}

interface Key {
  readonly word: string;
  readonly variant: number;
}

/** Of an entry such as `read` or `read(2)`. */
function keyOf(written: string): Key {
  const [, word = written, variant = '1'] = /^(.+)\((\d+)\)$/.exec(written) ?? [];
  return { word, variant: Number(variant) };
}

/** The order of the file: by the words' characters, then by the variants. */
function compare(first: Key, second: Key): number {
  if (first.word !== second.word) return first.word < second.word ? -1 : 1;
  return first.variant - second.variant;
}
