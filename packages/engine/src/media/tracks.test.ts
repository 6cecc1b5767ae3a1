/** Which tracks of a file are analysed: those with sound, whatever else lies beside them. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { decodeBytes, fixtureBytes, fixtureSound, likeness } from '../testing/decode-bytes.ts';
import { type EncodedSound, encodedSound, written } from '../testing/remux.ts';

const speech = fixtureSound();

let opus: EncodedSound;
let aac: EncodedSound;
before(async () => {
  [opus, aac] = await Promise.all([encodedSound(fixtureBytes('opus')), encodedSound(fixtureBytes('m4a'))]);
});

/** Packets of silence in Opus: 20 ms of the mode for speech with nothing in it (RFC 6716, section 3.1). */
const silence = (): EncodedSound => ({
  ...opus,
  packets: opus.packets.map((packet) => packet.clone({ data: Uint8Array.of(0xf8, 0xff, 0xfe) })),
});

/** Packets of AAC with nothing that could be decoded. */
const broken = (): EncodedSound => ({
  ...aac,
  packets: aac.packets.map((packet) => packet.clone({ data: new Uint8Array(packet.data.length).fill(0xff) })),
});

async function mixOf(bytes: Uint8Array): Promise<readonly number[]> {
  const { report } = await decodeBytes(bytes);
  assert.ok(report.outcome === 'decoded' && report.plan?.kind === 'mix');
  return report.plan.channels.map(({ index }) => index);
}

describe('of several tracks', () => {
  test('a silent one before the speech is left out, as screen recorders write the sound of the desktop', async () => {
    const bytes = await written('matroska', [{ sound: silence(), isDefault: true }, { sound: opus }]);
    assert.deepEqual(await mixOf(bytes), [1]);
    const { channels } = await decodeBytes(bytes);
    assert.ok(likeness(channels[1]!, speech).correlation > 0.9);
  });

  test('one that cannot be decoded is no damage beside a good one', async () => {
    for (const container of ['matroska', 'mp4'] as const) {
      const bytes = await written(container, [{ sound: broken(), isDefault: true }, { sound: opus }]);
      const { report, channels } = await decodeBytes(bytes);
      assert.equal(report.outcome, 'decoded');
      assert.ok(likeness(channels.at(-1)!, speech).correlation > 0.9);
    }
  });

  test('none that can be decoded leave nothing to hear', async () => {
    const { report } = await decodeBytes(await written('mp4', [{ sound: broken() }]));
    assert.ok(report.outcome === 'decoded' && report.decodedSamples === 0);
  });

  test('all reach the comparison of channels, each in its place', async () => {
    const bytes = await written('matroska', [
      { sound: opus, language: 'deu', isDefault: false },
      { sound: opus, language: 'eng', isDefault: true, moved: (startS) => startS + 2 },
    ]);
    const { channels } = await decodeBytes(bytes);
    assert.equal(channels.length, 2);
    assert.ok(likeness(channels[0]!, speech).correlation > 0.9);
    assert.ok(likeness(channels[1]!.subarray(32_000), speech).correlation > 0.9);
  });
});
