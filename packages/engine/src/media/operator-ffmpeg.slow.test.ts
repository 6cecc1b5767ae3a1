import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fixtureSound, likeness } from '../testing/decode-bytes.ts';
import { pcm16 } from '../testing/sound-writers.ts';
import { decodeFile } from './decode.ts';
import { operatorFfmpeg } from './operator-ffmpeg.ts';

const { PATH = '' } = process.env;
const ffmpeg = PATH.split(':')
  .map((folder) => join(folder, 'ffmpeg'))
  .find((path) => spawnSync(path, ['-version']).status === 0);

// Where FFmpeg is not installed there is nothing to try.
if (ffmpeg !== undefined)
  describe('an FFmpeg of the operator', () => {
    let folder = '';
    const speech = fixtureSound();
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'vivavoce-operator-'));
      Object.assign(process.env, { VIVAVOCE_FFMPEG: ffmpeg });
    });
    after(() => {
      Reflect.deleteProperty(process.env, 'VIVAVOCE_FFMPEG');
      rmSync(folder, { recursive: true });
    });

    /** Speech in a form that only FFmpeg reads and writes. */
    function written(name: string, ...options: string[]): string {
      const path = join(folder, name);
      const input = ['-v', 'error', '-y', '-f', 's16le', '-ar', '16000', '-ac', '1', '-i', 'pipe:0'];
      execFileSync(ffmpeg!, [...input, ...options, path], { input: pcm16(speech) });
      return path;
    }

    test('reads what the shipped decoders do not', async () => {
      for (const path of [written('a.ac3', '-c:a', 'ac3'), written('a.avi', '-c:a', 'pcm_s16le')]) {
        const { samples } = await decodeFile(path);
        assert.ok(likeness(samples, speech).correlation > 0.9, path);
      }
    });

    test('runs in a sandbox where the system offers one', async () => {
      const { sandbox } = (await operatorFfmpeg())!;
      const isThere = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
      if (isThere('bwrap', '--ro-bind', '/', '/', '--unshare-all', 'true'))
        assert.equal(sandbox, 'bubblewrap');
      else if (isThere('setpriv', '--no-new-privs', 'true')) assert.notEqual(sandbox, 'none');
    });

    test('opens no other file that a recording names', async () => {
      const secret = written('secret.wav');
      const list = join(folder, 'list.mp4');
      writeFileSync(list, `ffconcat version 1.0\nfile '${secret}'\n`);
      await assert.rejects(decodeFile(list), { code: 'UNSUPPORTED_FORMAT' });
      const playlist = join(folder, 'playlist.aac');
      writeFileSync(playlist, `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${secret}\n#EXT-X-ENDLIST\n`);
      await assert.rejects(decodeFile(playlist), { code: 'UNSUPPORTED_FORMAT' });
    });

    test('that is no program is refused with the name of the setting', async () => {
      const path = written('b.ac3', '-c:a', 'ac3');
      Object.assign(process.env, { VIVAVOCE_FFMPEG: join(folder, 'nothing') });
      await assert.rejects(decodeFile(path), /VIVAVOCE_FFMPEG/);
      Object.assign(process.env, { VIVAVOCE_FFMPEG: ffmpeg });
    });
  });
