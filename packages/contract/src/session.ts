import { z } from 'zod';
import { must } from './input-issues.ts';
import { actionSchema, roleSchema } from './roles.ts';
import { isLength, isStorable } from './text.ts';

/** A trimmed text on one line. */
const line = (max: number) =>
  z
    .string({ error: must('be a string') })
    .transform((text) => text.trim())
    .refine(
      (text) => isLength(text, 1, max) && isStorable(text) && !/[\n\r]/.test(text),
      `must have 1 to ${max} characters on one line`,
    );

export const emailSchema = z
  .email({ error: must('be an email address, such as name@example.com') })
  .max(254)
  .transform((email) => email.toLowerCase())
  .describe('Email address; case does not matter');

export const personNameSchema = line(200).describe('Name of the person');
export const organisationNameSchema = line(200).describe('Name of the organisation');

/** Minimum length of a password (NIST SP 800-63B-4: 15 as the only factor, 8 with a second one). */
export const MIN_PASSWORD_LENGTH = 12;

export const newPasswordSchema = z
  .string('must be a string')
  .refine(
    (password) => isLength(password, MIN_PASSWORD_LENGTH, 200) && isStorable(password),
    `must have ${MIN_PASSWORD_LENGTH} to 200 characters`,
  )
  .describe('Any characters; passwords that are easy to guess are refused');

export const linkTokenSchema = z.string('must be a string').max(200).describe('The token from the link');

export const loginSchema = z
  .object({
    email: z.string('must be a string').max(254),
    password: z.string('must be a string').max(200),
  })
  .describe('Email address and password');

export const linkLoginSchema = z.object({ token: linkTokenSchema }).describe('A one-time link');

export const setupSchema = z.object({
  token: linkTokenSchema.describe('The setup token that `vivavoce serve` prints'),
  organisation: organisationNameSchema,
  name: personNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});

export const sessionUserSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  permissions: z.array(actionSchema).describe('Permissions of the role'),
  hasPassword: z.boolean().describe('Whether the user can sign in with a password'),
  needsSecondFactor: z
    .boolean()
    .describe(
      'Whether the client requires a second factor that the user has not set up: nothing else is allowed then',
    ),
});

export const submitLimitsSchema = z
  .object({
    maxUploadBytes: z.int().min(1).describe('Largest recording, bytes'),
    minDurationMs: z.int().min(0).describe('Shortest recording, ms'),
    maxDurationMs: z.int().min(1).describe('Longest recording, ms'),
    languages: z.array(z.string()).describe('Languages that the user may submit, ISO 639-1, English first'),
    candidateNameKeys: z
      .array(z.string())
      .describe('Metadata keys that hold a candidate’s name, in order of precedence'),
  })
  .describe('What this server accepts from the user');

export const sessionStateSchema = z
  .object({
    user: sessionUserSchema.nullable().describe('Null when nobody is signed in'),
    client: z
      .object({
        id: z.string(),
        name: z.string(),
        speech: z.boolean(),
        multilingual: z.boolean(),
        requiresConsent: z.boolean().describe('Whether every submission must state consent'),
        administrators: z
          .array(z.object({ name: z.string(), email: z.string() }))
          .describe('Some of the people who can change the user’s role; empty for those who can themselves'),
      })
      .nullable(),
    limits: submitLimitsSchema.nullable().describe('Null when nobody is signed in'),
    pendingSignIn: z
      .object({
        totp: z.boolean().describe('Whether a code of an authenticator app finishes the sign-in'),
        passkey: z.boolean().describe('Whether a passkey finishes it'),
        recoveryCode: z.boolean().describe('Whether a recovery code finishes it'),
      })
      .nullable()
      .describe('What a sign-in still needs after the password or the link; null without one'),
    setupNeeded: z.boolean().describe('Whether this server still has to be set up'),
    oidc: z
      .object({ name: z.string().describe('Display name'), url: z.string().describe('Address to open') })
      .nullable()
      .describe('The identity provider for signing in; null without one'),
    csrfToken: z
      .string()
      .nullable()
      .describe('To send as x-csrf-token with every POST, PUT, PATCH and DELETE of this session'),
  })
  .describe('The session, and the ways to sign in');

/** The session, and the ways to sign in. */
export type SessionState = z.infer<typeof sessionStateSchema>;
/** What the server accepts from a user: sizes, lengths and languages of recordings. */
export type SubmitLimits = z.infer<typeof submitLimitsSchema>;
/** The signed-in user. */
export type SessionUser = z.infer<typeof sessionUserSchema>;
/** The organisation and its first owner. */
export type Setup = z.infer<typeof setupSchema>;
/** Credentials of a user. */
export type Login = z.infer<typeof loginSchema>;
