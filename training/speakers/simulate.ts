/**
 * Writes interviews between people of one group of speakers, with the truth, to judge the models that the other groups
 * taught: `NAME.wav` files and `reference.rttm`. Usage: node training/speakers/simulate.ts OUT [fold] [count] [seed]
 * Names say how many speak and, as `same`, that they are of one sex and near in age.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Conversation, type Manner, makeConversation } from './conversations.ts';
import { type Random, seededRandom } from './random.ts';
import { loadVoices, type Voice } from './voices.ts';

const { VIVAVOCE_DATA } = process.env;
const DATA = VIVAVOCE_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const CACHE = fileURLToPath(new URL('../cache/speakers', import.meta.url));
const LENGTH_MS = 180_000;

const [out, fold = '0', count = '24', seed = '1'] = process.argv.slice(2);
if (out === undefined) throw new Error('Name the folder to write to');
await mkdir(out, { recursive: true });
const random = seededRandom(Number(seed));
const adults = (await loadVoices(DATA, join(CACHE, 'audio'))).filter(
  (voice) => voice.fold === Number(fold) && (voice.age ?? 30) >= 19,
);
let rttm = '';
for (let n = 0; n < Number(count); n++) {
  const speakers = [2, 2, 1, 2, 3, 2, 2, 4][n % 8]!;
  const alike = speakers === 2 && n % 2 === 1;
  const people = choose(adults, speakers, alike, random).map((voice) => ({ voice, speed: 1 }));
  const talk = makeConversation(people, interview(speakers, random), random);
  const name = `${String(n).padStart(3, '0')}-${speakers}${alike ? '-same' : ''}`;
  await writeFile(join(out, `${name}.wav`), wave(talk.samples));
  rttm += truth(name, talk);
}
await writeFile(join(out, 'reference.rttm'), rttm);

function choose(voices: readonly Voice[], count: number, alike: boolean, source: Random): Voice[] {
  const chosen = [source.pick(voices)];
  const corpus = (voice: Voice) => voice.speaker.split('-')[0];
  while (chosen.length < count) {
    const next = source.pick(voices);
    const near = next.gender === chosen[0]!.gender && corpus(next) === corpus(chosen[0]!);
    if (!chosen.includes(next) && (!alike || near)) chosen.push(next);
  }
  return chosen;
}

/** The first person answers at length, the others ask. */
function interview(speakers: number, source: Random): Manner {
  return {
    durationMs: LENGTH_MS,
    turnMs: Array.from({ length: speakers }, (_, n) => (n === 0 ? 12_000 : source.pick([1500, 3000, 5000]))),
    backchannels: source.pick([0.1, 0.4, 0.8]),
    interruptions: source.pick([0.05, 0.15, 0.3]),
    gapMs: source.between(600, 2000),
    changingMicrophones: source.chance(0.5),
  };
}

function truth(name: string, talk: Conversation): string {
  return talk.turns
    .map(({ speaker, startMs, endMs }) => {
      const person = talk.people[speaker]!.voice.speaker;
      const [start, length] = [startMs, endMs - startMs].map((ms) => (ms / 1000).toFixed(3));
      return `SPEAKER ${name} 1 ${start} ${length} <NA> <NA> ${person} <NA> <NA>\n`;
    })
    .join('');
}

/** 16-bit PCM, 16 kHz, mono. */
function wave(samples: Float32Array): Buffer {
  const file = Buffer.alloc(44 + 2 * samples.length);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + 2 * samples.length, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(16_000, 24);
  file.writeUInt32LE(32_000, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(2 * samples.length, 40);
  for (let n = 0; n < samples.length; n++)
    file.writeInt16LE(Math.round(32_767 * Math.max(-1, Math.min(1, samples[n]!))), 44 + 2 * n);
  return file;
}
