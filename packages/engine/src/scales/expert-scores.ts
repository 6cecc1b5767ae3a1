import { STATE_WIDTH } from '../speech/encoder.ts';
import { lengthS } from '../speech/spans.ts';
import type {
  AcousticSummary,
  AlignedPiece,
  ExpertScoreName,
  ExpertScores,
  ScoredSegment,
} from '../speech/timeline.ts';
import { DELIVERY_FEATURES, type DeliveryFeatures, deliveryFeatures } from './delivery-features.ts';
import { LIMIT, type NetworkModel, runNetworks } from './network.ts';

/** What the experts rated of every utterance, in the order of the weights. */
export const EXPERT_SCORE_NAMES = [
  'accuracy',
  'fluency',
  'prosodic',
  'total',
] as const satisfies readonly ExpertScoreName[];

/** States of the encoder that are compared: after each block, and the normalised output. */
export const STATE_COUNT = 9;

/** Numbers of the statistics of one state: means and deviations. */
export const STATISTICS = 2 * STATE_WIDTH;

/**
 * Two models whose predictions are averaged: a kernel ridge regression (Saunders, Gammerman & Vovk 1998) on the encoder's states,
 * delivery and length of a piece; and networks trained on the same, and on the experts' ratings of the words. Training:
 * `training/scores/train_speech.py`.
 */
export interface SpeechModel {
  /** Principal components kept of each state. */
  readonly components: number;
  /** State by state: a row of 832 weights for each component, then the offsets of the components. */
  readonly projections: Float32Array;
  readonly deliveryMean: Float32Array;
  readonly deliveryDeviation: Float32Array;
  /** The pieces that were learned from: coordinates of each, row by row. */
  readonly supports: Float32Array;
  /** The weight of each of them in each score. */
  readonly weights: Float32Array;
  /** The scores of a piece that resembles none of them. */
  readonly centre: readonly number[];
  /** Widths of the kernels: the greater, the closer must a piece be to count. */
  readonly statesGamma: number;
  readonly deliveryGamma: number;
  readonly lengthGamma: number;
  /** How much the delivery counts against the states, 0 to 1. */
  readonly deliveryShare: number;
  /** Length below which pieces are short, and above which they are long, s. */
  readonly shortS: number;
  readonly longS: number;
  /** From the coordinates of a piece to its scores. */
  readonly networks: NetworkModel;
  /** Weight of the networks against the kernel in each score, 0 to 1. */
  readonly networkShare: readonly number[];
}

/** Numbers that a piece is compared by: components of all states, delivery, length. */
export function coordinateCount(components: number): number {
  return STATE_COUNT * components + DELIVERY_FEATURES.length + 1;
}

/** Predicts the expert scores of every piece and drops the encoder states they are predicted from. */
export function predictExpertScores(pieces: readonly AlignedPiece[], model: SpeechModel): ScoredSegment[] {
  return pieces.map((piece) => {
    const { speaker, startMs, endMs, words } = piece;
    return { speaker, startMs, endMs, words, expertScores: expertScoresOf(model, piece) };
  });
}

/** Predicted expert scores of one piece of speech, 0 to 10. */
export function expertScoresOf(model: SpeechModel, piece: AlignedPiece): ExpertScores {
  return expertScoresAt(
    model,
    coordinatesOf(model, piece.acoustics, deliveryFeatures(piece), lengthS(piece)),
  );
}

/** Where a piece lies among those that were learned from. */
export function coordinatesOf(
  model: SpeechModel,
  { blocks }: AcousticSummary,
  delivery: DeliveryFeatures,
  seconds: number,
): Float32Array {
  const { components, projections } = model;
  const coordinates = new Float32Array(coordinateCount(components));
  const mapLength = components * (STATISTICS + 1);
  for (const [state, { mean, deviation }] of blocks.entries()) {
    const map = projections.subarray(state * mapLength, (state + 1) * mapLength);
    for (let component = 0; component < components; component++) {
      const row = map.subarray(component * STATISTICS, (component + 1) * STATISTICS);
      coordinates[state * components + component] =
        (map[components * STATISTICS + component] as number) +
        product(row.subarray(0, STATE_WIDTH), mean) +
        product(row.subarray(STATE_WIDTH), deviation);
    }
  }
  const from = STATE_COUNT * components;
  for (const [at, value] of delivery.entries()) {
    const scaled = (value - (model.deliveryMean[at] as number)) / (model.deliveryDeviation[at] as number);
    coordinates[from + at] = Math.max(-LIMIT, Math.min(LIMIT, scaled)) / Math.sqrt(delivery.length);
  }
  const length = Math.log(seconds / model.shortS) / Math.log(model.longS / model.shortS);
  coordinates[coordinates.length - 1] = Math.max(0, Math.min(1, length));
  return coordinates;
}

/** Prediction of kernel and networks together, 0 to 10. */
export function expertScoresAt(model: SpeechModel, coordinates: Float32Array): ExpertScores {
  const byNetworks = runNetworks(model.networks, coordinates);
  const [accuracy = 0, fluency = 0, prosodic = 0, total = 0] = byKernel(model, coordinates).map((sum, at) => {
    const share = model.networkShare[at] ?? 0;
    return Math.max(0, Math.min(10, (1 - share) * sum + share * (byNetworks[at] ?? 0)));
  });
  return { accuracy, fluency, prosodic, total };
}

/** The mean of one radial kernel a state and one of the delivery, times one of the length, for every score. */
function byKernel(model: SpeechModel, coordinates: Float32Array): number[] {
  const width = coordinates.length;
  const sums = [...model.centre];
  for (let support = 0; support * width < model.supports.length; support++) {
    const likeness = likenessOf(
      model,
      coordinates,
      model.supports.subarray(support * width, (support + 1) * width),
    );
    for (let at = 0; at < sums.length; at++)
      sums[at] = (sums[at] ?? 0) + likeness * (model.weights[support * sums.length + at] as number);
  }
  return sums;
}

function likenessOf(model: SpeechModel, a: Float32Array, b: Float32Array): number {
  const { components, deliveryShare } = model;
  const last = a.length - 1;
  let states = 0;
  for (let state = 0; state < STATE_COUNT; state++)
    states += Math.exp(-model.statesGamma * squared(a, b, state * components, (state + 1) * components));
  const delivery = Math.exp(-model.deliveryGamma * squared(a, b, STATE_COUNT * components, last));
  const length = Math.exp(-model.lengthGamma * squared(a, b, last, last + 1));
  return length * ((states * (1 - deliveryShare)) / STATE_COUNT + delivery * deliveryShare);
}

function squared(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) {
    const difference = (a[at] as number) - (b[at] as number);
    sum += difference * difference;
  }
  return sum;
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}
