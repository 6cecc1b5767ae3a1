/** Real meetings (AMI) to learn from: excerpts as they are, and two at a time played together, which doubles the overlap. */
import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { parseRttm, type SpokenTurn } from '../../evaluation/src/rttm.ts';
import { atLevel, resampled, throughMicrophone } from '../../evaluation/src/simulate/conditions.ts';
import type { SpeakingTurn } from '../../evaluation/src/simulate/conversation.ts';
import { type Random, seededRandom } from '../../evaluation/src/simulate/random.ts';

/** Sound, and who speaks when in it. */
export interface LabelledTalk {
  readonly samples: Float32Array;
  readonly turns: readonly SpeakingTurn[];
}

/** A piece of one meeting or of two that are played together. */
export interface MeetingPiece extends LabelledTalk {
  /** The meetings in use: weights that are evaluated on one of them learn from none of its pieces. */
  readonly meetings: readonly string[];
  /** The names of the speakers, by their numbers. */
  readonly people: readonly string[];
}

interface Excerpt {
  readonly meeting: string;
  readonly samples: Float32Array;
  readonly turns: readonly SpokenTurn[];
}

const PIECE_MS = 20_000;
const SINGLE_COPIES = 8;
const PAIR_COPIES = 3;

/**
 * Pieces of the meetings in `ami`, at other places, speeds, levels and through other microphones each time. Excerpts that
 * share a speaker count as one meeting.
 */
export async function* meetingPieces(
  data: string,
  decode: (file: string) => Promise<Float32Array>,
): AsyncGenerator<MeetingPiece> {
  const excerpts = await readExcerpts(join(data, 'ami'), decode);
  const random = seededRandom(500);
  for (const [n, one] of excerpts.entries()) {
    for (let copy = 0; copy < SINGLE_COPIES; copy++) yield piece([someCut(one, random)], random);
    for (const other of excerpts.slice(0, n)) {
      if (other.meeting === one.meeting) continue;
      for (let copy = 0; copy < PAIR_COPIES; copy++)
        yield piece([someCut(one, random), someCut(other, random)], random);
    }
  }
}

async function readExcerpts(
  folder: string,
  decode: (file: string) => Promise<Float32Array>,
): Promise<Excerpt[]> {
  const references = parseRttm(await readFile(join(folder, 'reference.rttm'), 'utf8'));
  const meetings = meetingsOf(references);
  const files = (await readdir(folder)).filter((file) => references.has(parse(file).name)).sort();
  return Promise.all(
    files.map(async (file) => {
      const { name } = parse(file);
      const samples = await decode(join(folder, file));
      return { meeting: meetings.get(name)!, samples, turns: references.get(name)! };
    }),
  );
}

/** The name of the first excerpt with which each shares speakers, directly or over others. */
function meetingsOf(references: ReadonlyMap<string, readonly SpokenTurn[]>): Map<string, string> {
  const meetings = new Map([...references.keys()].map((name) => [name, name]));
  for (const [name, turns] of references) {
    const speakers = new Set(turns.map(({ speaker }) => speaker));
    for (const [other, theirs] of references) {
      if (!theirs.some(({ speaker }) => speakers.has(speaker))) continue;
      const [joined, kept] = [meetings.get(name)!, meetings.get(other)!].sort().reverse() as [string, string];
      for (const [each, meeting] of meetings) if (meeting === joined) meetings.set(each, kept);
    }
  }
  return meetings;
}

/** A stretch of an excerpt, at another speed and through another microphone. */
function someCut({ meeting, samples, turns }: Excerpt, random: Random): Excerpt {
  const speed = random.pick([0.94, 1, 1, 1.06]);
  const lengthMs = (samples.length / 16) * (1 / speed);
  const fromMs = random.between(0, Math.max(0, lengthMs - PIECE_MS));
  const cut = resampled(samples, speed).slice(Math.round(16 * fromMs), Math.round(16 * (fromMs + PIECE_MS)));
  const moved = turns
    .map(({ speaker, startMs, endMs }) => ({
      speaker,
      startMs: Math.max(0, startMs / speed - fromMs),
      endMs: Math.min(PIECE_MS, endMs / speed - fromMs),
    }))
    .filter(({ startMs, endMs }) => endMs > startMs);
  return { meeting, samples: throughMicrophone(cut, random), turns: moved };
}

function piece(cuts: readonly Excerpt[], random: Random): MeetingPiece {
  const people = [...new Set(cuts.flatMap(({ turns }) => turns.map(({ speaker }) => speaker)))];
  const mixture = new Float32Array(Math.min(...cuts.map(({ samples }) => samples.length)));
  for (const { samples } of cuts) {
    const gain = 10 ** (random.between(-5, 5) / 20);
    for (let n = 0; n < mixture.length; n++) mixture[n]! += gain * samples[n]!;
  }
  return {
    samples: atLevel(mixture, random.between(-45, -20)),
    turns: cuts.flatMap(({ turns }) =>
      turns.map((turn) => ({ ...turn, speaker: people.indexOf(turn.speaker) })),
    ),
    meetings: [...new Set(cuts.map(({ meeting }) => meeting))],
    people,
  };
}
