import iso6391 from 'iso-639-1';
import { z } from 'zod';
import type { RequestErrorCode } from './errors.ts';
import { must } from './input-issues.ts';
import { metadataSchema } from './metadata.ts';
import { pollIntervalSchema, runReferenceShape } from './poll.ts';
import { MAX_RECORDING_PARTS } from './recording-parts.ts';
import { reportLanguageSchema } from './report-language.ts';
import { wholeNumber } from './request-fields.ts';
import { isLength, isStorable } from './text.ts';

/** Every ISO 639-1 code, two letters each. */
export const LANGUAGE_CODES: ReadonlySet<string> = new Set(iso6391.getAllCodes());

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
  .refine((code) => LANGUAGE_CODES.has(code), {
    error: must('be a two-letter ISO 639-1 code, such as en'),
  })
  .describe('Language spoken, ISO 639-1');

export const externalIdSchema = z
  .string()
  .refine((id) => isLength(id, 1, 255) && isStorable(id), 'must have 1 to 255 characters')
  .describe('The client’s own id: stored and returned, never interpreted');

/** The tags in one form field: a JSON array, or a comma-separated list. */
function tagsOf(field: string): unknown[] {
  if (field.trimStart().startsWith('[')) {
    const list = jsonOf(field);
    return Array.isArray(list) ? list : [list];
  }
  return field.split(',');
}

/** Tags as repeated fields, JSON arrays or comma-separated lists, parsed to trimmed, distinct tags. */
export const tagsSchema = z
  .array(z.string())
  .transform((fields) => fields.flatMap(tagsOf))
  .pipe(z.array(z.string({ error: must('be a string') })))
  .transform((tags) => [...new Set(tags.map((tag) => tag.trim()))])
  .refine(
    (tags) => tags.every((tag) => isLength(tag, 1, 40) && isStorable(tag)),
    'each tag must have 1 to 40 characters',
  )
  .refine((tags) => tags.length <= 20, 'must have at most 20 tags');

export const consentSchema = z
  .string()
  .transform(jsonOf)
  .pipe(
    z.object(
      {
        noticeVersion: z
          .string()
          .refine(
            (version) => isLength(version, 1, 100) && isStorable(version),
            'must have 1 to 100 characters',
          ),
        at: z.iso.datetime({ offset: true }),
      },
      { error: must('be a JSON object with noticeVersion and at') },
    ),
  );

const projectIdSchema = z.string().refine((id) => z.uuid().safeParse(id).success, {
  error: must('be the id of a project'),
});

/** `true` or `false` in a form. */
const formBoolean = z.preprocess(
  (text) => (text === 'true' ? true : text === 'false' ? false : text),
  z.boolean({ error: must('be true or false') }),
);

/** A field that can be left out: then it is null. */
const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  schema.optional().transform((value) => value ?? null);

/** The fields of a submission beside its recording. */
export const submitFormSchema = z.object({
  language: languageSchema.default('en'),
  externalId: orNull(
    externalIdSchema.meta({ minLength: 1, maxLength: 255, description: 'Your own id, returned unchanged' }),
  ),
  metadata: metadataSchema
    .optional()
    .transform((metadata) => metadata ?? {})
    .meta({
      contentMediaType: 'application/json',
      description: 'JSON object: at most 50 keys of 40 characters, values of 500 characters, 8 KiB in all',
    }),
  tags: tagsSchema.describe(
    'At most 20 tags of 40 characters: repeated fields, a JSON array, or a comma-separated list',
  ),
  expectedSpeakers: orNull(wholeNumber(1, 6).describe('Number of speakers: a hint for telling them apart')),
  consent: orNull(
    consentSchema.meta({
      contentMediaType: 'application/json',
      description:
        'JSON object {noticeVersion, at}: the privacy notice that the candidate agreed to, and when',
    }),
  ),
  accommodation: formBoolean
    .default(false)
    .describe(
      'Transcribe and detect the candidate only, without scores; costs as much as a partial result with one score',
    ),
  reportLanguage: reportLanguageSchema.default('en'),
  webhookUrl: orNull(
    z.string().meta({ format: 'uri', description: 'HTTPS address to notify when the run ends' }),
  ),
  audioUrl: z
    .array(z.string().meta({ format: 'uri' }))
    .max(MAX_RECORDING_PARTS, { error: must(`be at most ${MAX_RECORDING_PARTS} addresses`) })
    .describe(
      `HTTPS address to fetch the recording from, in place of the file audio; repeat the field for a recording in parts, in order, at most ${MAX_RECORDING_PARTS}`,
    ),
  projectId: orNull(
    projectIdSchema.meta({
      format: 'uuid',
      description:
        'For users: the project to submit to. An API key submits to its own project and ignores this field',
    }),
  ),
});

/** Names of the form's fields that only users may send: an API key's project is fixed. */
export const USER_SUBMIT_FIELDS: ReadonlySet<string> = new Set(['projectId']);

/** The form's file: the recording, or its parts in order. */
export const RECORDING_FIELD = 'audio';

/** Codes for invalid fields of a submission; INVALID_PARAMETERS for the others. */
export const SUBMIT_FIELD_ERRORS = {
  language: 'INVALID_LANGUAGE_CODE',
  externalId: 'INVALID_EXTERNAL_ID',
  metadata: 'INVALID_METADATA',
  tags: 'INVALID_TAGS',
  webhookUrl: 'INVALID_WEBHOOK_URL',
  audioUrl: 'INVALID_AUDIO_URL',
} as const satisfies Partial<Record<keyof typeof submitFormSchema.shape, RequestErrorCode>>;

/** The privacy notice that a candidate agreed to, and when. */
export type Consent = z.infer<typeof consentSchema>;

const submitted = {
  ...runReferenceShape,
  pollIntervalSeconds: pollIntervalSchema,
  idempotentReplay: z
    .literal(true)
    .optional()
    .describe('A submission with the same Idempotency-Key came before: this is its run'),
  ignoredFields: z.array(z.string()).describe('Unknown form fields, which were ignored'),
};

export const submitResponseSchema = z
  .discriminatedUnion('status', [
    z.object({
      ...submitted,
      status: z.literal('queued'),
      queuePosition: z.int().min(1).describe('Position among the client’s queued runs, from 1'),
      activeRequests: z.int().min(0).describe('Runs of the client that are processing'),
    }),
    z.object({ ...submitted, status: z.literal('processing') }),
  ])
  .describe('The accepted submission');

/** The fields of a submission, parsed. */
export type SubmitFields = Readonly<z.output<typeof submitFormSchema>>;

/** The answer to an accepted submission. */
export type SubmitResponse = z.infer<typeof submitResponseSchema>;
