/** What every aligner has to do with English speech. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joined, say, sayPhones } from '../words/synthetic-voice.fixture.ts';
import type { AlignedWord } from './aligned-word.ts';

/** Sentences to say. */
export const SENTENCES = [
  'The people at the office were very friendly.',
  'I check the orders in the morning before the trucks leave.',
  'We had a problem with one supplier last winter.',
  'My manager asked me to train two new colleagues.',
  'She speaks slowly because the line is bad.',
];

/** What another person says meanwhile, about as long. */
const OTHER_VOICE =
  'Bring it in any time and we will do our best to take care of it as soon as possible. You can also schedule an ' +
  'appointment, and this is all at no charge to you. Let us know what works best for your calendar and we will see you soon.';

/** That words and their phones lie in order, without overlap, inside the audio. */
export function assertOrdered(words: readonly AlignedWord[], lengthMs: number): void {
  let last = 0;
  for (const word of words) {
    assert.ok(word.startMs >= last && word.endMs > word.startMs && word.endMs <= lengthMs);
    last = word.endMs;
    let phoneEnd = word.startMs;
    for (const phone of word.phones) {
      assert.equal(phone.startMs, phoneEnd);
      phoneEnd = phone.endMs;
    }
    if (word.phones.length > 0) assert.equal(phoneEnd, word.endMs);
  }
}

/** Aligns words in 16 kHz mono samples. */
export type Align = (samples: Float32Array, words: readonly string[]) => Promise<readonly AlignedWord[]>;

/** Tests an aligner; it is first called when the tests run. */
export function testAligner(align: Align): void {
  test('words are found where they are said, and end within the sound that dies away', async () => {
    const words = ['manager', 'friendly', 'Kubernetes'];
    const spoken = await Promise.all(words.map((word) => say('rms', word)));
    const audio = joined(spoken.flatMap((word) => [{ silentMs: 700 }, word]));
    const aligned = await align(audio, words);
    assertOrdered(aligned, audio.length / 16);
    let at = 0;
    spoken.forEach((word, index) => {
      at += 700;
      const { startMs, endMs, phones } = aligned[index] as AlignedWord;
      const sound = soundingPart(word);
      assert.ok(Math.abs(startMs - (at + sound.startMs)) <= 60, `${words[index]} starts at ${startMs}`);
      assert.ok(Math.abs(endMs - (at + sound.endMs)) <= 180, `${words[index]} ends at ${endMs}`);
      assert.ok(phones.length >= 6);
      at += word.length / 16;
    });
    const manager = aligned[0]?.phones.map((phone) => `${phone.symbol}${phone.stress ?? ''}`).join(' ');
    assert.match(manager ?? '', /^M AE1 N [AI]H0 JH ER0$/);
  });

  test('phones begin where the synthesiser begins them', async () => {
    const errorsMs: number[] = [];
    for (const voice of ['slt', 'rms'] as const) {
      for (const text of SENTENCES) {
        const { samples, phones } = await sayPhones(voice, text);
        const aligned = (await align(samples, text.split(' '))).flatMap((word) => word.phones);
        // Variants with more or fewer phones are left out: only what both say can be compared.
        if (aligned.length !== phones.length) continue;
        aligned.forEach((phone, at) => {
          errorsMs.push(Math.abs(phone.startMs - (phones[at]?.startMs ?? 0)));
        });
      }
    }
    errorsMs.sort((a, b) => a - b);
    const at = (share: number) => errorsMs[Math.floor(share * errorsMs.length)] ?? Infinity;
    assert.ok(errorsMs.length > 100);
    assert.ok(at(0.5) <= 20 && at(0.9) <= 60, `median ${at(0.5)} ms, nine in ten within ${at(0.9)} ms`);
  });
  testMisfits(align);
}

/** What is written otherwise than it is said, or was never said. */
function testMisfits(align: Align): void {
  test('numbers and abbreviations are aligned as they are said, and shown as they are written', async () => {
    const audio = await say('slt', 'The A P I has fifty percent more users since twenty nineteen.');
    const written = ['The', 'API', 'has', '50%', 'more', 'users', 'since', '2019.'];
    const aligned = await align(audio, written);
    assertOrdered(aligned, audio.length / 16);
    assert.ok(aligned.every((word) => word.phones.length > 0));
  });

  test('a word that was never said does not lose the others', async () => {
    const audio = await say('rms', 'Yes I agree.');
    const words = ['Yes', 'I', 'incomprehensibilities', 'notwithstanding', 'extraordinarily', 'agree.'];
    const aligned = await align(audio, words);
    assertOrdered(aligned, audio.length / 16);
    assert.equal(aligned.length, words.length);
    assert.ok((aligned[0]?.phones.length ?? 0) > 0 && (aligned[5]?.phones.length ?? 0) > 0);
    assert.ok(aligned.some((word) => word.phones.length === 0));
  });

  test('words under a much louder voice are placed, none crowded into the room of a few', async () => {
    const spoken = await Promise.all(SENTENCES.map((text) => say('slt', text)));
    const quiet = joined(spoken.flatMap((samples) => [samples, { silentMs: 200 }]));
    const loud = await say('rms', OTHER_VOICE);
    const words = SENTENCES.join(' ').split(' ');
    const aligned = await align(
      quiet.map((sample, at) => sample + 8 * (loud[at] ?? 0)),
      words,
    );
    assertOrdered(aligned, quiet.length / 16);
    assert.ok(aligned.filter(({ phones }) => phones.length > 0).length > 0.8 * words.length);
    aligned.slice(5).forEach((word, at) => {
      const sixWordsMs = word.endMs - (aligned[at]?.startMs ?? 0);
      assert.ok(sixWordsMs > 500, `six words in ${sixWordsMs} ms`);
    });
  });

  test('words that no one can say, and audio that holds none, still get times', async () => {
    const audio = joined([{ silentMs: 1000 }]);
    for (const words of [['...'], ['東京', '—'], ['hello', '—', 'there', 'my', 'friend']]) {
      assertOrdered(await align(audio, words), 1000);
    }
    assert.deepEqual(await align(audio, []), []);
  });
}

/** From the first to the last moment that is louder than a twentieth of the loudest, ms. */
function soundingPart(samples: Float32Array): { startMs: number; endMs: number } {
  const limit = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / 20;
  const loud = (sample: number) => Math.abs(sample) > limit;
  return { startMs: samples.findIndex(loud) / 16, endMs: samples.findLastIndex(loud) / 16 };
}
