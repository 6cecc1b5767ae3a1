import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { readModelSettings, SHIPPED_MODELS } from '../endpoints/settings.ts';
import { EMBEDDING_FILE, EMBEDDING_FILE_OF_0_1_0 } from '../models/speaker-weights.ts';
import { STATE_WIDTH } from '../speech/encoder.ts';
import { writeSpeakerWeights } from '../testing/speaker-weights.ts';
import { loadModels } from './loaded-models.ts';

const CHECKSUMS = 'speaker-checksums.json';

async function aFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-weights-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

describe('speaker weights of the operator', { concurrency: true }, () => {
  it('replace the shipped ones and are named with their checksum', async (t) => {
    const folder = await aFolder(t);
    const sha256 = await writeSpeakerWeights(folder, (projection) => projection.map((weight) => -weight));
    const [shipped, own] = await Promise.all([
      loadModels(),
      loadModels({ models: { ...SHIPPED_MODELS, speakerWeights: folder } }),
    ]);
    const states = Float32Array.from({ length: 3 * STATE_WIDTH }, (_, at) => Math.sin(at));
    const embedding = shipped.speakers.embed(states, 0, 3);
    assert.deepEqual(
      own.speakers.embed(states, 0, 3),
      embedding.map((value) => -value),
    );
    const others = shipped.checksums.filter(({ name }) => !own.checksums.some((one) => one.name === name));
    assert.deepEqual(
      others.map(({ name }) => name),
      ['speaker-learned'],
      'the list of speakers learned from is not in the folder',
    );
    const changed = own.checksums.filter((one) => !shipped.checksums.some((s) => s.sha256 === one.sha256));
    assert.deepEqual(changed, [{ name: 'speaker-embedding', sha256 }]);
  });

  it('of version 0.1.0 are accepted under their old file name', async (t) => {
    const folder = await aFolder(t);
    const sha256 = await writeSpeakerWeights(
      folder,
      (projection) => projection.map((weight) => -weight),
      EMBEDDING_FILE_OF_0_1_0,
    );
    const { speakerWeights } = readModelSettings({ VIVAVOCE_SPEAKER_WEIGHTS: folder });
    const own = await loadModels({ models: { ...SHIPPED_MODELS, speakerWeights } });
    assert.equal(own.checksums.find(({ name }) => name === 'speaker-embedding')?.sha256, sha256);
  });

  it('are refused with the variable and the file that is missing or differs', async (t) => {
    const folder = await aFolder(t);
    await writeSpeakerWeights(folder, (projection) => projection);
    const read = () => readModelSettings({ VIVAVOCE_SPEAKER_WEIGHTS: folder });
    assert.equal(read().speakerWeights, folder);
    await writeFile(join(folder, EMBEDDING_FILE), 'cut short');
    assert.throws(read, /VIVAVOCE_SPEAKER_WEIGHTS: .*embedding\.f32 is not the file that speaker-checksums/);
    await rm(join(folder, EMBEDDING_FILE));
    assert.throws(read, /VIVAVOCE_SPEAKER_WEIGHTS: .*embedding\.f32 cannot be read/);
    await writeFile(join(folder, CHECKSUMS), '{');
    assert.throws(read, /VIVAVOCE_SPEAKER_WEIGHTS: .*checksums\.json is no JSON/);
  });
});
