import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { joined, say, sayPhones } from '../words/synthetic-voice.fixture.ts';
import type { AlignedWord } from './aligned-word.ts';
import { type Aligner, loadAligner } from './aligner.ts';

const SENTENCES = [
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

/** What a search may take beside the models, MiB. */
const MOST_MIB = 150;

let aligner: Aligner;
before(async () => {
  aligner = await loadAligner();
});

function assertOrdered(words: readonly AlignedWord[], lengthMs: number): void {
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

test('words are found where they are said, and end within the sound that dies away', async () => {
  const words = ['manager', 'friendly', 'Kubernetes'];
  const spoken = await Promise.all(words.map((word) => say('rms', word)));
  const audio = joined(spoken.flatMap((word) => [{ silentMs: 700 }, word]));
  const aligned = aligner.align(audio, words);
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
      const aligned = aligner.align(samples, text.split(' ')).flatMap((word) => word.phones);
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

test('numbers and abbreviations are aligned as they are said, and shown as they are written', async () => {
  const audio = await say('slt', 'The A P I has fifty percent more users since twenty nineteen.');
  const written = ['The', 'API', 'has', '50%', 'more', 'users', 'since', '2019.'];
  const aligned = aligner.align(audio, written);
  assertOrdered(aligned, audio.length / 16);
  assert.ok(aligned.every((word) => word.phones.length > 0));
});

test('a word that was never said does not lose the others', async () => {
  const audio = await say('rms', 'Yes I agree.');
  const words = ['Yes', 'I', 'incomprehensibilities', 'notwithstanding', 'extraordinarily', 'agree.'];
  const aligned = aligner.align(audio, words);
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
  const aligned = aligner.align(
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

test('many words that were never said, in noise, cost no more memory than there is', async () => {
  const spoken = await Promise.all(SENTENCES.map((text) => say('slt', text)));
  const clear = joined(spoken);
  const hiss = joined([{ silentMs: clear.length / 16 }]);
  const audio = clear.map((sample, at) => sample + 300 * (hiss[at] ?? 0));
  const invented = 'You have the right to grow and the race is too close to the movie again'.split(' ');
  const words = Array.from({ length: 60 }, (_, at) => invented[at % invented.length] as string);
  const before = process.memoryUsage().rss;
  const aligned = aligner.align(audio, words);
  const grownMib = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
  assertOrdered(aligned, audio.length / 16);
  assert.equal(aligned.length, words.length);
  assert.ok(grownMib < MOST_MIB, `${grownMib} MiB`);
});

test('words that no one can say, and audio that holds none, still get times', () => {
  const audio = joined([{ silentMs: 1000 }]);
  for (const words of [['...'], ['東京', '—'], ['hello', '—', 'there', 'my', 'friend']]) {
    assertOrdered(aligner.align(audio, words), 1000);
  }
  const short = aligner.align(new Float32Array(160), ['two', 'words']);
  assertOrdered(short, 10);
  assert.deepEqual(aligner.align(audio, []), []);
});

/** From the first to the last moment that is louder than a twentieth of the loudest, ms. */
function soundingPart(samples: Float32Array): { startMs: number; endMs: number } {
  const limit = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / 20;
  const loud = (sample: number) => Math.abs(sample) > limit;
  return { startMs: samples.findIndex(loud) / 16, endMs: samples.findLastIndex(loud) / 16 };
}
