import S3rver from 's3rver';
import type { S3Settings } from '../config.ts';

/** The keys that the server takes. */
const KEY = 'S3RVER';

/** An S3-compatible server that runs. */
interface S3Bucket {
  readonly settings: S3Settings;
  close(): Promise<void>;
}

/**
 * Starts an S3-compatible server with one bucket on a free port.
 * @param directory where it keeps its objects.
 */
export async function openS3Bucket(address: string, directory: string): Promise<S3Bucket> {
  const server = new S3rver({
    port: 0,
    address,
    silent: true,
    directory,
    configureBuckets: [{ name: 'recordings', configs: [] }],
  });
  const { port } = await server.run();
  return {
    settings: {
      endpoint: `http://${address}:${port}`,
      bucket: 'recordings',
      region: 'us-east-1',
      accessKeyId: KEY,
      secretAccessKey: KEY,
    },
    close: () => server.close(),
  };
}
