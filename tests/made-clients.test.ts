/** Clients made from the OpenAPI document by themselves; `made-clients.slow.test.ts` uses them against a server. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { OPERATIONS } from '@vivavoce/contract';
import { makeClient, requestsOf } from './make-client.ts';

/** CommonJS whose names Node does not see. */
const { PostmanValidator } = createRequire(import.meta.url)(
  '@har-sdk/validator',
) as typeof import('@har-sdk/validator');

/** Resolves every type that the client names, and counts its methods. */
const INSPECTION = `
import inspect, typing, vivavoce
methods = 0
for client in (vivavoce.Vivavoce, vivavoce.VivavoceOperator):
    for name, method in inspect.getmembers(client, inspect.isfunction):
        typing.get_type_hints(method, vars(inspect.getmodule(method)), vars(vivavoce.types))
        methods += 1
kinds = [kind for _, kind in inspect.getmembers(vivavoce.types, inspect.isclass)]
for kind in kinds:
    typing.get_type_hints(kind)
print(methods, len(kinds))
`;

describe('clients made from the OpenAPI document', { concurrency: true }, () => {
  /** Needs Python 3.11. */
  it('in Python can be imported without a warning, and all its types are there', async (t) => {
    const { PATH } = process.env;
    const env = {
      PATH,
      PYTHONPATH: await makeClient(t, 'pack-python.ts'),
      PYTHONDONTWRITEBYTECODE: '1',
    };
    const inspected = await promisify(execFile)('python3', ['-W', 'error', '-c', INSPECTION], { env });
    const [methods = 0, kinds = 0] = inspected.stdout.split(' ').map(Number);
    const wanted = OPERATIONS.filter(({ needs }) => needs !== 'user' && needs !== 'nothing');
    assert.ok(methods >= wanted.length, `${methods} methods for ${wanted.length} operations`);
    assert.ok(kinds > 50, `${kinds} types`);
  });

  it('for Postman has the format, and requests of every operation that the server knows', async (t) => {
    const collection = JSON.parse(
      await readFile(await makeClient(t, 'pack-postman.ts', 'collection.json'), 'utf8'),
    );
    assert.deepEqual(await new PostmanValidator().verify(collection), []);
    const requests = requestsOf(collection.item);
    const wanted = OPERATIONS.filter(({ needs }) => needs !== 'user' && needs !== 'nothing');
    assert.ok(wanted.every(({ summary }) => requests.some(({ name }) => name === summary)));
  });
});
