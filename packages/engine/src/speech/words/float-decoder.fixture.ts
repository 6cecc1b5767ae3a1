import type { Weights } from '../../models/onnx-builder.ts';
import { ATTRIBUTE, ELEMENT_TYPE, GRAPH, MODEL, NODE, TENSOR } from '../../models/onnx-format.ts';
import {
  type Branch,
  type GraphNode,
  nodesOf,
  type OnnxModel,
  readModel,
  weightsOf,
} from '../../models/onnx-graph.ts';
import { field, joined, numberField, type Pieces, text } from '../../models/protobuf.ts';

const QUANTISED = '/MatMul_quant';
const EMBEDDING = '/model/decoder/embed_tokens/Gather';

/** The weights of a merged decoder in 32-bit floats, as it is published as well; its graph can be read, not run. */
export function withFloats(model: OnnxModel): OnnxModel {
  const floats = new Map<string, Weights>();
  const branches = (['then_branch', 'else_branch'] as const).map((branch) => branchOf(model, branch, floats));
  const ifNode = field(GRAPH.node, [...field(NODE.operator, text('If')), ...branches.flat()]);
  const initializers = [
    ...model.graph.initializers.map(({ bytes }) => [bytes]),
    ...[...floats].map(([name, weights]) => tensor(name, weights)),
  ];
  const inputs = model.graph.inputs.map(({ bytes }) => bytes);
  return readModel(joined(field(MODEL.graph, [...ifNode, ...initializers.flat(), ...inputs])));
}

function branchOf(model: OnnxModel, branch: Branch, floats: Map<string, Weights>): Pieces {
  const nodes = nodesOf(model, branch);
  const inFloats = (
    node: GraphNode,
    weights: string,
    scale: string,
    zeroPoint: string,
    name: string,
  ): Pieces => {
    floats.set(`${weights}_floats`, unpacked(model, weights, scale, zeroPoint));
    const names = [
      field(NODE.input, text(`${weights}_floats`)),
      field(NODE.output, text(node.outputs[0] ?? '')),
    ];
    return field(GRAPH.node, [
      ...names.flat(),
      ...field(NODE.name, text(name)),
      ...field(NODE.operator, text('-')),
    ]);
  };
  const inputsOf = (name: string) => nodes.find((node) => node.name === name)?.inputs ?? [];
  const written = nodes.map((node): Pieces => {
    if (node.name.endsWith(QUANTISED)) {
      const [, weights = '', , zeroPoint = ''] = node.inputs;
      const scale = inputsOf(`${node.name}_scales_mul`)[1] ?? '';
      return inFloats(node, weights, scale, zeroPoint, node.name.replace('_quant', ''));
    }
    if (node.name === `${EMBEDDING}_output_0_DequantizeLinear`) return [];
    if (node.name !== EMBEDDING) return [node.bytes];
    const [, scale = '', zeroPoint = ''] = inputsOf(`${EMBEDDING}_output_0_DequantizeLinear`);
    return inFloats(node, node.inputs[0] ?? '', scale, zeroPoint, EMBEDDING);
  });
  return field(NODE.attribute, [
    ...field(ATTRIBUTE.name, text(branch)),
    ...field(ATTRIBUTE.graph, written.flat()),
  ]);
}

function unpacked(model: OnnxModel, name: string, scaleName: string, zeroName: string): Weights {
  const { shape, data } = weightsOf(model, name)!;
  const scale = Number(weightsOf(model, scaleName)!.data[0]);
  const zeroPoint = Number(weightsOf(model, zeroName)!.data[0]);
  const floats = new Float32Array(data.length);
  for (let at = 0; at < data.length; at++) floats[at] = scale * (Number(data[at]) - zeroPoint);
  return { shape, data: floats };
}

function tensor(name: string, { shape, data }: Weights): Pieces {
  const lengths = shape.flatMap((length) => numberField(TENSOR.dimension, length));
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return field(GRAPH.initializer, [
    ...lengths,
    ...numberField(TENSOR.type, ELEMENT_TYPE.float32),
    ...field(TENSOR.name, text(name)),
    ...field(TENSOR.bytes, [bytes]),
  ]);
}
