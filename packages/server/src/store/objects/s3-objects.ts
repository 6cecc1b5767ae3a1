import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { S3mini, S3NetworkError, S3ServiceError, type UploadPart } from 's3mini';
import { ConfigError, type S3Settings } from '../../config.ts';
import { newId } from '../../ids.ts';
import { fixedSizeChunks } from './fixed-size-chunks.ts';
import { type ByteRange, type ObjectEntry, ObjectMissingError, type ObjectStore } from './object-store.ts';

/** The smallest part that S3 accepts, except for the last; at most so much of an upload is in memory. */
const PART_BYTES = 5 * 1024 * 1024;
/** Uploads at once from one process; the others wait, in files or in the stream's source. */
const MAX_CONCURRENT_PUTS = 4;
const PAGE = 1000;
/** How long a request may take with its body; 25 MiB in that time is 220 kB a second. */
const REQUEST_TIMEOUT_MS = 120_000;
const MAX_ATTEMPTS = 4;
const RETRY_MS = 50;
const FORBIDDEN = 403;
const NOT_FOUND = 404;
const RANGE_NOT_SATISFIABLE = 416;

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof S3ServiceError && error.status === status;

/** Retries a request when the store fails or does not answer; every request of ours is idempotent. */
async function fetchWithRetries(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await fetch(input, init);
      if (answer.status < 500 || tries === MAX_ATTEMPTS) return answer;
      await answer.body?.cancel();
    } catch (error) {
      if (tries === MAX_ATTEMPTS) throw error;
    }
    await sleep(RETRY_MS * 2 ** tries * (0.5 + Math.random()));
  }
}

/** Stores a stream: at once if it is small, else in parts, each sent before the next is read. */
async function upload(s3: S3mini, key: string, body: Readable): Promise<void> {
  let uploadId: string | null = null;
  const parts: UploadPart[] = [];
  try {
    for await (const piece of fixedSizeChunks(body, PART_BYTES)) {
      if (uploadId === null && piece.length < PART_BYTES) {
        await s3.putObject(key, piece);
        return;
      }
      uploadId ??= await s3.getMultipartUploadId(key);
      parts.push(await s3.uploadPart(key, uploadId, piece, parts.length + 1));
    }
    if (uploadId !== null) await s3.completeMultipartUpload(key, uploadId, parts);
  } catch (error) {
    if (uploadId !== null) {
      // If this fails too, the bucket's lifecycle rule removes the parts (docs/operating.md); the first error is thrown.
      await s3.abortMultipartUpload(key, uploadId).catch(() => undefined);
    }
    throw error;
  }
}

/** Asks for an object; null when the range lies beyond its end. */
async function request(s3: S3mini, key: string, range?: ByteRange): Promise<Response | null> {
  try {
    return await (range ? s3.getObjectRaw(key, false, range.start, range.end) : s3.getObjectRaw(key));
  } catch (error) {
    if (hasStatus(error, NOT_FOUND)) throw new ObjectMissingError(key);
    if (range && hasStatus(error, RANGE_NOT_SATISFIABLE)) return null;
    throw error;
  }
}

/** The size of the whole object, by the answer for all or some of it. */
function sizeOf({ headers }: Response): number {
  const [, total] = /\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  return Number(total ?? headers.get('content-length'));
}

/** All objects whose key begins with a prefix, a page after the other. */
async function* listFrom(s3: S3mini, prefix: string): AsyncGenerator<ObjectEntry> {
  let token: string | undefined;
  do {
    const page = await s3.listObjectsPaged('/', prefix, PAGE, token);
    for (const { Key, LastModified } of page?.objects ?? []) {
      yield { key: Key, changedAt: new Date(LastModified) };
    }
    token = page?.nextContinuationToken;
  } while (token);
}

/** Whether nobody answered; `fetch` says so with an error that has no name of its own. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof S3NetworkError || (error instanceof TypeError && error.message === 'fetch failed');

/** Looks whether the bucket can be used, by writing an object and removing it. */
async function checkBucket(s3: S3mini, { endpoint, bucket }: S3Settings): Promise<void> {
  const fail = (why: string, cause: unknown): never => {
    throw new ConfigError(`The bucket ${bucket} at ${endpoint} cannot be used: ${why}`, { cause });
  };
  try {
    const key = `check/${newId()}`;
    await s3.putObject(key, 'Vivavoce looks whether it can write here.');
    await s3.deleteObject(key);
  } catch (error) {
    if (isUnreachable(error)) fail('nobody answers (VIVAVOCE_S3_ENDPOINT)', error);
    if (hasStatus(error, NOT_FOUND)) fail('there is none; create it (VIVAVOCE_S3_BUCKET)', error);
    if (hasStatus(error, FORBIDDEN)) {
      fail('the keys are refused (VIVAVOCE_S3_ACCESS_KEY_ID, VIVAVOCE_S3_SECRET_ACCESS_KEY)', error);
    }
    fail(String(error), error);
  }
}

/**
 * Objects in a bucket of an S3-compatible store.
 * @throws ConfigError if the bucket cannot be used, with what to change.
 */
export async function openS3Objects(settings: S3Settings): Promise<ObjectStore> {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings;
  const s3 = new S3mini({
    endpoint: `${endpoint}/${bucket}`,
    region,
    accessKeyId,
    secretAccessKey,
    requestAbortTimeout: REQUEST_TIMEOUT_MS,
    fetch: fetchWithRetries,
  });
  await checkBucket(s3, settings);
  const limitConcurrency = pLimit(MAX_CONCURRENT_PUTS);
  return {
    put: (key, body) => limitConcurrency(() => upload(s3, key, body)),
    async get(key, range) {
      const isEmpty = range !== undefined && range.start >= range.end;
      const answer = isEmpty ? null : await request(s3, key, range);
      if (answer?.body)
        return { size: sizeOf(answer), body: Readable.fromWeb(answer.body as ReadableStream) };
      const whole = await request(s3, key);
      await whole?.body?.cancel();
      return { size: whole ? sizeOf(whole) : 0, body: Readable.from([]) };
    },
    async delete(key) {
      await s3.deleteObject(key);
    },
    async deleteRun(runId) {
      // One by one: a run has few, and not every S3-compatible store takes several.
      for await (const { key } of listFrom(s3, `${runId}/`)) await s3.deleteObject(key);
    },
    list: () => listFrom(s3, ''),
  };
}
