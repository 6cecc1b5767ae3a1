/**
 * Apple Lossless (ALAC), as voice memos have it that are kept without loss. Written from Apple's specification of the format
 * (2011), in whole numbers, so that what comes out is what went in.
 */
import type { CodecSetup, EncodedPacket, PacketDecoder, SoundBlock } from '../encoded-sound.ts';
import { AlacPredictor, addNeighbours } from './alac-prediction.ts';
import { type ResidualCoding, readResiduals } from './alac-residuals.ts';
import { BitReader } from './bit-reader.ts';

/** Bytes of an ALACSpecificConfig. */
const CONFIG_BYTES = 24;
const BOX_HEAD_BYTES = 8;
const MOST_FRAME_SAMPLES = 65_536;
const MOST_CHANNELS = 8;
const BIT_DEPTHS = [16, 20, 24, 32];
/** Elements of a packet. */
const [SINGLE, PAIR, LOW_FREQUENCY, DATA, FILL, END] = [0, 1, 3, 4, 6, 7];

/** What the header of the stream says. */
interface AlacConfig extends ResidualCoding {
  /** Samples of a packet, of each channel; the last packet may say fewer. */
  readonly frameSamples: number;
  readonly bitDepth: number;
  readonly sampleRate: number;
}

/** One channel of an element: how it is predicted. */
interface Predictor {
  readonly mode: number;
  readonly shift: number;
  readonly rateFactor: number;
  readonly coefficients: Int16Array;
}

/** A decoder of Apple Lossless; the description is an ALACSpecificConfig, in its box or without. Null without a valid one. */
export function alacDecoder({ description, channels }: CodecSetup): PacketDecoder | null {
  const config = description === undefined ? null : alacConfig(description);
  if (config === null) return null;
  const decode = ({ data, startS }: EncodedPacket): SoundBlock[] => {
    const sound = decodePacket(data, config);
    if (sound.length === 0) return [];
    const [first] = sound as [Int32Array];
    const scale = 2 ** (1 - config.bitDepth);
    // A packet that breaks off after some of its channels has silence on the others.
    const all = Array.from({ length: Math.max(channels, sound.length) }, (_, channel) => {
      const [whole, samples] = [sound[channel], new Float32Array(first.length)];
      if (whole !== undefined) for (let n = 0; n < whole.length; n++) samples[n] = whole[n]! * scale;
      return samples;
    });
    return [{ channels: all, sampleRate: config.sampleRate, startS }];
  };
  return { decode, flush: () => [] };
}

/** Reads the header of the stream, which MP4 and the older CAF keep in a box named `alac`. */
function alacConfig(description: Uint8Array): AlacConfig | null {
  const name = Buffer.from(description).lastIndexOf('alac', undefined, 'latin1');
  const start = name < 0 ? 0 : name + BOX_HEAD_BYTES;
  if (description.length < start + CONFIG_BYTES) return null;
  const view = new DataView(description.buffer, description.byteOffset + start, CONFIG_BYTES);
  const config = {
    frameSamples: view.getUint32(0, false),
    bitDepth: view.getUint8(5),
    rate: view.getUint8(6),
    firstMean: view.getUint8(7),
    mostBits: view.getUint8(8),
    sampleRate: view.getUint32(20, false),
  };
  const isPossible =
    config.frameSamples >= 1 &&
    config.frameSamples <= MOST_FRAME_SAMPLES &&
    BIT_DEPTHS.includes(config.bitDepth) &&
    config.mostBits >= 1 &&
    config.mostBits <= 25 &&
    config.sampleRate > 0;
  return isPossible ? config : null;
}

/** The channels of a packet, as far as its elements can be read. */
function decodePacket(data: Uint8Array, config: AlacConfig): Int32Array[] {
  const bits = new BitReader(data);
  const sound: Int32Array[] = [];
  while (!bits.isPastEnd && sound.length < MOST_CHANNELS) {
    const element = bits.read(3);
    if (element === END) break;
    if (element === SINGLE || element === PAIR || element === LOW_FREQUENCY) {
      const channels = decodeElement(bits, config, element === PAIR ? 2 : 1);
      if (channels === null) break;
      sound.push(...channels);
    } else if (element === FILL) {
      const short = bits.read(4);
      bits.position += 8 * (short === 15 ? 14 + bits.read(8) : short);
    } else if (element === DATA) skipData(bits);
    else break;
  }
  // Channels of a packet that was cut inside of an element would be noise.
  const [first] = sound;
  return sound.filter((channel) => channel.length === first?.length);
}

