import { ServiceError } from '../service-error.ts';

/**
 * Checks one part of a recording. Of several, a refusal names the part: in its message, and as `details.part`.
 * @param part from 1.
 * @param isOneOfSeveral whether there are others.
 * @throws ServiceError as the check does; any other error unchanged.
 */
export async function checkPart<T>(
  part: number,
  isOneOfSeveral: boolean,
  check: () => T | Promise<T>,
): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!isOneOfSeveral || !(error instanceof ServiceError)) throw error;
    const extras = { ...error.extras, details: { ...error.extras.details, part } };
    throw new ServiceError(error.code, `Part ${part}: ${error.message}`, extras, { cause: error.cause });
  }
}

/** Checks the parts of a recording one after another, each as {@link checkPart}. */
export async function checkParts<Part>(
  parts: readonly Part[],
  check: (part: Part) => void | Promise<void>,
): Promise<void> {
  for (const [at, part] of parts.entries()) {
    await checkPart(at + 1, parts.length > 1, () => check(part));
  }
}
