import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readModelSettings, SHIPPED_MODELS } from '../../../endpoints/settings.ts';
import { type Recording, SAMPLE_RATE, sampleAt } from '../../../media/recording.ts';
import { recordPath } from '../../../models/added-models.ts';
import { modelChecksums } from '../../../models/checksums.ts';
import { onnxModel } from '../../../testing/onnx-model.ts';
import { TONES, writeSegmentationModels } from '../../../testing/segmentation-models.ts';
import { createSpeechPool } from '../../pool/speech-pool.ts';
import type { Turn } from '../../timeline.ts';
import { overlapsOf } from '../place-turns.ts';
import { loadSegmentationModels, type SegmentationFiles } from './segmentation-models.ts';
import { segmentedTurns, separateWindows } from './segmented-turns.ts';

/** Two voices take turns and overlap once; 47 s. */
const SAID: readonly Turn[] = [
  { speaker: 0, startMs: 1000, endMs: 9000 },
  { speaker: 1, startMs: 9500, endMs: 16_000 },
  { speaker: 0, startMs: 15_000, endMs: 27_000 },
  { speaker: 1, startMs: 29_000, endMs: 45_000 },
];

function recordingOf(turns: readonly Turn[], durationMs: number): Recording {
  const samples = Float32Array.from({ length: sampleAt(durationMs) }, (_, n) => 1e-4 * Math.sin(n * n));
  for (const { speaker, startMs, endMs } of turns)
    for (let n = sampleAt(startMs); n < sampleAt(endMs); n++) {
      const seconds = n / SAMPLE_RATE;
      const syllables = 0.02 + 0.98 * Math.sin(2 * Math.PI * 5 * seconds) ** 2;
      samples[n]! += 0.8 * syllables * Math.sin(2 * Math.PI * TONES[speaker]! * seconds);
    }
  return { samples, durationMs };
}

let files: SegmentationFiles;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vivavoce-segmentation-'));
  files = await writeSegmentationModels(folder);
});
after(() => rm(folder, { recursive: true }));

describe('segmentation and embedding models of the operator', () => {
  const recording = recordingOf(SAID, 47_000);
  const regions = [{ startMs: 0, endMs: 47_000 }];

  it('say who speaks when, across windows and where two talk at once', async () => {
    const separate = await loadSegmentationModels(files);
    const turns = segmentedTurns(
      await separateWindows(recording, regions, separate),
      recording.durationMs,
      0.5,
    );
    const first = turns[0]?.speaker ?? -1;
    assert.deepEqual(
      turns.map(({ speaker }) => (speaker === first ? 0 : 1)),
      SAID.map(({ speaker }) => speaker),
    );
    for (const [n, { startMs, endMs }] of turns.entries()) {
      assert.ok(Math.abs(startMs - SAID[n]!.startMs) < 150, `turn ${n} begins at ${startMs}`);
      assert.ok(Math.abs(endMs - SAID[n]!.endMs) < 150, `turn ${n} ends at ${endMs}`);
    }
    const [both] = overlapsOf(turns);
    assert.ok(both !== undefined && Math.abs(both.endMs - both.startMs - 1000) < 200);
  });

  it('find as many people as are expected, and none apart where all are alike enough', async () => {
    const separate = await loadSegmentationModels(files);
    const peopleOf = (turns: readonly Turn[]) => new Set(turns.map(({ speaker }) => speaker)).size;
    const { durationMs } = recording;
    const windows = await separateWindows(recording, regions, separate);
    assert.equal(peopleOf(segmentedTurns(windows, durationMs, -1)), 1);
    assert.equal(peopleOf(segmentedTurns(windows, durationMs, 0.5, 1)), 1);
    assert.equal(peopleOf(segmentedTurns(windows, durationMs, -1, 2)), 2);
    assert.deepEqual(segmentedTurns(await separateWindows(recording, [], separate), durationMs, 0.5), []);
    const silence = recordingOf([], 12_000);
    const silent = await separateWindows(silence, [{ startMs: 0, endMs: 12_000 }], separate);
    assert.deepEqual(segmentedTurns(silent, 12_000, 0.5), []);
  });

  it('run in the processes of the speech pool', async () => {
    const samples = recording.samples.slice(sampleAt(10_000), sampleAt(20_000));
    const pool = await createSpeechPool({ processes: 1 });
    try {
      const here = await (await loadSegmentationModels(files))(samples);
      assert.equal(here.length, 2);
      assert.deepEqual(await pool.separate(samples, files), here);
    } finally {
      await pool.close();
    }
  });
});

