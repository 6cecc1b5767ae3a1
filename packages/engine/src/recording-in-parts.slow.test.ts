/** A recording that comes in several files is the interview that it was before it was cut, its people on whatever channels. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type AnalysisResult, analysisResultSchema, PART_GAP_MS } from '@vivavoce/contract';
import type { Engine, StoredAnalysis } from './index.ts';
import { decodeFile } from './media/decode.ts';
import { sampleAt } from './media/recording.ts';
import { wavOf } from './media/wav.ts';
import { decodeStoredAnalysis, encodeStoredAnalysis } from './stored-analysis/encoding.ts';
import { OPENING_MS, writeOpening } from './testing/opening.ts';
import { type EngineShare, shareEngine } from './testing/shared-engine.ts';
import { wav } from './testing/sound-writers.ts';

/** Between the end of a question and the answer to it. */
const CUT_MS = 41_650;

let share: EngineShare;
let engine: Engine;
let folder: string;
let files: readonly string[];
let whole: AnalysisResult;
let inParts: AnalysisResult;
let kept: StoredAnalysis;

before(async () => {
  share = await shareEngine();
  ({ engine } = share);
  folder = await mkdtemp(join(tmpdir(), 'vivavoce-in-parts-'));
  const { samples } = await decodeFile(await writeOpening(folder, OPENING_MS));
  files = await Promise.all(
    [samples.subarray(0, sampleAt(CUT_MS)), samples.subarray(sampleAt(CUT_MS))].map(async (own, at) => {
      const path = join(folder, `${at}.wav`);
      await writeFile(path, wavOf(own));
      return path;
    }),
  );
  ({ result: whole } = await share.analysedOpening());
  inParts = await engine.analyze(files, {
    onStoredAnalysis: (analysis) => {
      kept = decodeStoredAnalysis(encodeStoredAnalysis(analysis));
    },
  });
});
after(async () => {
  await share.release();
  await rm(folder, { recursive: true });
});

const wordsOf = ({ transcript }: AnalysisResult) =>
  transcript.segments.flatMap(({ speaker, words }) =>
    words.map(({ text }) => `${speaker} ${text.toLowerCase().replace(/[^a-z']/g, '')}`),
  );

/** Words that both have, in order (longest common subsequence), as a share of the longer one. */
function likeness(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (const [at, other] of b.entries())
      next.push(word === other ? row[at]! + 1 : Math.max(next[at]!, row[at + 1]!));
    row = next;
  }
  return row.at(-1)! / Math.max(a.length, b.length);
}

describe('an interview in two files', () => {
  test('has the words and speakers that it has in one', () => {
    assert.deepEqual(analysisResultSchema.parse(inParts), inParts);
    assert.ok(likeness(wordsOf(whole), wordsOf(inParts)) > 0.95);
    assert.equal(inParts.audio.speakerCount, whole.audio.speakerCount);
    assert.equal(inParts.candidateDetection.speaker, whole.candidateDetection.speaker);
    for (const dimension of ['vocabulary', 'fluency', 'accent'] as const) {
      const difference = Math.abs(inParts.scores[dimension]! - whole.scores[dimension]!);
      assert.ok(difference <= 0.2, `${dimension} differs by ${difference}`);
    }
  });

  test('says where each part lies, and that it came as one where it did', () => {
    assert.equal(whole.audio.parts, undefined);
    assert.deepEqual(inParts.audio.parts, [
      { part: 1, startMs: 0, durationMs: CUT_MS },
      { part: 2, startMs: CUT_MS + PART_GAP_MS, durationMs: OPENING_MS - CUT_MS },
    ]);
    assert.equal(inParts.audio.durationMs, OPENING_MS + PART_GAP_MS);
  });

  test('has nothing that goes from one part into the next', () => {
    const { analysis, transcript } = inParts;
    const spans = [
      ...transcript.segments,
      ...kept.turns,
      ...analysis.fluency.silentPauses.longest,
      ...analysis.fluency.responseLatency.items,
      ...(analysis.answers ?? []),
    ];
    assert.ok(spans.length > 10);
    for (const { startMs, endMs } of spans) {
      assert.ok(endMs <= CUT_MS + PART_GAP_MS || startMs >= CUT_MS, `${startMs}-${endMs}`);
    }
  });

  test('does not count the time between a question in one part and the answer in the next', () => {
    const latencies = (result: AnalysisResult) => result.analysis.fluency.responseLatency.items;
    const across = latencies(whole).filter(({ startMs, endMs }) => startMs < CUT_MS && endMs > CUT_MS);
    assert.equal(across.length, 1, 'it is one in the whole recording');
    assert.equal(latencies(inParts).length, latencies(whole).length - 1);
    const answer = inParts.analysis.answers?.find(({ startMs }) => startMs > CUT_MS);
    assert.match(answer?.question?.text ?? '', /normal day/, 'the question stays with its answer');
    assert.equal(answer?.latencyMs, null);
  });

  test('is scored again as it was', async () => {
    const again = await engine.scoreStoredAnalysis(kept);
    assert.deepEqual({ ...again, processingTimeMs: 0 }, { ...inParts, processingTimeMs: 0 });
  });
});

describe('a call in two parts whose channels were swapped in between', () => {
  const CALL = fileURLToPath(new URL('../../../samples/fixtures/call.opus', import.meta.url));
  /** The middle of the call, from one turn to another: enough words. */
  const [FROM_MS, TO_MS] = [11_000, 60_500];
  /** Between two turns of the call. */
  const SECOND_PART_MS = 36_000;

  /** The call in two files, the people on the channels in these orders. */
  async function writeCall(first: readonly number[], second: readonly number[]): Promise<string[]> {
    const { channels = [] } = await decodeFile(CALL);
    const [from, cut, to] = [FROM_MS, SECOND_PART_MS, TO_MS].map(sampleAt);
    return Promise.all(
      [
        first.map((channel) => channels[channel]!.subarray(from, cut)),
        second.map((channel) => channels[channel]!.subarray(cut, to)),
      ].map(async (own, at) => {
        const path = join(folder, `call-${first.join('')}-${second.join('')}-${at}.wav`);
        await writeFile(path, stereoWav(own));
        return path;
      }),
    );
  }

  function stereoWav([left, right]: readonly Float32Array[]): Buffer {
    const data = Buffer.alloc(4 * left!.length);
    for (let n = 0; n < left!.length; n++)
      for (const [channel, samples] of [left!, right!].entries())
        data.writeInt16LE(Math.round(32_767 * samples[n]!), 4 * n + 2 * channel);
    return wav(data, { channels: 2, blockBytes: 4 });
  }

  test('has the people and words of one whose channels stay', async () => {
    const stay = await engine.transcribe(await writeCall([0, 1], [0, 1]));
    const swapped = await engine.transcribe(await writeCall([0, 1], [1, 0]));
    assert.equal(stay.recording.channels?.length, 2);
    const speakers = ({ segments }: typeof stay) => new Set(segments.map(({ speaker }) => speaker)).size;
    assert.deepEqual([speakers(stay), speakers(swapped)], [2, 2]);
    const spoken = ({ segments }: typeof stay) =>
      segments.flatMap(({ speaker, words }) => words.map(({ text }) => `${speaker} ${text}`));
    assert.ok(spoken(stay).length > 100);
    assert.deepEqual(spoken(swapped), spoken(stay));
  });
});
