import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SAMPLE_RATE } from '../../media/recording.ts';
import { createSpeechPool, type SpeechPool } from '../pool/speech-pool.ts';
import { loadVoiceActivity, type VoiceActivityModel } from '../voice-activity.ts';
import { type FirstWords, recogniseFirstWords } from './first-words.ts';
import { joined, say } from './synthetic-voice.fixture.ts';

describe('the first words', () => {
  let pool: SpeechPool;
  let voiceActivity: VoiceActivityModel;
  before(async () => {
    pool = await createSpeechPool({ processes: 1 });
    voiceActivity = await loadVoiceActivity();
  });
  after(() => pool.close());

  /** What is told of a recording that begins with a sentence and goes on with 10 sentences that are not needed. */
  async function toldOf(durationMs: number): Promise<FirstWords[]> {
    const sentence = await say('slt', 'I have worked in a small company for two years.');
    const speech = joined([
      { silentMs: 3000 },
      sentence,
      ...Array.from({ length: 12 }, () => [{ silentMs: 2000 }, sentence]).flat(),
    ]);
    const samples = new Float32Array((durationMs * SAMPLE_RATE) / 1000);
    samples.set(speech);
    const told: FirstWords[] = [];
    await recogniseFirstWords(
      { samples, durationMs },
      { voiceActivity, pool, onPiece: (piece) => told.push(piece) },
    );
    return told;
  }

  test('of a long recording are told in order, up to enough to read', async () => {
    const told = await toldOf(6 * 60_000);
    const [first] = told;
    assert.match(first?.words.map(({ text }) => text).join(' ') ?? '', /^I have worked in a small company/);
    assert.ok((first?.startMs ?? 0) > 2000);
    assert.deepEqual(
      told,
      told.toSorted((a, b) => a.startMs - b.startMs),
    );
    const lengthMs = told.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    assert.ok(lengthMs >= 20_000 && lengthMs < 30_000, `${lengthMs} ms`);
  });

  test('of a short recording are not looked for: its speakers are known soon', async () => {
    assert.deepEqual(await toldOf(2 * 60_000), []);
  });
});
