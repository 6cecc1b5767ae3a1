import { z } from 'zod';
import { actionSchema, roleSchema } from './roles.ts';
import { isLength, isStorable } from './text.ts';

/** A text that people read: trimmed, on one line. */
const line = (name: string, max: number) =>
  z
    .string(`${name} is a text`)
    .transform((text) => text.trim())
    .refine(
      (text) => isLength(text, 1, max) && isStorable(text) && !/[\n\r]/.test(text),
      `${name} has 1 to ${max} characters`,
    );

export const emailSchema = z
  .email('An e-mail address, such as name@example.com')
  .max(254)
  .transform((email) => email.toLowerCase())
  .describe('Lower and upper case are the same');

export const personNameSchema = line('A name', 200).describe('As people are called');
export const organisationNameSchema = line('The name of an organisation', 200).describe('Of a client');

/** The fewest characters of a password (NIST SP 800-63B-4 asks for 15 where nothing else protects, 8 beside more). */
export const MIN_PASSWORD_LENGTH = 12;

export const newPasswordSchema = z
  .string('A password is a text')
  .refine(
    (password) => isLength(password, MIN_PASSWORD_LENGTH, 200) && isStorable(password),
    `A password has ${MIN_PASSWORD_LENGTH} to 200 characters`,
  )
  .describe('Any characters; obvious ones are refused');

export const linkTokenSchema = z.string('A token is a text').max(200).describe('Out of the link');

export const loginSchema = z
  .object({
    email: z.string('email is a text').max(254),
    password: z.string('password is a text').max(200),
  })
  .describe('What a user signs in with');

export const linkLoginSchema = z.object({ token: linkTokenSchema }).describe('A one-time link');

export const setupSchema = z.object({
  token: linkTokenSchema.describe('The set-up token that `vivavoce serve` prints'),
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
  permissions: z.array(actionSchema).describe('What the role permits'),
  hasPassword: z.boolean().describe('Whether the user can sign in with a password'),
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
        requiresConsent: z.boolean().describe('Whether every recording needs consent'),
      })
      .nullable(),
    limits: submitLimitsSchema.nullable().describe('Null when nobody is signed in'),
    setupNeeded: z.boolean().describe('Whether nobody has set this server up yet'),
    oidc: z
      .object({ name: z.string().describe('What people call it'), url: z.string().describe('Where to go') })
      .nullable()
      .describe('The identity provider that people can sign in with'),
    csrfToken: z
      .string()
      .nullable()
      .describe('To be sent as x-csrf-token with every POST, PUT, PATCH and DELETE of this session'),
  })
  .describe('Who is signed in');

/** Who is signed in, and how one can. */
export type SessionState = z.infer<typeof sessionStateSchema>;
/** What the server accepts from a user: sizes, lengths and languages of recordings. */
export type SubmitLimits = z.infer<typeof submitLimitsSchema>;
/** The signed-in user. */
export type SessionUser = z.infer<typeof sessionUserSchema>;
/** What the first owner gives. */
export type Setup = z.infer<typeof setupSchema>;
/** What a user signs in with. */
export type Login = z.infer<typeof loginSchema>;
