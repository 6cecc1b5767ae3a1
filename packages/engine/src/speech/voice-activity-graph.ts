/**
 * Silero VAD (Silero Team 2021-2025) as a graph over many windows at once. The published one takes a window at a time, and
 * what is done around each takes longer than its network.
 */
import { type GraphBuilder, graphBuilder, type Weights, wholeNumbers } from '../models/onnx-builder.ts';
import { constantOf, nodesOf, type OnnxModel } from '../models/onnx-graph.ts';

/** Values of the graph. */
export const VOICE_ACTIVITY_VALUES = {
  /** `windows x 576`: the samples of each window after those that came just before it. */
  windows: 'windows',
  /** What the network remembers: `1 x 1 x 128` each. */
  hidden: 'hidden',
  cell: 'cell',
  nextHidden: 'next_hidden',
  nextCell: 'next_cell',
  /** Of speech, one a window. */
  probabilities: 'probabilities',
} as const;

/** Units that remember. */
export const MEMORY_UNITS = 128;
const SPECTRUM_STEP = 128;
/** Samples that are mirrored after a window, to give its spectra their last one. */
const MIRRORED = 64;
/** How far each convolution goes from one spectrum to the next. */
const STRIDES = [1, 2, 2, 1];
/** Where the weights of the sampling rate of 16 kHz lie. */
const BRANCH = 'then_branch';

/**
 * The graph for sound at 16 kHz.
 * @throws Error when the model has not the weights of versions 5 and 6.
 */
export function voiceActivityGraph(model: OnnxModel): Uint8Array {
  const weights = weightsFinder(model);
  const graph = graphBuilder();
  const windows = graph.input(VOICE_ACTIVITY_VALUES.windows, 'float32', ['windows', 'samples']);
  let features = spectra(graph, windows, weights('stft.forward_basis_buffer'));
  for (const [at, stride] of STRIDES.entries()) {
    const [kernel, bias] = ['weight', 'bias'].map((what) => weights(`encoder.${at}.reparam_conv.${what}`));
    const inputs = [features, graph.weights(kernel as Weights), graph.weights(bias as Weights)];
    features = graph.node('Relu', [graph.node('Conv', inputs, { strides: [stride], pads: [1, 1] })]);
  }
  const remembered = remember(graph, graph.node('Transpose', [features], { perm: [0, 2, 1] }), weights);
  // `windows x 1 x 1 x 128` to `windows x 128 x 1`.
  const columns = graph.node('Reshape', [remembered, graph.weights(wholeNumbers(-1, MEMORY_UNITS, 1))]);
  const output = ['weight', 'bias'].map((what) => graph.weights(weights(`decoder.decoder.2.${what}`)));
  const logits = graph.node('Conv', [graph.node('Relu', [columns]), ...output]);
  graph.output(VOICE_ACTIVITY_VALUES.probabilities, graph.node('Sigmoid', [logits]));
  return graph.bytes();
}

/** The magnitudes of short Fourier transforms, `windows x 129 x 4`. */
function spectra(graph: GraphBuilder, windows: string, basis: Weights): string {
  const mirrored = graph.node('Pad', [windows, graph.weights(wholeNumbers(0, 0, 0, MIRRORED))], {
    mode: 'reflect',
  });
  const wave = graph.node('Unsqueeze', [mirrored, graph.weights(wholeNumbers(1))]);
  const both = graph.node('Conv', [wave, graph.weights(basis)], { strides: [SPECTRUM_STEP] });
  const parts = graph.nodes('Split', [both], { attributes: { axis: 1 }, results: 2 });
  const [real, imaginary] = parts.map((part) => graph.node('Mul', [part, part])) as [string, string];
  return graph.node('Sqrt', [graph.node('Add', [real, imaginary])]);
}

/** A long short-term memory over the windows in their order (Hochreiter and Schmidhuber 1997). */
function remember(graph: GraphBuilder, features: string, weights: (name: string) => Weights): string {
  const memory = [1, 1, MEMORY_UNITS];
  const [hidden, cell] = [VOICE_ACTIVITY_VALUES.hidden, VOICE_ACTIVITY_VALUES.cell].map((name) =>
    graph.input(name, 'float32', memory),
  ) as [string, string];
  const gates = (name: string) => inOrderOfOnnx(weights(`decoder.rnn.${name}`));
  const [input, recurrent] = [gates('weight_ih'), gates('weight_hh')];
  const biases = Float32Array.of(...gates('bias_ih'), ...gates('bias_hh'));
  const inputs = [
    features,
    graph.weights({ shape: [1, 4 * MEMORY_UNITS, MEMORY_UNITS], data: input }),
    graph.weights({ shape: [1, 4 * MEMORY_UNITS, MEMORY_UNITS], data: recurrent }),
    graph.weights({ shape: [1, 8 * MEMORY_UNITS], data: biases }),
    '',
    hidden,
    cell,
  ];
  const attributes = { hidden_size: MEMORY_UNITS };
  const [states, lastHidden, lastCell] = graph.nodes('LSTM', inputs, { attributes, results: 3 });
  graph.output(VOICE_ACTIVITY_VALUES.nextHidden, lastHidden as string);
  graph.output(VOICE_ACTIVITY_VALUES.nextCell, lastCell as string);
  return states as string;
}

/** PyTorch has the gates of input, forgetting, cell and output one after the other, ONNX those of input, output, forgetting and cell. */
function inOrderOfOnnx({ data }: Weights): Float32Array {
  const size = data.length / 4;
  const [input, forget, cell, output] = [0, 1, 2, 3].map((gate) =>
    (data as Float32Array).subarray(gate * size, (gate + 1) * size),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const ordered = new Float32Array(data.length);
  for (const [at, gate] of [input, output, forget, cell].entries()) ordered.set(gate, at * size);
  return ordered;
}

function weightsFinder(model: OnnxModel): (name: string) => Weights {
  const nodes = nodesOf(model, BRANCH);
  return (name) => {
    const node = nodes.find(({ outputs }) => outputs[0]?.endsWith(`__${name}`));
    const weights = node && constantOf(node);
    if (!weights) throw new Error(`The voice activity model has no ${name}`);
    return weights;
  };
}
