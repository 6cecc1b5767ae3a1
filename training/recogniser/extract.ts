/**
 * What the decoder reads and writes of each piece of speech, for `train.py`: in `training/cache/recogniser` the encoder's states
 * (`NAME.f32`, frames x 416 of 32-bit floats, one piece after another) and a line a piece (`NAME.jsonl`: id, speaker, age, frames,
 * said, the tokens that the decoder wrote, and those of what was said), and the decoder's weights.
 *
 *     npx node training/recogniser/extract.ts
 */
import { closeSync, createWriteStream, mkdirSync, openSync, writeSync } from 'node:fs';
import tokenizer from 'llama-tokenizer-js';
import { MOONSHINE_DECODER, modelPath } from '../../packages/engine/src/models/model-files.ts';
import { loadEncoder } from '../../packages/engine/src/speech/encoder.ts';
import { loadDecoder } from '../../packages/engine/src/speech/words/decoder.ts';
import { CACHE_FOLDER, librispeech, MAX_TOKENS, speechocean, speechoceanLabels } from '../scores/corpora.ts';
import { targetText } from './target-text.ts';

const folder = `${CACHE_FOLDER}recogniser/`;
const SETS = { learners: speechocean, readers: librispeech };

mkdirSync(folder, { recursive: true });
const labels = await speechoceanLabels();
const [encoder, decoder] = [await loadEncoder(), await loadDecoder(modelPath(MOONSHINE_DECODER))];
for (const [name, pieces] of Object.entries(SETS)) {
  const states = openSync(`${folder}${name}.f32`, 'w');
  const lines = createWriteStream(`${folder}${name}.jsonl`);
  for (const { id, speaker, read } of pieces()) {
    const label = labels.get(id);
    const said = label?.text ?? '';
    const { frames, blocks } = await encoder.encode(read());
    const output = blocks.at(-1) as Float32Array;
    const [speech] = await decoder.decode([{ states: output, maxTokens: MAX_TOKENS }]);
    const written = (speech?.tokens ?? []).map((token) => token.id);
    const transcript = tokenizer.decode(written, false, false);
    const target = said === '' ? null : targetText(said, transcript);
    writeSync(states, new Uint8Array(output.buffer, output.byteOffset, output.byteLength));
    lines.write(
      `${JSON.stringify({
        id,
        speaker,
        age: label?.age ?? null,
        frames,
        said,
        transcript,
        cut: speech?.cut ?? null,
        written,
        target,
        tokens: target === null ? null : tokenizer.encode(target, false, true),
      })}\n`,
    );
  }
  closeSync(states);
  await new Promise<void>((resolve) => lines.end(resolve));
}
