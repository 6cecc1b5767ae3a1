import { InvalidArgumentError } from 'commander';

/**
 * Reads a whole number from 0 of a command line.
 * @throws InvalidArgumentError, which the command line explains, for anything else.
 */
export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 0.');
}
