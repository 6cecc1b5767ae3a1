/**
 * An S3-compatible server in a process of its own: the first argument is the address it listens on, the second the folder of its
 * objects. It tells how to reach it, and ends with the process that started it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openS3Bucket } from './s3-bucket.ts';

const [, , address = '127.0.0.1', directory = '.'] = process.argv;
const { settings } = await openS3Bucket(address, directory);
// s3rver removes folders with their last object, and ends when another one is being written there: several servers that check the bucket at
// their start do that.
const checks = join(directory, settings.bucket, 'check');
await mkdir(checks, { recursive: true });
await writeFile(join(checks, 'keep'), '');
process.on('disconnect', () => process.exit());
process.send?.(settings);
