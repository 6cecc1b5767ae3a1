import type { TestContext } from 'node:test';
import S3rver from 's3rver';
import type { S3Settings } from '../config.ts';
import { temporaryFolder } from './test-store.ts';

/** The keys that the server takes. */
const KEY = 'S3RVER';

/** Starts an S3-compatible server with one empty bucket, ended after the test; a folder is where it keeps its objects. */
export async function startS3(t: TestContext, folder?: string): Promise<S3Settings> {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder ?? (await temporaryFolder(t)),
    configureBuckets: [{ name: 'recordings', configs: [] }],
  });
  const { port } = await server.run();
  t.after(() => server.close());
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'recordings',
    region: 'us-east-1',
    accessKeyId: KEY,
    secretAccessKey: KEY,
  };
}
