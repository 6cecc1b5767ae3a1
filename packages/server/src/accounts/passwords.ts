import { createRequire } from 'node:module';
import { resolveNative } from '@vivavoce/engine/native-dependencies';
import { ServiceError } from '../service-error.ts';

const { hash, verify } = loadArgon2();

/** OWASP's Password Storage Cheat Sheet (2024): argon2id (the default), 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** On the estimator's scale of 0 to 4: "safely unguessable", 10^8 guesses and more (Wheeler 2016). */
const MIN_STRENGTH = 3;
/** The estimator takes seconds for very long texts; those are judged by their beginning. */
const CHECKED_CHARACTERS = 64;

/** A hash of something that nobody knows: what is compared where there is no password. */
let placeholderHash: Promise<string> | null = null;
let estimator: ReturnType<typeof loadEstimator> | null = null;

/** The estimator of strength with its lists of common passwords, names and words: 2 MB that few requests need. */
async function loadEstimator() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/**
 * Refuses a password that is guessed early: common ones, patterns on the keyboard, what the user is called.
 * @param known texts that somebody who guesses knows of the user.
 * @throws ServiceError WEAK_PASSWORD.
 */
export async function requireStrongPassword(password: string, known: readonly string[]): Promise<void> {
  estimator ??= loadEstimator();
  const { score } = (await estimator).check(password.slice(0, CHECKED_CHARACTERS), [...known]);
  if (score >= MIN_STRENGTH) return;
  throw new ServiceError(
    'WEAK_PASSWORD',
    'This password is easy to guess: take some words that do not belong together',
  );
}

/** Argon2 with the library for this platform. */
function loadArgon2(): typeof import('@node-rs/argon2') {
  const path = resolveNative('@node-rs/argon2', import.meta.url);
  if (path === null)
    throw new Error('The library that hashes passwords is not installed: install without --omit=optional');
  return createRequire(import.meta.url)(path);
}

/** The hash of a password, with its salt and cost in the PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/**
 * Whether a password is the one that was hashed. Takes as long when there is no hash to compare with, so that time does not
 * tell who has an account.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  placeholderHash ??= hashPassword(crypto.randomUUID());
  const matches = await verify(passwordHash ?? (await placeholderHash), password.normalize('NFKC'));
  return matches && passwordHash !== null;
}
