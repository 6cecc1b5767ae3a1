import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeFile } from '../../media/decode.ts';
import { type Recording, sampleAt } from '../../media/recording.ts';
import { loadEncoder } from '../encoder.ts';
import type { Span } from '../timeline.ts';
import { findSpeechRegions, loadVoiceActivity, type VoiceActivityModel } from '../voice-activity.ts';
import { type EncodeStretch, encodeStretches, stretchEncoder } from './encode-stretches.ts';
import { type FoundSpeakerTurns, findSpeakerTurns, type SpeakerTurnOptions } from './find-speaker-turns.ts';
import { loadSpeakerModels, type SpeakerModels } from './speaker-models.ts';

const SAMPLES = fileURLToPath(new URL('../../../../../samples', import.meta.url));

/** Who really speaks in the sample interview. */
const TRUTH = readFileSync(`${SAMPLES}/interview.rttm`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '))
  .map(([, , , start, length, , , speaker]) => ({
    speaker,
    startMs: 1000 * Number(start),
    endMs: 1000 * (Number(start) + Number(length)),
  }));

function cut(recording: Recording, { startMs, endMs }: Span): Recording {
  return {
    samples: recording.samples.slice(sampleAt(startMs), sampleAt(endMs)),
    durationMs: endMs - startMs,
  };
}

let voiceActivity: VoiceActivityModel;
let speakers: SpeakerModels;
let encode: EncodeStretch;
let interview: Recording;
/** The first minute, which is encoded once: encoding takes longer than everything after it. */
let firstMinute: Awaited<ReturnType<typeof encodeStretches>>;

async function stretchesOf(recording: Recording): Promise<typeof firstMinute> {
  return encodeStretches(recording, await findSpeechRegions(recording, voiceActivity), encode);
}

async function turnsOf(recording: Recording, options?: SpeakerTurnOptions): Promise<FoundSpeakerTurns> {
  return findSpeakerTurns(await stretchesOf(recording), speakers, options);
}

before(async () => {
  voiceActivity = await loadVoiceActivity();
  speakers = await loadSpeakerModels();
  encode = stretchEncoder(await loadEncoder(), speakers);
  interview = await decodeFile(`${SAMPLES}/interview.opus`);
  firstMinute = await stretchesOf(cut(interview, { startMs: 0, endMs: 60_000 }));
});

test('two voices are found, and each moment of the first minute goes to the right one', async () => {
  const { turns, speakerCount, isCountDoubtful } = await findSpeakerTurns(firstMinute, speakers);
  assert.equal(speakerCount, 2);
  assert.equal(isCountDoubtful, false);
  const names = [0, 1].map((speaker) => {
    const first = turns.find((turn) => turn.speaker === speaker)!;
    const middle = (first.startMs + first.endMs) / 2;
    return TRUTH.find((turn) => turn.startMs <= middle && turn.endMs > middle)?.speaker;
  });
  let wrong = 0;
  let spoken = 0;
  for (let ms = 5; ms < 60_000; ms += 10) {
    const truly = TRUTH.filter((turn) => turn.startMs <= ms && turn.endMs > ms).map((turn) => turn.speaker);
    const found = turns
      .filter((turn) => turn.startMs <= ms && turn.endMs > ms)
      .map((turn) => names[turn.speaker]);
    const right = found.filter((name) => truly.includes(name)).length;
    wrong += Math.max(truly.length, found.length) - right;
    spoken += truly.length;
  }
  assert.ok(wrong / spoken < 0.12, `diarization error ${(wrong / spoken).toFixed(3)}`);
});

test('one voice alone is not split', async () => {
  const answers = TRUTH.filter((turn) => turn.speaker === 'candidate').slice(0, 3);
  for (const answer of answers)
    assert.equal((await turnsOf(cut(interview, answer))).speakerCount, 1, `at ${answer.startMs} ms`);
});

test('the number of speakers is used when it is known', async () => {
  const { speakerCount } = await findSpeakerTurns(firstMinute, speakers, { expectedSpeakers: 1 });
  assert.equal(speakerCount, 1);
});

test('speakers are numbered by first appearance, and turns lie in order inside the recording', async () => {
  const { turns } = await findSpeakerTurns(firstMinute, speakers);
  assert.equal(turns[0]?.speaker, 0);
  for (const [n, turn] of turns.entries()) {
    assert.ok(turn.startMs >= (turns[n - 1]?.startMs ?? 0));
    assert.ok(turn.endMs > turn.startMs && turn.endMs <= 60_000);
  }
});

test('silence gives no turns', async () => {
  const silence = { samples: new Float32Array(48_000), durationMs: 3000 };
  assert.deepEqual(await turnsOf(silence), {
    turns: [],
    speakerCount: 0,
    overlaps: [],
    isCountDoubtful: false,
  });
});

test('a short word alone is one speaker, although it makes no speaker embedding', async () => {
  const region = { startMs: 1000, endMs: 1400 };
  const recording = cut(interview, { startMs: 0, endMs: 3000 });
  const found = await findSpeakerTurns(await encodeStretches(recording, [region], encode), speakers);
  assert.equal(found.speakerCount, 1);
  assert.ok(found.turns.some((turn) => turn.startMs < region.endMs && turn.endMs > region.startMs));
});

test('an aborted search stops with the reason', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(turnsOf(cut(interview, { startMs: 0, endMs: 5000 }), { signal }), /enough/);
});
