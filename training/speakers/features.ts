/**
 * Makes conversations out of the training speakers and writes what the engine's encoder hears in them and in meetings, for
 * `train.py`: `states.f16` (frames x 832, after the encoder's first and fourth block), `labels.u8` (a bit for each of up
 * to eight people) and `pieces.jsonl`. Usage: npx node training/speakers/features.ts [pieces a group]
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Manner, makeConversation } from '../../evaluation/src/simulate/conversation.ts';
import { type Random, seededRandom } from '../../evaluation/src/simulate/random.ts';
import { cutTalker } from '../../evaluation/src/simulate/talkers.ts';
import {
  groupOf,
  listReaders,
  loadVoice,
  SPEAKER_GROUPS,
  type Voice,
} from '../../evaluation/src/simulate/voices.ts';
import {
  FIRST_FRAME_MS,
  FRAME_MS,
  loadEncoder,
  STATE_WIDTH,
} from '../../packages/engine/src/speech/encoder.ts';
import { loadVoiceActivity } from '../../packages/engine/src/speech/voice-activity.ts';
import { type LabelledTalk, meetingPieces } from './meetings.ts';

const { VIVAVOCE_DATA } = process.env;
const DATA = VIVAVOCE_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const CACHE = fileURLToPath(new URL('../cache/speakers', import.meta.url));
/** The first carries the voice, the fourth tells speech from other sounds. */
const BLOCKS: readonly number[] = [1, 4];
const PIECE_MS: readonly number[] = [8_000, 14_000, 20_000, 20_000];

const piecesPerGroup = Number(process.argv[2] ?? 480);
await mkdir(join(CACHE, 'audio'), { recursive: true });
const voiceActivity = await loadVoiceActivity();
const groups: Voice[][] = Array.from({ length: SPEAKER_GROUPS }, () => []);
for (const reader of await listReaders(DATA)) {
  const voice = await loadVoice(reader, { decode: decodeCached, voiceActivity });
  if (voice.utterances.length > 0) groups[groupOf(reader.name)]!.push(voice);
}
console.log(`${groups.map((group) => group.length)} speakers in groups`);
const encoder = await loadEncoder();
const states = createWriteStream(`${CACHE}/states.f16`);
const labels = createWriteStream(`${CACHE}/labels.u8`);
const pieces = createWriteStream(`${CACHE}/pieces.jsonl`);
for await (const piece of meetingPieces(DATA, decodeCached))
  await write(piece, { meetings: piece.meetings, people: piece.people.map((name) => [name, 1]) });
const randoms = groups.map((_, group) => seededRandom(1000 + group));
for (let piece = 0; piece < piecesPerGroup * SPEAKER_GROUPS; piece++) {
  const group = piece % SPEAKER_GROUPS;
  const random = randoms[group]!;
  const people = somePeople(groups[group]!, random);
  const talkers = people.map(({ voice, speed }) => cutTalker(voice, speed));
  const talk = makeConversation(talkers, someManner(people.length, random), random);
  await write(talk, { group, people: people.map(({ voice, speed }) => [voice.name, speed]) });
}
for (const stream of [states, labels, pieces]) await new Promise<void>((resolve) => stream.end(resolve));

/** Writes what the encoder hears, who speaks, and where it is from. */
async function write(talk: LabelledTalk, origin: Readonly<Record<string, unknown>>): Promise<void> {
  const { frames, blocks } = await encoder.encode(talk.samples, Math.max(...BLOCKS));
  const rows = new Float16Array(frames * STATE_WIDTH * BLOCKS.length);
  for (const [at, block] of BLOCKS.entries())
    for (let frame = 0; frame < frames; frame++) {
      const row = blocks[block - 1]!.subarray(frame * STATE_WIDTH, (frame + 1) * STATE_WIDTH);
      rows.set(row, (frame * BLOCKS.length + at) * STATE_WIDTH);
    }
  if (!states.write(Buffer.from(rows.buffer))) await once(states, 'drain');
  labels.write(frameLabels(talk, frames));
  pieces.write(`${JSON.stringify({ frames, ...origin })}\n`);
}

function somePeople(own: readonly Voice[], random: Random): { voice: Voice; speed: number }[] {
  const count = random.pick([1, 2, 2, 2, 3, 3, 4, 4]);
  return random
    .shuffled(own)
    .slice(0, count)
    .map((voice) => ({ voice, speed: random.pick([0.9, 1, 1, 1.1]) }));
}

/** Interviews and calls take turns; in meetings people talk together a good part of the time. */
function someManner(people: number, random: Random): Manner {
  const isMeeting = random.chance(people > 2 ? 0.6 : 0.3);
  return {
    durationMs: random.pick(PIECE_MS),
    turnMs: Array.from({ length: people }, () => random.pick([900, 2000, 4000, 7000])),
    backchannels: random.pick(isMeeting ? [0.3, 0.6, 0.9] : [0, 0.3, 0.6]),
    interruptions: random.pick(isMeeting ? [0.3, 0.6] : [0.1, 0.3]),
    together: random.pick(isMeeting ? [0.3, 0.6, 0.9] : [0, 0, 0.2]),
    answering: null,
    gapMs: random.pick([300, 800, 1500, 4000]),
    changingMicrophones: random.chance(0.25),
    lines: random.pick(['shared', 'own']),
    levelsDb: random.pick([4, 8, 12]),
  };
}

function frameLabels(talk: LabelledTalk, frames: number): Uint8Array {
  const bits = new Uint8Array(frames);
  for (const turn of talk.turns) {
    const first = Math.max(0, Math.ceil((turn.startMs - FIRST_FRAME_MS) / FRAME_MS));
    for (let frame = first; frame < frames && FIRST_FRAME_MS + frame * FRAME_MS < turn.endMs; frame++)
      bits[frame]! |= 1 << turn.speaker;
  }
  return bits;
}

/** Decoded by ffmpeg, which is quicker for thousands of files than the engine's process for each, and kept. */
async function decodeCached(file: string): Promise<Float32Array> {
  const cached = join(CACHE, 'audio', `${createHash('sha1').update(file).digest('hex')}.f32`);
  if (!existsSync(cached)) {
    const args = ['-v', 'error', '-i', file, '-f', 'f32le', '-ac', '1', '-ar', '16000', '-'];
    const { stdout } = await promisify(execFile)('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1e9 });
    await writeFile(cached, stdout);
  }
  const bytes = await readFile(cached);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
