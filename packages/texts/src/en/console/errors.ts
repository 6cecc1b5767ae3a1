import type { RequestErrorCode, RunError } from '@vivavoce/contract';

/** What the API refuses and why runs fail, in words; the codes are those of the contract. */
export const errors = {
  request: {
    WEAK_PASSWORD: 'This password is too easy to guess, or does not have 12 to 200 characters.',
    INVALID_CREDENTIALS: 'The password is wrong, or does not belong to this e-mail address.',
    INVALID_CODE: 'This code is wrong, has expired or was used before. Take the next one.',
    INVALID_PASSKEY: 'This passkey was not accepted. Try again, or sign in another way.',
    INVALID_LINK: 'This link is no longer valid. Ask for a new one.',
    INVALID_SETUP_TOKEN: 'This is not the setup token that the server printed when it started.',
    SETUP_DONE: 'This server has been set up already. Sign in.',
    SESSION_EXPIRED: 'Your session has ended. Sign in again.',
    SSO_REQUIRED: 'Your organisation allows sign-in through its identity provider only.',
    SECOND_FACTOR_REQUIRED:
      'Your organisation requires a second factor. Set one up on the page of your account first.',
    REAUTHENTICATION_REQUIRED: 'Enter your password again first.',
    EMAIL_TAKEN: 'Somebody already uses this e-mail address here.',
    NAME_TAKEN: 'This name is already taken.',
    LAST_OWNER: 'This is the only owner. Make another user an owner first.',
    CONSENT_REQUIRED: 'Consent is required: name the notice that the candidate agreed to.',
    UNSUPPORTED_FORMAT: 'This file is not a recording that can be read.',
    AUDIO_DURATION_UNAVAILABLE: 'The length of this recording cannot be read. The file may be damaged.',
    MISSING_PERMISSION: 'Your role does not allow this.',
    RUN_NOT_FOUND: 'There is no such recording, or it was erased.',
    RUN_NOT_FINISHED: 'The analysis has not finished yet.',
    RUN_CHANGED: 'Another user changed this result at the same time. Check it and try again.',
    RESCORING_NOT_POSSIBLE: 'This result cannot be calculated again. Submit the recording once more.',
    TOO_MANY_ATTEMPTS: 'There were too many attempts. Wait a few minutes.',
    RATE_LIMIT_EXCEEDED: 'There were too many requests. Wait a minute and try again.',
    STORAGE_FULL: 'The server has too little free disk space. Try again later.',
    SERVICE_WARMING_UP: 'The server is still starting. Try again in a moment.',
    INTERNAL_ERROR: 'Something went wrong on the server.',
  },
  run: {
    NO_SPEECH_DETECTED: 'No speech was found in the recording.',
    CANDIDATE_SPEECH_INSUFFICIENT: 'The candidate speaks too little in this recording for a score.',
    AUDIO_DECODE_FAILED: 'The recording could not be read. The file may be damaged.',
    TRANSCRIPTION_FAILED: 'The words could not be recognised.',
    SCORING_FAILED: 'The scores could not be calculated.',
    PROCESSING_TIMEOUT: 'The analysis took too long and was stopped.',
    INTERNAL_ERROR: 'Something went wrong on the server during the analysis.',
  },
} as const satisfies {
  readonly request: Readonly<Partial<Record<RequestErrorCode, string>>>;
  readonly run: Readonly<Record<RunError['code'], string>>;
};
