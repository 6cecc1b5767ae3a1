/**
 * Beam search: of the texts that several decoders together find probable, a few at a time are followed, token by token (Lowerre 1976; as for
 * sequences of tokens in Sutskever, Vinyals & Le 2014, NeurIPS). One decoder alone, greedily, is held to a word that turns out wrong.
 */
import type { Tensor } from '../../models/onnx-runtime.ts';
import type { DecodedSpeech, DecodedToken, EncodedPiece } from './decoded-speech.ts';
import { DECODER_VALUES } from './decoder-graph.ts';
import {
  begin,
  type DecoderSessions,
  END_TOKEN,
  goOn,
  type Progress,
  rowsOf,
  START_TOKEN,
} from './decoder-steps.ts';
import { loopLength } from './repetition.ts';

/** The most probable of the texts that came to an end; null where none did. */
export type BeamSearch = (piece: EncodedPiece) => Promise<DecodedSpeech | null>;

/** A text up to now, and the sum of its tokens' log probabilities. */
interface Beam {
  readonly tokens: readonly DecodedToken[];
  readonly logProbability: number;
}

/** A beam that goes on or ends with a token. */
interface Continuation extends Beam {
  /** The row of the beam that goes on. */
  readonly row: number;
  readonly last: DecodedToken;
}

/** How many texts are followed at a time; more than 5 seldom help attentive decoders (Chorowski & Jaitly 2017, Interspeech). */
const WIDTH = 5;
/**
 * How much less probable than the best of those followed a text may be, as a natural logarithm. On learners' sentences a wider beam finds
 * nothing better, and takes a third longer (docs/validity/words.md).
 */
const MOST_BEHIND = 2;

/**
 * Looks for the most probable text. The log probability of a token is the mean of those that the decoders give it, and that of a text the
 * sum, its end included: a mean over the tokens finds worse ones (docs/validity/words.md).
 * @param decoders have the same tokens.
 */
export async function searchBeams(
  decoders: readonly DecoderSessions[],
  { states, maxTokens }: EncodedPiece,
): Promise<DecodedSpeech | null> {
  let progress = await Promise.all(decoders.map((sessions) => begin(sessions, [states])));
  let beams: readonly Beam[] = [{ tokens: [], logProbability: 0 }];
  let best: Continuation | null = null;
  for (let length = 0; length <= maxTokens && beams.length > 0; length++) {
    const last = beams.map(({ tokens }) => [tokens.at(-1)?.id ?? START_TOKEN]);
    const stepped: Awaited<ReturnType<typeof goOn>>[] = [];
    for (const [n, sessions] of decoders.entries())
      stepped.push(await goOn(sessions, last, progress[n] as Progress, [DECODER_VALUES.logProbabilities]));
    const given = stepped.map(({ results }) => results[DECODER_VALUES.logProbabilities] as Tensor);
    const { end, goingOn } = chooseContinuations(beams, given);
    if (end !== null && isBetter(end, best)) best = end;
    const hopeful = withHope(goingOn, best);
    progress = stepped.map((one) => ofRows(one.progress, hopeful));
    beams = hopeful.map(({ tokens, last, logProbability }) => ({
      tokens: [...tokens, last],
      logProbability,
    }));
  }
  return best && { tokens: best.tokens, endLogProbability: best.last.logProbability, cut: null };
}

const isBetter = (one: Beam, other: Beam | null): boolean =>
  other === null || one.logProbability > other.logProbability;

/** Texts that are not far behind the best of them, nor less probable than one that has ended: what goes on only becomes less probable. */
function withHope(goingOn: readonly Continuation[], ended: Beam | null): Continuation[] {
  const [first] = goingOn;
  return goingOn.filter(
    (one) => isBetter(one, ended) && one.logProbability > (first as Beam).logProbability - MOST_BEHIND,
  );
}

/**
 * Of the best continuations of all beams, up to the first `WIDTH` that do not end, these and the best that ends. Texts that have begun to
 * repeat themselves are given up; and a text ends only where that is what its decoders expect most, as any end in the middle of what
 * was said spares a text the probabilities of the rest.
 */
function chooseContinuations(beams: readonly Beam[], given: readonly Tensor[]) {
  const all = beams.flatMap((beam, row) =>
    bestTokens(given, row, beams.length)
      .filter(({ id }, rank) => id !== END_TOKEN || rank === 0)
      .map(
        (last): Continuation => ({
          row,
          last,
          tokens: beam.tokens,
          logProbability: beam.logProbability + last.logProbability,
        }),
      ),
  );
  all.sort((one, other) => other.logProbability - one.logProbability);
  let end: Continuation | null = null;
  const goingOn: Continuation[] = [];
  for (const one of all) {
    if (goingOn.length === WIDTH) break;
    if (one.last.id === END_TOKEN) end ??= one;
    else if (loopLength([...one.tokens, one.last].map(({ id }) => id)) === 0) goingOn.push(one);
  }
  return { end, goingOn };
}

/** The most probable tokens after a row, one more than beams, as one of them may be the end; the best first. */
function bestTokens(given: readonly Tensor[], row: number, rows: number): DecodedToken[] {
  const size = (given[0] as Tensor).size / rows;
  const ofRow = given.map(({ data }) => (data as Float32Array).subarray(row * size, (row + 1) * size));
  const best: DecodedToken[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < size; id++) {
    let sum = 0;
    for (const values of ofRow) sum += values[id] as number;
    const logProbability = sum / ofRow.length;
    if (logProbability <= least) continue;
    const after = best.findIndex((token) => token.logProbability < logProbability);
    best.splice(after === -1 ? best.length : after, 0, { id, logProbability });
    if (best.length > WIDTH + 1) best.pop();
    if (best.length > WIDTH) least = (best.at(-1) as DecodedToken).logProbability;
  }
  return best;
}

/** What is held of the tokens of the beams that go on; the speech is the same for all. */
function ofRows({ states, tokens, position }: Progress, goingOn: readonly Continuation[]): Progress {
  const chosen = Object.entries(tokens).map(([name, tensor]): [string, Tensor] => [
    name,
    rowsOf(
      tensor,
      goingOn.map(({ row }) => row),
    ),
  ]);
  return { states, tokens: Object.fromEntries(chosen), position };
}
