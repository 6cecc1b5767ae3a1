import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadEncoder } from '../encoder.ts';
import {
  loadRecognitionModels,
  type RecognisedSpeech,
  type RecognitionModels,
  recognise,
} from './recogniser.ts';
import { joined, say } from './synthetic-voice.fixture.ts';

let models: RecognitionModels;
before(async () => {
  models = await loadRecognitionModels(await loadEncoder());
});

async function recogniseOne(audio: Float32Array): Promise<RecognisedSpeech> {
  const [speech] = await recognise([audio], models);
  return speech as RecognisedSpeech;
}

test('clear speech is written down word by word, with confidence', async () => {
  const speech = await say(
    'slt',
    'I have worked in a small software company, and the people were very friendly.',
  );
  const { words, acoustics, phonePosteriors, rejected, cut } = await recogniseOne(speech);
  assert.equal(
    words.map((word) => word.text).join(' '),
    'I have worked in a small software company and the people were very friendly.',
  );
  assert.ok(words.every((word) => word.confidence > 0.3 && word.confidence <= 1));
  assert.ok(acoustics.frames > 100 && acoustics.blocks.length === 9);
  assert.equal(phonePosteriors.frames, acoustics.frames);
  assert.deepEqual([rejected, cut], [false, null]);
});

test('filled pauses are kept', async () => {
  const speech = await say('slt', 'Um, well, I think that, um, my biggest strength is listening.');
  const { words } = await recogniseOne(speech);
  assert.equal(words.filter((word) => /^um/i.test(word.text)).length, 2);
});

test('what is said after a word that came back without end is written down', async () => {
  const speech = await say('rms', `${'No, '.repeat(14)} I did not say that to my manager.`);
  const { words, cut } = await recogniseOne(speech);
  const text = words.map((word) => word.text).join(' ');
  assert.equal(cut, 'loop');
  assert.match(text, /I did not say that to my manager/);
});

test('what is heard in a piece does not depend on those that are recognised with it', async () => {
  const pieces = [
    await say('slt', 'My name is Anna, and I live in a small town near the sea.'),
    new Float32Array(32_000),
    await say('rms', `${'No, '.repeat(14)} I did not say that to my manager.`),
    await say('slt', 'Yes.'),
    await say('rms', 'Why did you leave your last company?'),
  ];
  const alone: RecognisedSpeech[] = [];
  for (const piece of pieces) alone.push(await recogniseOne(piece));
  assert.deepEqual(await recognise(pieces, models), alone);
});

test('nothing is invented where nobody speaks', async () => {
  for (const [name, audio] of Object.entries(speechless(4))) {
    const { words } = await recogniseOne(audio);
    assert.deepEqual(words, [], name);
  }
});

test('audio shorter than a sound gives no words and no error', async () => {
  for (const samples of [0, 1, 160]) {
    const { words } = await recogniseOne(new Float32Array(samples));
    assert.deepEqual(words, []);
  }
});

/** Signals without speech, `seconds` long. */
function speechless(seconds: number): Record<string, Float32Array> {
  const length = seconds * 16_000;
  const signal = (value: (at: number) => number) => Float32Array.from({ length }, (_, at) => value(at));
  const tone = (hz: number, at: number) => Math.sin((2 * Math.PI * hz * at) / 16_000);
  const hiss = joined([{ silentMs: seconds * 1000 }]);
  let low = 0;
  const melody = [262, 330, 392, 523, 440, 349, 294, 247];
  return {
    'digital silence': new Float32Array(length),
    'a quiet room': hiss,
    'white noise': hiss.map((sample) => sample * 200),
    'pink noise': hiss.map((sample) => {
      low = 0.97 * low + sample * 30;
      return low;
    }),
    'mains hum': signal((at) => 0.1 * tone(50, at) + 0.05 * tone(150, at) + 0.03 * tone(250, at)),
    'a melody': signal((at) => {
      const hz = melody[Math.floor(at / 4000) % melody.length] ?? 262;
      return 0.15 * Math.exp(-3 * ((at % 4000) / 4000)) * (tone(hz, at) + tone(2 * hz, at) / 2);
    }),
    'a chord that swells': signal(
      (at) => 0.07 * (0.6 + 0.4 * tone(2, at)) * (tone(220, at) + tone(277, at) + tone(330, at)),
    ),
    'a telephone ringing': signal((at) => (at % 32_000 < 16_000 ? 0.1 * (tone(440, at) + tone(480, at)) : 0)),
  };
}
