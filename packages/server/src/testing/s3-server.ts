import type { TestContext } from 'node:test';
import type { S3Settings } from '../config.ts';
import { openS3Bucket } from './s3-bucket.ts';
import { temporaryFolder } from './test-store.ts';

/** Starts an S3-compatible server with one empty bucket, ended after the test; a folder is where it keeps its objects. */
export async function startS3(t: TestContext, folder?: string): Promise<S3Settings> {
  const { settings, close } = await openS3Bucket('127.0.0.1', folder ?? (await temporaryFolder(t)));
  t.after(close);
  return settings;
}
