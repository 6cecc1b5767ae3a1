import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { modelFileProblem } from '../models/added-models.ts';
import { type FileServer, serveFiles } from '../testing/file-server.ts';
import { writeSegmentationModels } from '../testing/segmentation-models.ts';
import { downloadModel, listAddedModels } from './model-download.ts';

describe('a model that an operator adds', () => {
  let root: string;
  let model: Buffer;
  let server: FileServer;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'vivavoce-models-'));
    model = await readFile((await writeSegmentationModels(root)).segmentation);
    const page = Buffer.from('<html>Sign in</html>');
    server = await serveFiles({ '/model.onnx': model, '/moved': '/model.onnx', '/page': page });
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await rm(root, { recursive: true });
  });

  it('is downloaded once, checked, and kept with where it came from', async () => {
    const folder = join(root, 'added');
    const sha256 = createHash('sha256').update(model).digest('hex');
    const wanted = { name: 'segmentation-3.0', url: `${server.url}/moved`, licence: 'MIT', sha256 };
    const added = await downloadModel(folder, wanted);
    assert.deepEqual(server.asked, ['/moved', '/model.onnx']);
    assert.deepEqual(await readFile(added.path), model);
    assert.deepEqual({ ...added, addedAt: '' }, { ...wanted, path: added.path, addedAt: '' });
    assert.deepEqual(await listAddedModels(folder), [added]);
    assert.equal(modelFileProblem(added.path), null);
    await assert.rejects(downloadModel(folder, wanted), /is there already/);
    assert.deepEqual(server.asked, ['/moved', '/model.onnx'], 'nothing was asked for again');
  });

  it('leaves nothing behind where it is another file, no model, or not there', async () => {
    const folder = join(root, 'refused');
    const wanted = { name: 'a', url: `${server.url}/model.onnx`, licence: 'MIT' };
    const refused = (change: object, message: RegExp) =>
      assert.rejects(downloadModel(folder, { ...wanted, ...change }), {
        name: 'ModelDownloadError',
        message,
      });
    await refused({ sha256: '0'.repeat(64) }, /has the SHA-256 [0-9a-f]{64}, not 0+/);
    await refused({ url: `${server.url}/page` }, /is no ONNX model/);
    await refused({ url: `${server.url}/gone` }, /answered 404/);
    await refused({ url: 'http://127.0.0.1:1/' }, /could not be downloaded/);
    await refused({ url: 'file:///etc/passwd' }, /is no http or https address/);
    await refused({ name: '../a' }, /is no name of a model/);
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(await listAddedModels(join(root, 'nowhere')), []);
  });
});
