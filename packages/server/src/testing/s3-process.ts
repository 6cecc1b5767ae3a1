/**
 * An S3-compatible server in a process of its own: the first argument is the address it listens on, the second the folder of its
 * objects. It tells how to reach it, and ends with the process that started it.
 */
import { openS3Bucket } from './s3-bucket.ts';

const [, , address = '127.0.0.1', directory = '.'] = process.argv;
const { settings } = await openS3Bucket(address, directory);
process.on('disconnect', () => process.exit());
process.send?.(settings);
