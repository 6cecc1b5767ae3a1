/** When something was said, ms. */
interface Timed {
  readonly startMs: number;
  readonly endMs: number;
}

/** The parts of a person's fluency that decide which words the rate of speech counts. */
export interface Disfluencies {
  readonly filledPauses: { readonly items: readonly Timed[] };
  readonly repetitions: { readonly items: readonly Timed[] };
  /** Null in languages in which none are detected. */
  readonly selfRepairs: { readonly items: readonly Timed[] } | null;
}

/** The words that the rate of speech counts: no fillers, and nothing that was repeated or taken back. */
export function pacedWords<W extends Timed>(
  words: readonly W[],
  { filledPauses, repetitions, selfRepairs }: Disfluencies,
): W[] {
  const leftOut = [filledPauses, repetitions, selfRepairs].flatMap((events) => events?.items ?? []);
  return words.filter((word) => !leftOut.some((span) => isWithin(word, span)));
}

/** Whether the middle of a word lies in a span: edges of both are rounded. */
const isWithin = ({ startMs, endMs }: Timed, span: Timed): boolean =>
  (startMs + endMs) / 2 >= span.startMs && (startMs + endMs) / 2 <= span.endMs;
