import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadSession } from '../../models/inference-session.ts';
import { MOONSHINE_DECODER, modelPath } from '../../models/model-files.ts';
import { readModel } from '../../models/onnx-graph.ts';
import type { Tensor } from '../../models/onnx-runtime.ts';
import { logSumExp } from '../log-sum-exp.ts';
import { type BeamSearch, searchBeams } from './beam-search.ts';
import type { DecodedSpeech, DecodedToken, EncodedPiece } from './decoded-speech.ts';
import { loadDecoderAdapter, withAdapter } from './decoder-adapter.ts';
import { DECODER_VALUES, statesGraph, stepGraph } from './decoder-graph.ts';
import { begin, type DecoderSessions, END_TOKEN, goOn, keepRows, START_TOKEN } from './decoder-steps.ts';
import { type DecoderWeights, readDecoderWeights } from './decoder-weights.ts';
import { loopLength, unfinishedLoopLength } from './repetition.ts';

/** A decoder of Moonshine (Jeffries et al. 2024): states of the encoder to tokens, greedily. */
export interface SpeechDecoder {
  /**
   * Decodes pieces together: the weights are read once for a token of each. What a piece gives does not depend on the others.
   * @returns what was heard in each, in their order.
   */
  decode(pieces: readonly EncodedPiece[]): Promise<DecodedSpeech[]>;
  /**
   * The logits of the token that comes next, before the first of some tokens and after each of them: as many rows as tokens, and
   * one more. All at once, it takes a small part of the time that decoding them took.
   */
  logitsAlong(states: Float32Array, tokens: readonly number[]): Promise<readonly Float32Array[]>;
  /** Natural logarithm of the probability of a text, as its tokens and the end after them. */
  logProbabilityOf(states: Float32Array, tokens: readonly number[]): Promise<number>;
}

/** The decoder that ships, and the same with what was learned for it from learners' speech (`weights/recogniser-adapter.md`). */
export interface ShippedDecoders {
  readonly decoder: SpeechDecoder;
  readonly adapted: SpeechDecoder;
  /** Looks for the text that both find probable. */
  readonly search: BeamSearch;
}

/** Loads the decoder that ships, and what was learned for it: they share all but the first look at the encoder's states. */
export async function loadShippedDecoders(): Promise<ShippedDecoders> {
  const [weights, adapter] = await Promise.all([
    readWeights(modelPath(MOONSHINE_DECODER)),
    loadDecoderAdapter(),
  ]);
  const sessions = await sessionsOf(weights);
  const states = await loadSession(statesGraph(withAdapter(weights, adapter)));
  const adapted = { ...sessions, states };
  return {
    decoder: decoderWith(sessions),
    adapted: decoderWith(adapted),
    search: (piece) => searchBeams([sessions, adapted], piece),
  };
}

/**
 * Loads a decoder.
 * @param path of a Moonshine model's merged decoder; the one that ships unless given.
 * @throws Error when the file is no such decoder.
 */
export async function loadDecoder(path: string = modelPath(MOONSHINE_DECODER)): Promise<SpeechDecoder> {
  return decoderOf(await readWeights(path));
}

/** The decoder with some weights. */
export async function decoderOf(weights: DecoderWeights): Promise<SpeechDecoder> {
  // Not the weights themselves: the sessions have their own.
  return decoderWith(await sessionsOf(weights));
}

async function sessionsOf(weights: DecoderWeights): Promise<DecoderSessions> {
  const { heads, headWidth } = weights;
  const states = await loadSession(statesGraph(weights));
  const step = await loadSession(stepGraph(weights));
  return { states, step, heads, headWidth };
}

function decoderWith(sessions: DecoderSessions): SpeechDecoder {
  const logitsAlong: SpeechDecoder['logitsAlong'] = async (states, tokens) => {
    const all = [START_TOKEN, ...tokens];
    const { results } = await goOn(sessions, [all], await begin(sessions, [states]), [DECODER_VALUES.logits]);
    const logits = results[DECODER_VALUES.logits]?.data as Float32Array;
    const size = logits.length / all.length;
    return all.map((_, n) => logits.subarray(n * size, (n + 1) * size));
  };
  return {
    logitsAlong,
    async logProbabilityOf(states, tokens) {
      const logits = await logitsAlong(states, tokens);
      return logits.reduce(
        (sum, row, n) => sum + (row[tokens[n] ?? END_TOKEN] as number) - logSumExp(row),
        0,
      );
    },
    decode: (pieces) => decodeTogether(sessions, pieces),
  };
}

/** A piece, with the tokens that it has given up to now. */
interface Sequence extends EncodedPiece {
  readonly tokens: DecodedToken[];
  /** Null while it goes on. */
  speech: DecodedSpeech | null;
}

async function decodeTogether(
  sessions: DecoderSessions,
  pieces: readonly EncodedPiece[],
): Promise<DecodedSpeech[]> {
  if (pieces.length === 0) return [];
  const all = pieces.map((piece): Sequence => ({ ...piece, tokens: [], speech: null }));
  let rows = all;
  let progress = await begin(
    sessions,
    pieces.map(({ states }) => states),
  );
  while (rows.length > 0) {
    const last = rows.map(({ tokens }) => [tokens.at(-1)?.id ?? START_TOKEN]);
    const stepped = await goOn(sessions, last, progress, BEST);
    for (const [row, sequence] of rows.entries()) addToken(sequence, chosenToken(stepped.results, row));
    const goingOn = rows.flatMap(({ speech }, row) => (speech === null ? [row] : []));
    progress = goingOn.length < rows.length ? keepRows(stepped.progress, goingOn) : stepped.progress;
    rows = goingOn.map((row) => rows[row] as Sequence);
  }
  return all.map(({ speech }) => speech as DecodedSpeech);
}

function chosenToken(results: Readonly<Record<string, Tensor>>, row: number): DecodedToken {
  return {
    id: Number(results[DECODER_VALUES.best]?.data[row]),
    logProbability: Number(results[DECODER_VALUES.logProbability]?.data[row]),
  };
}

/** Adds the next token to a sequence that goes on, which may end it. */
function addToken(sequence: Sequence, next: DecodedToken): void {
  const { tokens, maxTokens } = sequence;
  if (next.id === END_TOKEN) {
    sequence.speech = { tokens, endLogProbability: next.logProbability, cut: null };
    return;
  }
  tokens.push(next);
  const ids = tokens.map(({ id }) => id);
  const isFull = tokens.length >= maxTokens;
  const finished = loopLength(ids);
  const loop = finished === 0 && isFull ? unfinishedLoopLength(ids) : finished;
  if (loop === 0 && !isFull) return;
  sequence.speech = {
    tokens: tokens.slice(0, tokens.length - loop),
    endLogProbability: null,
    cut: loop > 0 ? 'loop' : 'length',
  };
}

const BEST = [DECODER_VALUES.best, DECODER_VALUES.logProbability];

async function readWeights(path: string): Promise<DecoderWeights> {
  const model = readModel(await readFile(path));
  try {
    return readDecoderWeights(model);
  } catch (cause) {
    throw new Error(`${basename(path)} cannot be used: ${(cause as Error).message}`, { cause });
  }
}
