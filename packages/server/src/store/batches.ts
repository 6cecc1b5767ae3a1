/** So many at most go into one batch. */
const LARGEST = 500;

/**
 * Asks for many things at once that are asked for one by one: what comes while a batch is under way waits and makes up the next
 * one. An answer is therefore never older than its question, no matter how many ask, and nobody waits while nothing is under way.
 * @param load answers a batch, in its order; what it throws is thrown to each of that batch.
 */
export function inBatches<Q, A>(
  load: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  interface Waiting {
    readonly question: Q;
    readonly done: (answer: A) => void;
    readonly fail: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let isBusy = false;
  const run = async (): Promise<void> => {
    isBusy = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, LARGEST);
      waiting = waiting.slice(LARGEST);
      try {
        const answers = await load(batch.map(({ question }) => question));
        for (const [n, { done }] of batch.entries()) done(answers[n] as A);
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    isBusy = false;
  };
  return (question) =>
    new Promise((done, fail) => {
      waiting.push({ question, done, fail });
      if (!isBusy) void run();
    });
}
