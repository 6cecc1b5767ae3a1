import { alignWords, createSpeechPool, decodeFile } from '@vivavoce/engine';
import { SAMPLE_RATE } from '@vivavoce/samples/wav';
import { median } from './median.ts';

/** What one process takes for a second of sound, ms: medians over pieces. */
export interface NetworkFigures {
  /** The first half of the encoder, which tells voices apart. */
  readonly voicesMs: number;
  /** The whole encoder. */
  readonly encoderMs: number;
  /** Words: the whole encoder once more, the decoder and the phones. */
  readonly wordsMs: number;
  /** Times and phones of the words, in this process. */
  readonly alignmentMs: number;
  /** Words of a second of this sound: the decoder goes by tokens. */
  readonly wordsPerSecond: number;
}

/** As long as what the networks are given on average. */
const PIECE_S = 15;
const BLOCKS_FOR_VOICES = [1, 4];
const OUTPUT = [9];

/** Times the networks one after another in a single process, on pieces from all over a recording. */
export async function measureNetworks(file: string, pieces: number): Promise<NetworkFigures> {
  const { samples } = await decodeFile(file);
  const pool = await createSpeechPool({ processes: 1 });
  const length = PIECE_S * SAMPLE_RATE;
  const starts = Array.from({ length: pieces }, (_, n) =>
    Math.floor(((n + 0.5) / pieces) * Math.max(0, samples.length - length)),
  );
  try {
    // The first piece loads the networks, and is not counted.
    await timePiece(pool, samples.slice(0, length));
    const timed: NetworkFigures[] = [];
    for (const start of starts) timed.push(await timePiece(pool, samples.slice(start, start + length)));
    const middle = (of: keyof NetworkFigures) => median(timed.map((one) => one[of])) ?? Number.NaN;
    return {
      voicesMs: middle('voicesMs'),
      encoderMs: middle('encoderMs'),
      wordsMs: middle('wordsMs'),
      alignmentMs: middle('alignmentMs'),
      wordsPerSecond: middle('wordsPerSecond'),
    };
  } finally {
    await pool.close();
  }
}

type SpeechPool = Awaited<ReturnType<typeof createSpeechPool>>;

async function timePiece(pool: SpeechPool, samples: Float32Array): Promise<NetworkFigures> {
  const seconds = samples.length / SAMPLE_RATE;
  const perSecond = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return (performance.now() - start) / seconds;
  };
  const piece = { speaker: 0, startMs: 0, endMs: Math.floor(1000 * seconds) };
  let recognised: Parameters<typeof alignWords>[0] = [];
  return {
    voicesMs: await perSecond(() => pool.encode(samples, BLOCKS_FOR_VOICES)),
    encoderMs: await perSecond(() => pool.encode(samples, OUTPUT)),
    wordsMs: await perSecond(async () => {
      recognised = (await pool.recognise([samples])).map((speech) => ({ ...piece, ...speech }));
    }),
    alignmentMs: await perSecond(() => alignWords(recognised)),
    wordsPerSecond: recognised.flatMap(({ words }) => words).length / seconds,
  };
}
