import { z } from 'zod';
import {
  enrolledSchema,
  newPasskeySchema,
  passkeyOptionsSchema,
  passkeySignInSchema,
  reauthenticationSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  signInCodeSchema,
  totpCodeSchema,
  totpEnrolmentSchema,
} from '../second-factor.ts';
import { sessionStateSchema } from '../session.ts';
import { defineOperation, pathId } from './operation.ts';

const signedIn = {
  status: 200,
  description: 'Signed in; the session cookie is set',
  bodies: { SessionState: sessionStateSchema },
} as const;
const LOGIN_ERRORS = ['INVALID_PARAMETERS', 'CSRF_TOKEN_INVALID', 'TOO_MANY_ATTEMPTS'] as const;
const own = { needs: 'user', permission: 'self' } as const;

const SIGN_IN_OPERATIONS = {
  confirmSignIn: defineOperation({
    id: 'confirmSignIn',
    method: 'post',
    path: '/session/second-factor',
    summary: 'Finish a sign-in that needs a second factor, with a one-time code or a recovery code',
    needs: 'nothing',
    body: { SignInCode: signInCodeSchema },
    success: signedIn,
    errors: [...LOGIN_ERRORS, 'INVALID_CODE', 'SESSION_EXPIRED'],
  }),
  challengePasskeySignIn: defineOperation({
    id: 'challengePasskeySignIn',
    method: 'post',
    path: '/session/passkey/challenge',
    summary: 'Begin to sign in with a passkey, alone or as the second factor',
    needs: 'nothing',
    success: {
      status: 200,
      description: 'For `navigator.credentials.get`',
      bodies: { PasskeyOptions: passkeyOptionsSchema },
    },
    errors: ['CSRF_TOKEN_INVALID', 'TOO_MANY_ATTEMPTS'],
  }),
  signInWithPasskey: defineOperation({
    id: 'signInWithPasskey',
    method: 'post',
    path: '/session/passkey',
    summary: 'Sign in with a passkey, alone or as the second factor',
    needs: 'nothing',
    body: { PasskeySignIn: passkeySignInSchema },
    success: signedIn,
    errors: [...LOGIN_ERRORS, 'INVALID_PASSKEY'],
  }),
};

const TOTP_OPERATIONS = {
  enrolTotp: defineOperation({
    id: 'enrolTotp',
    method: 'post',
    path: '/session/second-factor/totp',
    summary: 'Begin to set up an authenticator app; nothing changes until it is confirmed',
    ...own,
    success: { status: 201, description: 'A new secret', bodies: { TotpEnrolment: totpEnrolmentSchema } },
    errors: ['REAUTHENTICATION_REQUIRED'],
  }),
  confirmTotp: defineOperation({
    id: 'confirmTotp',
    method: 'put',
    path: '/session/second-factor/totp',
    summary: 'Confirm an authenticator app with its first code',
    ...own,
    body: { TotpCode: totpCodeSchema },
    success: {
      status: 200,
      description: 'The second factor was added',
      bodies: { Enrolled: enrolledSchema },
    },
    errors: ['INVALID_PARAMETERS', 'INVALID_CODE', 'TOO_MANY_ATTEMPTS', 'REAUTHENTICATION_REQUIRED'],
  }),
  removeTotp: defineOperation({
    id: 'removeTotp',
    method: 'delete',
    path: '/session/second-factor/totp',
    summary: 'Remove the authenticator app',
    ...own,
    success: { status: 204, description: 'Removed' },
    errors: ['NOT_FOUND', 'REAUTHENTICATION_REQUIRED'],
  }),
  renewRecoveryCodes: defineOperation({
    id: 'renewRecoveryCodes',
    method: 'post',
    path: '/session/second-factor/recovery-codes',
    summary: 'Make new recovery codes; earlier ones become invalid',
    ...own,
    success: { status: 201, description: 'New codes', bodies: { RecoveryCodes: recoveryCodesSchema } },
    errors: ['NOT_FOUND', 'REAUTHENTICATION_REQUIRED'],
  }),
};

const PASSKEY_OPERATIONS = {
  challengePasskey: defineOperation({
    id: 'challengePasskey',
    method: 'post',
    path: '/session/passkey/registration',
    summary: 'Begin to add a passkey',
    ...own,
    success: {
      status: 200,
      description: 'For `navigator.credentials.create`',
      bodies: { PasskeyOptions: passkeyOptionsSchema },
    },
    errors: ['REAUTHENTICATION_REQUIRED', 'QUOTA_EXCEEDED'],
  }),
  addPasskey: defineOperation({
    id: 'addPasskey',
    method: 'post',
    path: '/session/passkeys',
    summary: 'Add a passkey: from now on it, or another second factor, is asked for after the password',
    ...own,
    body: { NewPasskey: newPasskeySchema },
    success: {
      status: 201,
      description: 'The second factor was added',
      bodies: { Enrolled: enrolledSchema },
    },
    errors: ['INVALID_PARAMETERS', 'INVALID_PASSKEY', 'REAUTHENTICATION_REQUIRED', 'QUOTA_EXCEEDED'],
  }),
  removePasskey: defineOperation({
    id: 'removePasskey',
    method: 'delete',
    path: '/session/passkeys/{id}',
    summary: 'Remove a passkey',
    ...own,
    params: z.object({ id: pathId('Id of one of the user’s passkeys') }),
    success: { status: 204, description: 'Removed' },
    errors: ['NOT_FOUND', 'REAUTHENTICATION_REQUIRED'],
  }),
};

/** Operations on second factors: signing in with them, and a user's own. */
export const SECOND_FACTOR_OPERATIONS = {
  ...SIGN_IN_OPERATIONS,
  readSecondFactor: defineOperation({
    id: 'readSecondFactor',
    method: 'get',
    path: '/session/second-factor',
    summary: 'Read the second factors of the signed-in user',
    ...own,
    success: { status: 200, description: 'As they are', bodies: { SecondFactor: secondFactorSchema } },
    errors: [],
  }),
  reauthenticate: defineOperation({
    id: 'reauthenticate',
    method: 'post',
    path: '/session/reauthentication',
    summary: 'Enter the password again, which changes of second factors need',
    ...own,
    body: { Reauthentication: reauthenticationSchema },
    success: { status: 204, description: 'Accepted for ten minutes' },
    errors: ['INVALID_PARAMETERS', 'INVALID_CREDENTIALS', 'TOO_MANY_ATTEMPTS'],
  }),
  ...TOTP_OPERATIONS,
  ...PASSKEY_OPERATIONS,
};
