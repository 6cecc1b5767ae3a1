/** The numbers of the fields and types of onnx.proto (ONNX 1.x), as far as they are read or written here. */

/** `ModelProto`. */
export const MODEL = { irVersion: 1, graph: 7, operatorSet: 8 };
/** `OperatorSetIdProto`. */
export const OPERATOR_SET = { domain: 1, version: 2 };
/** `GraphProto`. */
export const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13 };
/** `NodeProto`. */
export const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 };
/** `AttributeProto`. */
export const ATTRIBUTE = {
  name: 1,
  float: 2,
  integer: 3,
  text: 4,
  tensor: 5,
  graph: 6,
  integers: 8,
  type: 20,
};
/** `AttributeProto.AttributeType`. */
export const ATTRIBUTE_TYPE = { float: 1, integer: 2, text: 3, integers: 7 };
/** `TensorProto`. */
export const TENSOR = { dimension: 1, type: 2, floats: 4, integers: 5, name: 8, bytes: 9 };
/** `ValueInfoProto`. */
export const VALUE = { name: 1, type: 2 };
/** `TypeProto`. */
export const TYPE = { tensor: 1 };
/** `TypeProto.Tensor`. */
export const TENSOR_TYPE = { element: 1, shape: 2 };
/** `TensorShapeProto`. */
export const SHAPE = { dimension: 1 };
/** `TensorShapeProto.Dimension`: a fixed length or a name. */
export const DIMENSION = { length: 1, name: 2 };
/** `TensorProto.DataType`. */
export const ELEMENT_TYPE = { float32: 1, uint8: 2, int32: 6, int64: 7 };
