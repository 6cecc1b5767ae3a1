/**
 * Makes conversations out of the training speakers and writes what the engine's encoder hears in them, for `learn.py`:
 * `states.f32` (frames x 416, after the encoder's first block), `labels.u8` (a bit for each of up to four people) and
 * `pieces.jsonl`. Usage: node training/speakers/features.ts [pieces a fold]
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadEncoder } from '../../packages/engine/src/speech/encoder.ts';
import { type Conversation, type Manner, makeConversation, type Person } from './conversations.ts';
import { type Random, seededRandom } from './random.ts';
import { FOLD_COUNT, loadVoices, type Voice } from './voices.ts';

const { VIVAVOCE_DATA } = process.env;
const DATA = VIVAVOCE_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const CACHE = fileURLToPath(new URL('../cache/speakers', import.meta.url));
const PIECE_MS: readonly number[] = [8_000, 14_000, 20_000, 20_000];
const FRAME_MS = 24;
const FIRST_FRAME_MS = 28;

const piecesPerFold = Number(process.argv[2] ?? 240);
await mkdir(CACHE, { recursive: true });
const voices = await loadVoices(DATA, `${CACHE}/audio`);
console.log(`${voices.length} speakers`);
const encoder = await loadEncoder();
const states = createWriteStream(`${CACHE}/states.f32`);
const labels = createWriteStream(`${CACHE}/labels.u8`);
const pieces = createWriteStream(`${CACHE}/pieces.jsonl`);
const randoms = Array.from({ length: FOLD_COUNT }, (_, fold) => seededRandom(1000 + fold));
for (let piece = 0; piece < piecesPerFold * FOLD_COUNT; piece++) {
  const fold = piece % FOLD_COUNT;
  const random = randoms[fold]!;
  const people = somePeople(
    voices.filter((voice) => voice.fold === fold),
    random,
  );
  const talk = makeConversation(people, someManner(random), random);
  const { frames, blocks } = await encoder.encode(talk.samples);
  if (!states.write(Buffer.from(blocks[0]!.slice().buffer))) await once(states, 'drain');
  labels.write(frameLabels(talk, frames));
  const names = talk.people.map(({ voice, speed }) => [voice.speaker, speed]);
  pieces.write(`${JSON.stringify({ fold, frames, people: names })}\n`);
}
for (const stream of [states, labels, pieces]) await new Promise<void>((resolve) => stream.end(resolve));

function somePeople(own: readonly Voice[], random: Random): Person[] {
  const count = random.pick([1, 2, 2, 2, 3, 3, 4]);
  const chosen = new Set<Voice>();
  while (chosen.size < count) chosen.add(random.pick(own));
  return [...chosen].map((voice) => ({ voice, speed: random.pick([0.9, 1, 1, 1.1]) }));
}

function someManner(random: Random): Manner {
  return {
    durationMs: random.pick(PIECE_MS),
    turnMs: Array.from({ length: 4 }, () => random.pick([900, 2000, 4000, 7000])),
    backchannels: random.pick([0, 0.3, 0.6]),
    interruptions: random.pick([0.1, 0.3, 0.5]),
    gapMs: random.between(200, 1500),
    changingMicrophones: random.chance(0.6),
  };
}

function frameLabels(talk: Conversation, frames: number): Uint8Array {
  const bits = new Uint8Array(frames);
  for (const turn of talk.turns) {
    const first = Math.max(0, Math.ceil((turn.startMs - FIRST_FRAME_MS) / FRAME_MS));
    for (let frame = first; frame < frames && FIRST_FRAME_MS + frame * FRAME_MS < turn.endMs; frame++)
      bits[frame]! |= 1 << turn.speaker;
  }
  return bits;
}