function skipData(bits: BitReader): void {
  bits.read(4);
  const isAligned = bits.read(1) === 1;
  const short = bits.read(8);
  const bytes = short === 255 ? 255 + bits.read(8) : short;
  if (isAligned) bits.position = 8 * Math.ceil(bits.position / 8);
  bits.position += 8 * bytes;
}

/** One channel or a pair; null where its header makes no sense or its bits end before it does. */
function decodeElement(bits: BitReader, config: AlacConfig, channels: 1 | 2): Int32Array[] | null {
  bits.read(4);
  if (bits.read(12) !== 0) return null;
  const hasLength = bits.read(1) === 1;
  const lowBits = 8 * bits.read(2);
  const isVerbatim = bits.read(1) === 1;
  const count = hasLength ? bits.read(32) : config.frameSamples;
  if (count < 1 || count > config.frameSamples || lowBits > 16) return null;
  const width = config.bitDepth - lowBits + (channels - 1);
  const sound = isVerbatim
    ? verbatim(bits, config.bitDepth, channels, count)
    : width > 32
      ? null
      : predicted(bits, config, { channels, count, lowBits, width });
  return sound === null || bits.isPastEnd ? null : sound;
}

function verbatim(bits: BitReader, bitDepth: number, channels: number, count: number): Int32Array[] {
  const sound = Array.from({ length: channels }, () => new Int32Array(count));
  for (let n = 0; n < count && !bits.isPastEnd; n++)
    for (const samples of sound) samples[n] = bits.readSigned(bitDepth);
  return sound;
}

interface ElementForm {
  readonly channels: number;
  readonly count: number;
  /** Bits of each sample that are stored as they are, below the predicted ones. */
  readonly lowBits: number;
  /** Bits of what is predicted. */
  readonly width: number;
}

function predicted(bits: BitReader, config: AlacConfig, form: ElementForm): Int32Array[] {
  const { channels, count, lowBits, width } = form;
  const [mixBits, mixWeight] = [bits.read(8), bits.readSigned(8)];
  const predictors = Array.from({ length: channels }, () => readPredictor(bits));
  const lowAt = bits.position;
  bits.position += lowBits * channels * count;
  const sound = predictors.map((predictor) => {
    const rate = (config.rate * predictor.rateFactor) >> 2;
    const residuals = readResiduals(bits, { ...config, rate }, count, width);
    if (predictor.mode !== 0) addNeighbours(residuals, width);
    new AlacPredictor(predictor.coefficients, predictor.shift, width).restore(residuals);
    return residuals;
  });
  if (channels === 2 && mixWeight !== 0) unmix(sound as [Int32Array, Int32Array], mixBits, mixWeight);
  if (lowBits > 0) appendLowBits(sound, new BitReader(bits.bytes), lowAt, lowBits);
  return sound;
}

function readPredictor(bits: BitReader): Predictor {
  const [mode, shift, rateFactor] = [bits.read(4), bits.read(4), bits.read(3)];
  const coefficients = new Int16Array(bits.read(5));
  for (let index = 0; index < coefficients.length; index++) coefficients[index] = bits.readSigned(16);
  return { mode, shift, rateFactor, coefficients };
}

/** Left and right from a weighted middle and their difference. */
function unmix([left, right]: [Int32Array, Int32Array], mixBits: number, mixWeight: number): void {
  for (let n = 0; n < left.length; n++) {
    const difference = right[n]!;
    const first = left[n]! + difference - (Math.imul(mixWeight, difference) >> mixBits);
    left[n] = first;
    right[n] = first - difference;
  }
}

function appendLowBits(sound: readonly Int32Array[], bits: BitReader, start: number, lowBits: number): void {
  bits.position = start;
  const count = sound[0]?.length ?? 0;
  for (let n = 0; n < count; n++)
    for (const samples of sound) samples[n] = (samples[n]! << lowBits) | bits.read(lowBits);
}
