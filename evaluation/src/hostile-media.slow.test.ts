import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plantSecrets } from './hostile-media/secrets.ts';
import { tryHostileFiles } from './hostile-media/trial.ts';
import { hostileFiles } from './hostile-media.ts';

/** One or two of each trick that ends within a second. */
const CHOSEN = [
  /^cut-\d+-speech\.(webm|flac)$/,
  /^length-(data|moov|ID3|page1|1549a966)-/,
  /^flips-80-/,
  /^claim-45-min\.(wav|mov|opus)$/,
  /^channels-65535\.wav$/,
  /^sampleRate-0-/,
  /^(mp3-in-wav\.wav|tags-100000-deep\.mkv)$/,
  /^(id3-60000-chapters\.mp3|mkv-attachments\.mkv|mov-2000-tracks\.mov)$/,
  /^video-0-pixels\.mp4$/,
  /^two-with-one-number\.ogg$/,
  /^(flac-16-hz\.flac|quicktime-packed-index\.mov)$/,
  /^(m3u8|ffconcat|dash|smooth)-(path|http)\.wav$/,
  /^(dref-alias\.mov|m3u8-after-id3\.mp3)$/,
  /^(pipe\.wav|link-to-zero\.wav|link-to-itself\.wav|folder\.wav)$/,
];
const MOST_OF_EACH = 2;

test('hostile files give a recording or a documented error, and reach nothing', async () => {
  await using secrets = await plantSecrets();
  const files = hostileFiles(1, secrets);
  const chosen = CHOSEN.flatMap((names) => {
    const found = files.filter(({ name }) => names.test(name));
    assert.ok(found.length > 0, `${names} is no hostile file any more`);
    return names.source.includes('http') || names.source.includes('pipe')
      ? found
      : found.slice(0, MOST_OF_EACH);
  });
  const trials = await tryHostileFiles(chosen, secrets);
  assert.equal(trials.length, chosen.length);
  assert.deepEqual(
    trials.filter(({ breaches }) => breaches.length > 0),
    [],
  );
});
