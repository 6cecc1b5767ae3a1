import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { PlacedTurn, PlacedWord } from '../compose.ts';
import { LANGUAGE_SAMPLES } from '../index.ts';
import { parseScript } from '../interview-script.ts';

/** Largest recording that is kept in the repository, bytes. */
const MAX_BYTES = 250_000;

describe('the interviews in other languages', () => {
  for (const [language, { audio, json }] of Object.entries(LANGUAGE_SAMPLES)) {
    it(`have the truth of the script, three minutes and more, in ${language}`, () => {
      const script = parseScript(readFileSync(new URL(`./${language}-script.txt`, import.meta.url), 'utf8'));
      const truth = JSON.parse(readFileSync(json, 'utf8')) as {
        readonly language: string;
        readonly durationMs: number;
        readonly turns: readonly PlacedTurn[];
        readonly words: readonly PlacedWord[];
      };
      assert.equal(truth.language, language);
      assert.ok(truth.durationMs >= 180_000 && statSync(audio).size <= MAX_BYTES);
      const said = script.map(({ speaker, phrases }) => [speaker, phrases.map(({ text }) => text).join(' ')]);
      assert.deepEqual(
        truth.turns.map(({ speaker, text }) => [speaker, text]),
        said,
      );
      assert.equal(truth.words.map(({ text }) => text).join(' '), said.map(([, text]) => text).join(' '));
      for (const [at, { startMs, endMs }] of truth.words.entries()) {
        assert.ok(endMs > startMs && startMs >= (truth.words[at - 1]?.startMs ?? 0));
      }
    });
  }
});
