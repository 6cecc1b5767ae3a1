import { PART_GAP_MS } from '@vivavoce/contract';
import { msAt, type RecordedPart, type Recording, sampleAt } from './recording.ts';

/**
 * Joins recordings in order to one, with silence between. Channels stay apart where every part has as many that hold different
 * people; otherwise nobody knows which of them goes on in the next part, and each part keeps its own.
 * @param recordings at least one.
 */
export function joinRecordings(recordings: readonly Recording[]): Recording {
  const [first] = recordings;
  if (first === undefined || recordings.length < 2) return first!;
  const starts = startsOf(recordings);
  const length = starts.at(-1)! + recordings.at(-1)!.samples.length;
  const parts = recordings.map(
    ({ samples }, at): RecordedPart => ({
      startMs: msAt(starts[at]!),
      endMs: msAt(starts[at]! + samples.length),
    }),
  );
  const count = first.channels?.length;
  const isApart = count !== undefined && recordings.every(({ channels }) => channels?.length === count);
  const join = (of: (recording: Recording) => Float32Array) => joined(recordings.map(of), starts, length);
  return {
    samples: join(({ samples }) => samples),
    durationMs: msAt(length),
    ...(isApart
      ? {
          channels: Array.from({ length: count }, (_, channel) =>
            join(({ channels }) => channels![channel]!),
          ),
        }
      : { channelsOfParts: recordings.map(({ channels }) => channels) }),
    parts,
  };
}

/** Where each recording begins, samples. */
function startsOf(recordings: readonly Recording[]): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const { samples } of recordings) {
    starts.push(at);
    at += samples.length + sampleAt(PART_GAP_MS);
  }
  return starts;
}

function joined(
  recordings: readonly Float32Array[],
  starts: readonly number[],
  length: number,
): Float32Array {
  const whole = new Float32Array(length);
  for (const [at, samples] of recordings.entries()) whole.set(samples, starts[at]);
  return whole;
}
