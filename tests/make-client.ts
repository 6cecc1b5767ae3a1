/** Makes the clients that `release/` makes of the OpenAPI document, for their tests. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What tests read of a collection for Postman: a folder, or a request. */
export interface Item {
  readonly name: string;
  readonly item?: readonly Item[];
  readonly request: {
    readonly method: string;
    readonly url: {
      readonly raw: string;
      readonly variable?: readonly { readonly key: string; readonly value: string }[];
    };
    readonly auth: { readonly type: string };
    readonly body?: { readonly raw?: string };
  };
}

/** All requests of folders. */
export const requestsOf = (items: readonly Item[]): Item[] =>
  items.flatMap((one) => (one.item ? requestsOf(one.item) : [one]));

/** Runs a command of `release/` that makes a client. @returns where it is: a folder of the test's own, or a file in it. */
export async function makeClient(t: TestContext, command: string, name = ''): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'made-client-'));
  t.after(() => rm(folder, { recursive: true }));
  const program = fileURLToPath(new URL(`../release/${command}`, import.meta.url));
  await promisify(execFile)(process.execPath, [program, join(folder, name)]);
  return join(folder, name);
}
