/** How a stored analysis is encoded: JSON with the number of its format, compressed. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Segment } from '../speech/timeline.ts';
import type { StoredAnalysis } from './stored-analysis.ts';

/** The format that is written; others are refused. The name stays as version 0.1.0 wrote it. */
const FORMAT = 'vivavoce-hearing/1';

/** 45 minutes take about 3 MB: anything far larger was not written by us. */
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

/** A segment as it is stored: the expert scores are called `judged` there, as version 0.1.0 wrote them. */
const segmentSchema = z.strictObject({
  speaker,
  ...span,
  words: z.array(wordSchema),
  judged: z.strictObject({ accuracy: number, fluency: number, prosodic: number, total: number }).nullable(),
  sound: z.strictObject({ phonation: z.array(z.strictObject(span)), nuclei: z.array(number) }).optional(),
});

/** A stored analysis with its segments as they are stored. */
type StoredForm = Omit<StoredAnalysis, 'segments'> & {
  readonly segments: readonly (Omit<Segment, 'expertScores'> & {
    readonly judged: Segment['expertScores'];
  })[];
};

/** Strict, so that nothing else can be stored. */
const storedFormSchema: z.ZodType<StoredForm> = z.strictObject({
  durationMs: number,
  parts: z.array(z.strictObject(span)).min(2).optional(),
  quality: z.strictObject({
    snrDb: number.nullable(),
    clippedShare: number,
    bandwidthHz: number,
    overlapShare: number,
  }),
  turns: z.array(z.strictObject({ speaker, ...span })),
  isSpeakerCountDoubtful: z.boolean().optional(),
  segments: z.array(segmentSchema),
  pitchRanges: z.array(z.strictObject({ speaker, semitones: z.int().min(0).nullable() })),
  models: z.array(z.strictObject({ name: z.string(), sha256: z.string(), licence: z.string().optional() })),
  transcription: z.strictObject({ model: z.string(), language: z.string().nullable() }).optional(),
});

const fileSchema = z.strictObject({ format: z.literal(FORMAT), hearing: storedFormSchema });

/** The stored bytes are not a stored analysis: damaged, or written by another version. */
export class StoredAnalysisFormatError extends Error {
  override readonly name = 'StoredAnalysisFormatError';
}

/**
 * A stored analysis as bytes.
 * @throws StoredAnalysisFormatError when it holds a field that the format does not name.
 */
export function encodeStoredAnalysis(analysis: StoredAnalysis): Buffer {
  const segments = analysis.segments.map(({ expertScores, ...segment }) => ({
    ...segment,
    judged: expertScores,
  }));
  return gzipSync(JSON.stringify(validated({ format: FORMAT, hearing: { ...analysis, segments } })));
}

/**
 * The stored analysis that the bytes hold.
 * @throws StoredAnalysisFormatError when the bytes are damaged or of another format.
 */
export function decodeStoredAnalysis(bytes: Uint8Array): StoredAnalysis {
  let stored: unknown;
  try {
    stored = JSON.parse(gunzipSync(bytes, { maxOutputLength: MAX_BYTES }).toString());
  } catch (error) {
    throw new StoredAnalysisFormatError('The stored analysis is damaged', { cause: error });
  }
  const { hearing } = validated(stored);
  const segments = hearing.segments.map(({ judged, ...segment }) => ({ ...segment, expertScores: judged }));
  return { ...hearing, segments };
}

function validated(stored: unknown): { readonly hearing: StoredForm } {
  const found = fileSchema.safeParse(stored);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new StoredAnalysisFormatError(
    `Not a stored analysis of the format ${FORMAT}: ${issue?.path.join('.')} ${issue?.message}`,
  );
}
