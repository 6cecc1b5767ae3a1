/** Small neural networks whose answers are averaged: each learned the same from another start. */

/** Standardised inputs are cut off here, so that no single odd one decides. */
export const LIMIT = 3;

/** A layer of a network: each output is a weighted sum of all inputs. */
export interface Layer {
  /** `outputs x inputs`, row by row. */
  readonly weights: Float32Array;
  /** One for each output. */
  readonly offsets: Float32Array;
}

/** Layers one after another, with a sigmoid linear unit between two of them (Hendrycks & Gimpel 2016). */
export type Network = readonly Layer[];

/** Networks that read the same inputs. */
export interface NetworkModel {
  /** Mean and standard deviation of each input in training. */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  readonly networks: readonly Network[];
}

/** How many inputs a model reads and how wide its layers are, the last one the outputs. */
export interface NetworkShape {
  readonly inputs: number;
  readonly widths: readonly number[];
  readonly networks: number;
}

/** Reads a model whose numbers `next` hands out: means, deviations, then each network's weights and offsets by layer. */
export function readNetworks(
  { inputs, widths, networks }: NetworkShape,
  next: (length: number) => Float32Array,
): NetworkModel {
  return {
    mean: next(inputs),
    deviation: next(inputs),
    networks: Array.from({ length: networks }, () =>
      widths.map((width, at) => ({
        weights: next(width * (widths[at - 1] ?? inputs)),
        offsets: next(width),
      })),
    ),
  };
}

/**
 * The mean of the networks' outputs.
 * @throws RangeError if an input is missing or no finite number.
 */
export function runNetworks(
  { mean, deviation, networks }: NetworkModel,
  inputs: ArrayLike<number>,
): number[] {
  const standardised = mean.map((centre, at) => {
    const value = inputs[at];
    if (value === undefined || !Number.isFinite(value)) throw new RangeError(`No finite input ${at}`);
    return Math.max(-LIMIT, Math.min(LIMIT, (value - centre) / (deviation[at] as number)));
  });
  const outputs = networks.map((network) => [...run(network, standardised)]);
  return (outputs[0] ?? []).map(
    (_, at) => outputs.reduce((sum, output) => sum + (output[at] ?? 0), 0) / outputs.length,
  );
}

function run(network: Network, inputs: Float32Array): Float32Array {
  return network.reduce(
    (values, layer, at) => through(layer, at === 0 ? values : values.map(activated)),
    inputs,
  );
}

function through({ weights, offsets }: Layer, inputs: Float32Array): Float32Array {
  return offsets.map((offset, output) => {
    const row = output * inputs.length;
    let sum = offset;
    for (let at = 0; at < inputs.length; at++) sum += (weights[row + at] as number) * (inputs[at] as number);
    return sum;
  });
}

function activated(value: number): number {
  return value / (1 + Math.exp(-value));
}
