import { z } from 'zod';

/** HTTP status of each error code of the API. */
export const REQUEST_ERRORS = {
  MISSING_AUDIO_FILE: 400,
  UNSUPPORTED_FORMAT: 400,
  AUDIO_TOO_SHORT: 400,
  AUDIO_TOO_LONG: 400,
  FILE_TOO_LARGE: 400,
  AUDIO_DURATION_UNAVAILABLE: 400,
  INVALID_LANGUAGE_CODE: 400,
  INVALID_EXTERNAL_ID: 400,
  INVALID_METADATA: 400,
  INVALID_TAGS: 400,
  INVALID_WEBHOOK_URL: 400,
  INVALID_AUDIO_URL: 400,
  AUDIO_DOWNLOAD_FAILED: 400,
  INVALID_STATUS: 400,
  INVALID_SERVICE_TYPE: 400,
  INVALID_DATE: 400,
  CONSENT_REQUIRED: 400,
  WEAK_PASSWORD: 400,
  INVALID_PARAMETERS: 400,
  UNKNOWN_SPEAKER: 400,
  CANDIDATE_SPEECH_INSUFFICIENT: 400,
  MISSING_API_KEY: 401,
  INVALID_API_KEY: 401,
  API_KEY_EXPIRED: 401,
  CLIENT_INACTIVE: 401,
  SESSION_EXPIRED: 401,
  INVALID_CREDENTIALS: 401,
  INVALID_CODE: 401,
  INVALID_PASSKEY: 401,
  INVALID_OPERATOR_TOKEN: 401,
  INSUFFICIENT_CREDITS: 402,
  MISSING_PERMISSION: 403,
  QUOTA_EXCEEDED: 403,
  MULTILINGUAL_NOT_ENABLED: 403,
  IP_NOT_ALLOWED: 403,
  SSO_REQUIRED: 403,
  SECOND_FACTOR_REQUIRED: 403,
  REAUTHENTICATION_REQUIRED: 403,
  CSRF_TOKEN_INVALID: 403,
  INVALID_SETUP_TOKEN: 403,
  RUN_NOT_FOUND: 404,
  INVALID_LINK: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  IDEMPOTENCY_KEY_REUSED: 409,
  RUN_NOT_FINISHED: 409,
  RUN_HAS_NO_RESULT: 409,
  RUN_CHANGED: 409,
  RESCORING_NOT_POSSIBLE: 409,
  SETUP_DONE: 409,
  EMAIL_TAKEN: 409,
  LAST_OWNER: 409,
  NAME_TAKEN: 409,
  UNSUPPORTED_CONTENT_ENCODING: 415,
  RANGE_NOT_SATISFIABLE: 416,
  RATE_LIMIT_EXCEEDED: 429,
  POLL_RATE_LIMITED: 429,
  TOO_MANY_ATTEMPTS: 429,
  INTERNAL_ERROR: 500,
  SERVICE_WARMING_UP: 503,
  MULTILINGUAL_NOT_CONFIGURED: 503,
  STORAGE_FULL: 507,
} as const satisfies Record<string, number>;

/** A stable error code of the API. */
export type RequestErrorCode = keyof typeof REQUEST_ERRORS;

/** Stable codes of failed runs. */
export const RUN_ERROR_CODES = [
  'NO_SPEECH_DETECTED',
  'CANDIDATE_SPEECH_INSUFFICIENT',
  'AUDIO_DECODE_FAILED',
  'TRANSCRIPTION_FAILED',
  'SCORING_FAILED',
  'PROCESSING_TIMEOUT',
  'INTERNAL_ERROR',
] as const;

export const runErrorSchema = z
  .object({
    code: z.enum(RUN_ERROR_CODES),
    message: z.string().describe('The problem and what to do, in one sentence'),
  })
  .describe('Why the run failed');

/** Why a run failed. */
export type RunError = z.infer<typeof runErrorSchema>;

export const errorEnvelopeSchema = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(REQUEST_ERRORS) as [RequestErrorCode, ...RequestErrorCode[]]),
      message: z.string(),
      timestamp: z.iso.datetime(),
      requestId: z.string().optional(),
      details: z.record(z.string(), z.unknown()).optional(),
      retryAfterSeconds: z
        .int()
        .min(0)
        .optional()
        .describe('How long to wait before retrying, s; same as the header Retry-After'),
    }),
  })
  .describe('The body of every 4xx and 5xx response');

/** The body of every 4xx and 5xx response. */
export type ErrorEnvelope = z.infer<typeof errorEnvelopeSchema>;
