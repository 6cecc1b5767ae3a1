/** ONNX Runtime, which runs the networks: its libraries are native, so where they lie depends on how Vivavoce was installed. */
import { createRequire } from 'node:module';
import type * as OnnxRuntime from 'onnxruntime-node';
import { resolveNative } from '../native-dependencies.mjs';
import { disableTelemetry } from '../process-environment.mjs';

disableTelemetry();
const path = resolveNative('onnxruntime-node', import.meta.url);
if (path === null) {
  throw new Error(
    `ONNX Runtime is not installed, or there is none for ${process.platform} ${process.arch}: install without --omit=optional`,
  );
}

/** A network that is loaded, and what goes into and comes out of it. */
export const { InferenceSession, Tensor } = createRequire(import.meta.url)(path) as typeof OnnxRuntime;
/** A network that is loaded. */
export type InferenceSession = OnnxRuntime.InferenceSession;
/** A block of numbers with its shape. */
export type Tensor = OnnxRuntime.Tensor;
