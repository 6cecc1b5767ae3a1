import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { MOONSHINE_DECODER, modelPath, moonshineFiles } from '../../models/model-files.ts';
import { loadEncoderOutput } from '../encoder.ts';
import { loadDecoder } from './decoder.ts';
import { say } from './synthetic-voice.fixture.ts';

/** Fewer than the sentence has. */
const TOKENS = 8;

test('the smaller decoder is read as well, and what is no decoder is refused by name', async () => {
  const tiny = moonshineFiles(join(dirname(modelPath(MOONSHINE_DECODER)), '../../tiny/quantized'));
  const sound = await say('slt', 'I have worked in a small software company.');
  const states = await (await loadEncoderOutput(tiny.encoder))(sound);
  const decoder = await loadDecoder(tiny.decoder);
  const [speech] = await decoder.decode([{ states, maxTokens: 60 }]);
  const { tokens, cut } = speech!;
  assert.equal(cut, null);
  assert.ok(tokens.length >= TOKENS, `${tokens.length} tokens`);
  await assert.rejects(loadDecoder(tiny.encoder), /encoder_model\.onnx cannot be used: .*no merged decoder/);
});
