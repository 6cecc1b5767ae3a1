/**
 * Computes the engine's delivery features of everything that `extract-speech.ts` heard. Writes
 * `cache/delivery-CORPUS-CONDITION.jsonl`, a row for each piece: `{id, features}`.
 *
 *     npx node training/scores/extract-delivery.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deliveryFeatures } from '../../packages/engine/src/scales/delivery-features.ts';
import type { Phone, Word } from '../../packages/engine/src/speech/timeline.ts';
import { CACHE_FOLDER } from './corpora.ts';

type StoredPhone = [
  symbol: string,
  stress: Phone['stress'],
  startMs: number,
  endMs: number,
  goodness: number | null,
];
type StoredWord = [text: string, confidence: number, startMs: number, endMs: number, phones: StoredPhone[]];

for (const file of readdirSync(CACHE_FOLDER).filter((name) => /^heard-.*\.jsonl$/.test(name))) {
  const rows = readFileSync(`${CACHE_FOLDER}${file}`, 'utf8').trimEnd().split('\n');
  const features = rows.map((row) => {
    const { id, durationMs, words } = JSON.parse(row);
    const piece = { startMs: 0, endMs: durationMs, words: (words as StoredWord[]).map(wordOf) };
    return JSON.stringify({ id, features: deliveryFeatures(piece) });
  });
  writeFileSync(`${CACHE_FOLDER}${file.replace('heard-', 'delivery-')}`, `${features.join('\n')}\n`);
}

function wordOf([text, confidence, startMs, endMs, phones]: StoredWord): Word {
  return {
    text,
    confidence,
    startMs,
    endMs,
    kind: 'word',
    phones: phones.map(([symbol, stress, fromMs, toMs, goodness]) => ({
      symbol,
      stress,
      startMs: fromMs,
      endMs: toMs,
      goodness,
    })),
  };
}
