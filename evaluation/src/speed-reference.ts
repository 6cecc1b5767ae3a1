/**
 * The work that `evaluate speed` compares with: the shipped encoder in ONNX Runtime on one thread over 60 s of sound. A process of its
 * own, whose memory is not counted; it is told the recording and answers each message with the time it took, ms.
 */
import { decodeFile, loadEncoder } from '@vivavoce/engine';
import { SAMPLE_RATE } from '@vivavoce/samples/wav';

const PIECES = 3;
const PIECE_S = 20;

const encoder = await loadEncoder();
const { samples } = await decodeFile(process.argv[2] ?? '');
const piece = samples.slice(0, PIECE_S * SAMPLE_RATE);
await encoder.encode(piece);
process.on('message', async () => {
  const start = performance.now();
  for (let count = 0; count < PIECES; count++) await encoder.encode(piece);
  process.send?.(performance.now() - start);
});
process.send?.('ready');
