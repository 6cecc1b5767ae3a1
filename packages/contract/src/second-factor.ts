import { z } from 'zod';
import { isStorable } from './text.ts';

const code = z
  .string('must be a string')
  .max(64, 'must have at most 64 characters')
  .describe('Six digits of the authenticator app, or a recovery code; spaces and hyphens do not matter');

export const signInCodeSchema = z
  .object({ code })
  .describe('A one-time code, or a recovery code, which is used up');

export const totpCodeSchema = z.object({ code: code.describe('Six digits of the authenticator app') });

export const reauthenticationSchema = z
  .object({ password: z.string('must be a string').max(200) })
  .describe('The user’s password');

export const totpEnrolmentSchema = z
  .object({
    secret: z.string().describe('The shared secret in base32, for apps that cannot read the QR code'),
    uri: z.string().describe('What the QR code holds: otpauth://totp/…'),
  })
  .describe(
    'What an authenticator app needs (RFC 6238: SHA-1, six digits, 30 s); valid once it is confirmed',
  );

export const enrolledSchema = z
  .object({
    recoveryCodes: z
      .array(z.string())
      .describe(
        'Codes that each sign in once in place of the second factor, shown only now; empty where the user has codes already',
      ),
  })
  .describe('A second factor was added; every other session of the user has ended');

export const recoveryCodesSchema = z
  .object({ recoveryCodes: z.array(z.string()).describe('Shown only now; earlier ones are void') })
  .describe('New recovery codes');

export const passkeyNameSchema = z
  .string('must be a string')
  .transform((text) => text.trim())
  .refine(
    (text) => text.length >= 1 && text.length <= 100 && isStorable(text),
    'must have 1 to 100 characters',
  )
  .describe('What the user calls the passkey, such as the device');

export const passkeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .describe('A passkey (WebAuthn)');

const base64url = z
  .string()
  .max(65_536)
  .regex(/^[\w-]*$/);
const credential = { id: base64url.max(2048), rawId: base64url.max(2048), type: z.literal('public-key') };
const clientExtensionResults = z.record(z.string(), z.unknown()).default({});

export const passkeyOptionsSchema = z
  .object({ options: z.record(z.string(), z.unknown()) })
  .describe(
    'Options for `navigator.credentials`, as JSON (WebAuthn Level 3, 5.1.8 to 5.1.10); valid for five minutes',
  );

export const newPasskeySchema = z
  .object({
    name: passkeyNameSchema,
    response: z
      .object({
        ...credential,
        response: z.object({
          clientDataJSON: base64url,
          attestationObject: base64url,
          transports: z.array(z.string().max(40)).max(10).optional(),
        }),
        clientExtensionResults,
      })
      .describe('RegistrationResponseJSON of WebAuthn'),
  })
  .describe('A passkey that the browser has made');

export const passkeySignInSchema = z
  .object({
    response: z
      .object({
        ...credential,
        response: z.object({
          clientDataJSON: base64url,
          authenticatorData: base64url,
          signature: base64url,
          userHandle: base64url.max(128).nullish(),
        }),
        clientExtensionResults,
      })
      .describe('AuthenticationResponseJSON of WebAuthn'),
  })
  .describe('What the passkey has signed');

export const secondFactorSchema = z
  .object({
    totp: z.boolean().describe('Whether an authenticator app is set up'),
    passkeys: z.array(passkeySchema).describe('Oldest first'),
    recoveryCodes: z.int().min(0).describe('How many recovery codes are left'),
    isRequired: z.boolean().describe('Whether the client requires a second factor'),
    reauthentication: z
      .enum(['none', 'password', 'sign-in'])
      .describe(
        'What changes need first: nothing, as the user has just signed in; the password; or to sign in again',
      ),
  })
  .describe('The second factors of the user');

/** The second factors of a user. */
export type SecondFactor = z.infer<typeof secondFactorSchema>;
/** A passkey as its user sees it. */
export type Passkey = z.infer<typeof passkeySchema>;
/** What an authenticator app needs. */
export type TotpEnrolment = z.infer<typeof totpEnrolmentSchema>;
/** The recovery codes that came with a first second factor. */
export type Enrolled = z.infer<typeof enrolledSchema>;
/** Options for `navigator.credentials`. */
export type PasskeyOptions = z.infer<typeof passkeyOptionsSchema>;
/** A passkey to add. */
export type NewPasskey = z.infer<typeof newPasskeySchema>;
/** A login by passkey. */
export type PasskeySignIn = z.infer<typeof passkeySignInSchema>;