describe('the choice of segmentation and embedding models', () => {
  it('is refused where a file is something else', async () => {
    const other = join(folder, 'other.onnx');
    await writeFile(other, 'no model');
    await assert.rejects(
      loadSegmentationModels({ ...files, segmentation: other }),
      /other\.onnx is no model that ONNX Runtime loads/,
    );
    const constants = { one: { shape: [1], values: Float32Array.of(1) } };
    const shape = ['batch', 1, 'samples'];
    const nodes = [{ operator: 'Add', inputs: ['x', 'one'], output: 'y' }];
    await writeFile(other, onnxModel({ input: { name: 'x', shape }, output: 'y', nodes, constants }));
    const separate = await loadSegmentationModels({ ...files, segmentation: other });
    await assert.rejects(separate(new Float32Array(16_000)), /other\.onnx gives \[1,1,160000\] for 10 s/);
  });

  it('is named in provenance with checksum and licence, in the place of the shipped ones', async () => {
    const [shipped, unrecorded] = await Promise.all([
      modelChecksums(SHIPPED_MODELS),
      modelChecksums({ ...SHIPPED_MODELS, segmentation: files }),
    ]);
    const sha256 = unrecorded.find(({ name }) => name === 'tone-segmentation')?.sha256;
    assert.match(sha256 ?? '', /^[0-9a-f]{64}$/);
    const added = {
      url: 'https://models.example/a',
      licence: 'CC BY 4.0',
      addedAt: new Date().toISOString(),
    };
    await writeFile(recordPath(files.segmentation), JSON.stringify({ ...added, sha256 }));
    const recorded = await modelChecksums({ ...SHIPPED_MODELS, segmentation: files });
    assert.deepEqual(
      recorded.filter(({ name }) => !shipped.some((one) => one.name === name)),
      [
        unrecorded.find(({ name }) => name === 'tone-embedding'),
        { name: 'tone-segmentation', sha256, licence: 'CC BY 4.0' },
      ],
    );
    assert.deepEqual(
      shipped.filter(({ name }) => /^speaker-/.test(name) && recorded.some((one) => one.name === name)),
      [],
    );
  });

  it('is made by variables that are checked at the start', async () => {
    const own = {
      VIVAVOCE_SEGMENTATION_MODEL: files.segmentation,
      VIVAVOCE_SPEAKER_EMBEDDING_MODEL: files.embedding,
    };
    assert.deepEqual(readModelSettings(own).segmentation, { ...files, similarity: 0.5 });
    const likeness = { ...own, VIVAVOCE_SPEAKER_SIMILARITY: '0.7' };
    assert.equal(readModelSettings(likeness).segmentation?.similarity, 0.7);
    assert.equal(readModelSettings({}).segmentation, null);
    const alone = { VIVAVOCE_SEGMENTATION_MODEL: files.segmentation };
    assert.throws(() => readModelSettings(alone), /VIVAVOCE_SPEAKER_EMBEDDING_MODEL: is needed beside/);
    const missing = { ...own, VIVAVOCE_SPEAKER_EMBEDDING_MODEL: join(folder, 'none.onnx') };
    assert.throws(() => readModelSettings(missing), /VIVAVOCE_SPEAKER_EMBEDDING_MODEL: there is no/);
    const changed = join(folder, 'changed.onnx');
    await writeFile(changed, await readFile(files.embedding));
    const record = { url: 'https://models.example/a', licence: 'MIT', addedAt: new Date().toISOString() };
    await writeFile(recordPath(changed), JSON.stringify({ ...record, sha256: '0'.repeat(64) }));
    const replaced = { ...own, VIVAVOCE_SPEAKER_EMBEDDING_MODEL: changed };
    assert.throws(() => readModelSettings(replaced), /changed\.onnx is not the file that .* names/);
  });
});
