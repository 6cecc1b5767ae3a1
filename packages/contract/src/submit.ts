import { z } from 'zod';
import { pollIntervalSchema, runReferenceShape } from './poll.ts';
import type { ReportLanguage } from './report-language.ts';
import { isLength, isStorable } from './text.ts';

/** Every ISO 639-1 code, two letters each. */
export const LANGUAGE_CODES: ReadonlySet<string> = new Set(
  `aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
  eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
  ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne
  ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st
  su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu`.split(
    /\s+/,
  ),
);

/** The value of a JSON text; undefined if it is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const languageSchema = z
  .string()
  .transform((code) => code.toLowerCase())
  .refine((code) => LANGUAGE_CODES.has(code), 'language is a two-letter ISO 639-1 code, such as en')
  .describe('The language spoken, ISO 639-1');

export const externalIdSchema = z
  .string()
  .refine((id) => isLength(id, 1, 255) && isStorable(id), 'externalId has 1 to 255 characters')
  .describe('An id of the client’s own: stored and echoed, never interpreted');

const metadataValueSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Metadata as it comes, JSON text, to the strings that are stored and echoed. */
export const metadataSchema = z
  .string()
  .refine((text) => new TextEncoder().encode(text).length <= 8192, 'metadata is at most 8 KiB')
  .transform(jsonOf)
  .pipe(
    z.record(
      z
        .string()
        .refine((key) => isLength(key, 1, 40) && isStorable(key), 'a metadata key has 1 to 40 characters'),
      metadataValueSchema.refine(
        (value) => isLength(value, 0, 500) && isStorable(value),
        'a metadata value has at most 500 characters',
      ),
      'metadata is a JSON object of strings, numbers and booleans',
    ),
  )
  .refine((metadata) => Object.keys(metadata).length <= 50, 'metadata has at most 50 keys');

/** The tags of one part: a JSON array, or a comma-separated list. */
function tagsOf(part: string): unknown[] {
  if (part.trimStart().startsWith('[')) {
    const list = jsonOf(part);
    return Array.isArray(list) ? list : [list];
  }
  return part.split(',');
}

/** Tags as they come, repeated parts, JSON arrays or comma-separated, to a trimmed list without doubles. */
export const tagsSchema = z
  .array(z.string())
  .transform((parts) => parts.flatMap(tagsOf))
  .pipe(z.array(z.string('a tag is a text')))
  .transform((tags) => [...new Set(tags.map((tag) => tag.trim()))])
  .refine(
    (tags) => tags.every((tag) => isLength(tag, 1, 40) && isStorable(tag)),
    'a tag has 1 to 40 characters',
  )
  .refine((tags) => tags.length <= 20, 'there are at most 20 tags');

export const expectedSpeakersSchema = z
  .string()
  .regex(/^[1-6]$/, 'expectedSpeakers is a whole number from 1 to 6')
  .transform(Number)
  .describe('How many people speak, 1 to 6: a hint');

export const consentSchema = z
  .string()
  .transform(jsonOf)
  .pipe(
    z.object(
      {
        noticeVersion: z
          .string()
          .refine((version) => isLength(version, 1, 100) && isStorable(version), '1 to 100 characters'),
        at: z.iso.datetime({ offset: true }),
      },
      'consent is a JSON object with noticeVersion and at',
    ),
  )
  .describe('The notice that the candidate agreed to, and when');

export const accommodationSchema = z
  .enum(['true', 'false'], 'accommodation is true or false')
  .transform((text) => text === 'true')
  .describe('Whether the recording is only transcribed and nobody is scored');

export const projectIdSchema = z
  .uuid('projectId is the id of a project')
  .describe('A project of the client, for users: what a key submits belongs to the key’s project');

/** The notice that a candidate agreed to, and when. */
export type Consent = z.infer<typeof consentSchema>;

const submitted = {
  ...runReferenceShape,
  pollIntervalSeconds: pollIntervalSchema,
  idempotentReplay: z
    .literal(true)
    .optional()
    .describe('This submit was sent before with the same Idempotency-Key: this is the run of then'),
  ignoredFields: z.array(z.string()).describe('Fields that this server does not know and did not use'),
};

export const submitResponseSchema = z
  .discriminatedUnion('status', [
    z.object({
      ...submitted,
      status: z.literal('queued'),
      queuePosition: z.int().min(1).describe('Place among the client’s waiting runs, from 1'),
      activeRequests: z.int().min(0).describe('Runs of the client that are processing now'),
    }),
    z.object({ ...submitted, status: z.literal('processing') }),
  ])
  .describe('The body of a 202: the recording was taken');

/** What a client may say about a recording, validated. */
export interface SubmitFields {
  /** ISO 639-1, lower case. */
  readonly language: string;
  readonly externalId: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  /** 1 to 6, a hint for telling speakers apart. */
  readonly expectedSpeakers: number | null;
  readonly consent: Consent | null;
  /** Transcript and detection only: nobody is scored. */
  readonly accommodation: boolean;
  /** The language that the sentences of the result are written in. */
  readonly reportLanguage: ReportLanguage;
  /** Where the end of the run is told. */
  readonly webhookUrl: string | null;
  /** The project that a user chose; null for none, and for keys, which have their own. */
  readonly projectId: string | null;
}

/** The body of a 202. */
export type SubmitResponse = z.infer<typeof submitResponseSchema>;
