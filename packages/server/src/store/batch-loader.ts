/** How questions are put together. */
export interface BatchOptions<Q> {
  /** Only questions of one group are asked together; all of them when absent. */
  readonly groupOf?: (question: Q) => string;
  /** So many questions at most make up a batch. */
  readonly maxBatchSize: number;
}

interface Waiting<Q, A> {
  readonly question: Q;
  readonly done: (answer: A) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Asks for many things at once that are asked for one by one: what comes while a batch of its group is under way waits and makes up
 * the next one. An answer is therefore never older than its question, and nobody waits while nothing is under way.
 * @param load answers a batch, in its order; what it throws is thrown to each of that batch.
 */
export function createBatchLoader<Q, A>(
  { groupOf = () => '', maxBatchSize }: BatchOptions<Q>,
  load: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  /** Of the groups with a batch under way: what waits for the next. */
  const groups = new Map<string, Waiting<Q, A>[]>();
  const work = async (group: string, waiting: Waiting<Q, A>[]): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, maxBatchSize);
      try {
        const answers = await load(batch.map(({ question }) => question));
        for (const [n, { done }] of batch.entries()) done(answers[n] as A);
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    groups.delete(group);
  };
  return (question) =>
    new Promise((done, fail) => {
      const group = groupOf(question);
      const asked = { question, done, fail };
      const waiting = groups.get(group);
      if (waiting) {
        waiting.push(asked);
        return;
      }
      const first = [asked];
      groups.set(group, first);
      void work(group, first);
    });
}
