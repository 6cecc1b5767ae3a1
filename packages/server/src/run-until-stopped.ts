/**
 * Waits until the process is asked to end, by SIGTERM or Ctrl-C, or something cannot go on; then stops it in order.
 * A second signal ends the process at once.
 * @returns the reason if it could not go on.
 */
export async function runUntilStopped(running: {
  stop(): Promise<void>;
  failed?: Promise<Error>;
}): Promise<Error | null> {
  const asked = new Promise<null>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done(null));
  });
  const reason = await Promise.race([asked, running.failed ?? asked]);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
  await running.stop();
  return reason;
}
