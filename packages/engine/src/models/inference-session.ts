import { InferenceSession } from './onnx-runtime.ts';

/**
 * Loads an ONNX model to run on one thread: pieces run in parallel over processes, which is faster than threads inside. The layout of
 * its memory is not kept for each length of input, since hardly two pieces are equally long; nor does each model keep what its largest
 * input needed, since only one of them runs at a time: the memory goes back to the allocator of the process.
 * @param model its path or its bytes
 */
export function loadSession(
  model: string | Uint8Array,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<InferenceSession> {
  const options = {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableMemPattern: false,
    enableCpuMemArena: false,
    extra,
  };
  return typeof model === 'string'
    ? InferenceSession.create(model, options)
    : InferenceSession.create(model, options);
}
