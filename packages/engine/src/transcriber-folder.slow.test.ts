import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readModelSettings, SHIPPED_MODELS } from './endpoints/settings.ts';
import { createEngine } from './engine.ts';
import { wavOf } from './media/wav.ts';
import { MOONSHINE_ENCODER, modelPath, moonshineFiles, packageFolder } from './models/model-files.ts';
import { loadEncoder } from './speech/encoder.ts';
import { loadDecoder } from './speech/words/decoder.ts';
import {
  loadRecognitionModels,
  type RecognisedSpeech,
  type RecognitionModels,
  recognise,
} from './speech/words/recogniser.ts';
import { say } from './speech/words/synthetic-voice.fixture.ts';

const SENTENCE = 'I have worked in a small software company and the people were very friendly.';

/** The smaller model that the same package brings, as an operator's folder: other layers, other widths. */
let folder: string;
let speech: Float32Array;
before(async () => {
  const tiny = join(packageFolder(MOONSHINE_ENCODER.package), 'dist/model/tiny/quantized');
  folder = join(await mkdtemp(join(tmpdir(), 'vivavoce-transcriber-')), 'moonshine-tiny');
  await symlink(tiny, folder);
  speech = await say('slt', SENTENCE);
});
after(() => rm(join(folder, '..'), { recursive: true }));

const sha256Of = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

describe('a transcriber in a folder of the operator', () => {
  it('writes the words down, and the sounds are heard by the model that ships', async () => {
    const encoder = await loadEncoder();
    const recogniseBy = async (models: RecognitionModels) =>
      (await recognise([speech], models))[0] as RecognisedSpeech;
    const [shipped, own] = [
      await recogniseBy(await loadRecognitionModels(encoder)),
      await recogniseBy(await loadRecognitionModels(encoder, folder)),
    ];
    assert.equal(own.words.map(({ text }) => text).join(' '), SENTENCE);
    assert.notDeepEqual(
      own.words.map(({ confidence }) => confidence),
      shipped.words.map(({ confidence }) => confidence),
      'it is another model',
    );
    assert.deepEqual(own.acoustics, shipped.acoustics);
    assert.deepEqual(own.phonePosteriors, shipped.phonePosteriors);
  });

  it('is used by the engine and named with its checksums, in the place of the decoder that ships', async () => {
    const recording = join(folder, '..', 'speech.wav');
    await writeFile(recording, wavOf(speech));
    const models = { ...SHIPPED_MODELS, transcriberFolder: folder };
    await using engine = await createEngine({ models, processes: 1 });
    const transcribed = await engine.transcribe(recording);
    assert.equal(transcribed.segments[0]?.words.map(({ text }) => text).join(' '), SENTENCE);
    assert.ok(
      transcribed.segments[0]?.words.every(({ phones }) => phones.length > 0),
      'aligned as ever',
    );
    assert.equal(transcribed.transcription, undefined, 'nothing went to an endpoint');
    const named = engine
      .toStoredAnalysis(transcribed)
      .models.filter(({ name }) => name.startsWith('moonshine'));
    const { encoder, decoder } = moonshineFiles(folder);
    assert.deepEqual(named, [
      { name: 'moonshine-base-encoder', sha256: await sha256Of(modelPath(MOONSHINE_ENCODER)) },
      { name: 'moonshine-tiny-decoder', sha256: await sha256Of(decoder) },
      { name: 'moonshine-tiny-encoder', sha256: await sha256Of(encoder) },
    ]);
  });

  it('is refused with the variable and what is missing, or what the file is not', async () => {
    const read = (more = {}) => readModelSettings({ VIVAVOCE_TRANSCRIBER_FOLDER: folder, ...more });
    assert.equal(read().transcriberFolder, folder);
    const empty = { VIVAVOCE_TRANSCRIBER_FOLDER: join(folder, '..') };
    assert.throws(() => read(empty), /VIVAVOCE_TRANSCRIBER_FOLDER: there is no .*encoder_model\.onnx/);
    const endpoint = {
      VIVAVOCE_ENGLISH_TRANSCRIBER: 'endpoint',
      VIVAVOCE_TRANSCRIPTION_URL: 'http://localhost:8000/v1',
      VIVAVOCE_TRANSCRIPTION_MODEL: 'whisper',
    };
    assert.throws(() => read(endpoint), /VIVAVOCE_TRANSCRIBER_FOLDER: excludes/);
    await assert.rejects(loadDecoder(moonshineFiles(folder).encoder), /is no merged decoder of a Moonshine/);
  });
});
