/** The form in which a hearing is stored: JSON with the number of its format, compressed. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Hearing } from './hearing.ts';

/** The format that is written; readers refuse any other. */
const FORMAT = 'vivavoce-hearing/1';

/** A hearing of 45 minutes takes about 3 MB: what is far beyond it was not written by us. */
const MAX_BYTES = 64 * 1024 * 1024;

const number = z.number();
const span = { startMs: number, endMs: number };
const speaker = z.int().min(0);

const phoneSchema = z.strictObject({
  symbol: z.string().max(8),
  stress: z.literal([0, 1, 2]).nullable(),
  ...span,
  goodness: number.nullable(),
});

const wordSchema = z.strictObject({
  text: z.string(),
  confidence: number,
  kind: z.enum(['word', 'filler']),
  ...span,
  phones: z.array(phoneSchema),
  timing: z.literal('estimated').optional(),
});

const segmentSchema = z.strictObject({
  speaker,
  ...span,
  words: z.array(wordSchema),
  judged: z.strictObject({ accuracy: number, fluency: number, prosodic: number, total: number }).nullable(),
  sound: z.strictObject({ phonation: z.array(z.strictObject(span)), nuclei: z.array(number) }).optional(),
});

/** Strict, so that nothing can be kept that is not named here. */
const hearingSchema: z.ZodType<Hearing> = z.strictObject({
  durationMs: number,
  quality: z.strictObject({
    snrDb: number.nullable(),
    clippedShare: number,
    bandwidthHz: number,
    overlapShare: number,
  }),
  turns: z.array(z.strictObject({ speaker, ...span })),
  segments: z.array(segmentSchema),
  pitchRanges: z.array(z.strictObject({ speaker, semitones: z.int().min(0).nullable() })),
  models: z.array(z.strictObject({ name: z.string(), sha256: z.string() })),
  transcription: z.strictObject({ model: z.string(), language: z.string().nullable() }).optional(),
});

const storedSchema = z.strictObject({ format: z.literal(FORMAT), hearing: hearingSchema });

/** Stored bytes are no hearing: damaged, or written by another version. */
export class HearingFormatError extends Error {
  override readonly name = 'HearingFormatError';
}

/**
 * A hearing as bytes to store.
 * @throws HearingFormatError when it holds anything that is not part of a hearing.
 */
export function encodeHearing(hearing: Hearing): Buffer {
  return gzipSync(JSON.stringify(parsed({ format: FORMAT, hearing })));
}

/**
 * The hearing that was stored.
 * @throws HearingFormatError when the bytes are damaged or of another format.
 */
export function decodeHearing(bytes: Uint8Array): Hearing {
  let stored: unknown;
  try {
    stored = JSON.parse(gunzipSync(bytes, { maxOutputLength: MAX_BYTES }).toString());
  } catch (error) {
    throw new HearingFormatError('The stored hearing is damaged', { cause: error });
  }
  return parsed(stored).hearing;
}

function parsed(stored: unknown): { readonly hearing: Hearing } {
  const found = storedSchema.safeParse(stored);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new HearingFormatError(
    `No hearing of the format ${FORMAT}: ${issue?.path.join('.')} ${issue?.message}`,
  );
}
