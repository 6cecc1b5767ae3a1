/** What was asked for makes no sense, such as a path that nothing can be written to: the command line was wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
