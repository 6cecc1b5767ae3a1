/**
 * Recognises the speakers of the corpus of whom the decoder's adapter learned nothing (`training/recogniser`), and writes of each word
 * what the decoder made of it and whether it was said, for `train.py`: `words.jsonl` (speaker, age, text, the features of
 * `spelledWords`, right).
 *
 *     npx node training/confidence/extract.ts
 */
import { createWriteStream, mkdirSync } from 'node:fs';
import { markCorrectWords } from '../../evaluation/src/confidence-calibration.ts';
import { loadEncoder } from '../../packages/engine/src/speech/encoder.ts';
import { loadShippedDecoders } from '../../packages/engine/src/speech/words/decoder.ts';
import { decodeInTwoPasses } from '../../packages/engine/src/speech/words/two-passes.ts';
import { spelledWords } from '../../packages/engine/src/speech/words/word-confidence.ts';
import {
  adapterSpeakers,
  CACHE_FOLDER,
  MAX_TOKENS,
  speechoceanLabels,
  speechoceanLong,
} from '../scores/corpora.ts';

const folder = `${CACHE_FOLDER}confidence/`;
mkdirSync(folder, { recursive: true });
const labels = await speechoceanLabels();
const { leftOut } = adapterSpeakers();
const output = createWriteStream(`${folder}words.jsonl`);
const [encoder, decoders] = [await loadEncoder(), await loadShippedDecoders()];
for (const { id, speaker, read } of speechoceanLong()) {
  if (!leftOut.includes(speaker)) continue;
  const utterances = id.split('+').flatMap((one) => labels.get(one) ?? []);
  const said = utterances.map((one) => one.text).join(' ');
  const { blocks } = await encoder.encode(read());
  const states = blocks.at(-1) as Float32Array;
  const [speech] = await decodeInTwoPasses([{ states, maxTokens: MAX_TOKENS }], decoders);
  for (const { word, right } of markCorrectWords(said, spelledWords(speech?.tokens ?? []))) {
    output.write(`${JSON.stringify({ speaker, age: utterances[0]?.age, ...word, right })}\n`);
  }
}
await new Promise<void>((resolve) => output.end(resolve));
