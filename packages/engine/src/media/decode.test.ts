import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { decodeFile, isPossibleRecording, measureDurationMs } from './decode.ts';
import { SAMPLE_RATE } from './recording.ts';

const FIXTURE_MS = 4850;
/** More than the headers of a file may take of a processor, ms. */
const MORE_THAN_OPENING_MS = 11_000;
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../../samples/fixtures/${name}`, import.meta.url));
const FORMATS = ['mp3', 'wav', 'm4a', 'webm', 'ogg', 'opus', 'flac', 'mp4', 'mov', 'mkv'];

function failsWith(code: string, message: RegExp) {
  return (error: unknown) => {
    assert.equal((error as { code?: string }).code, code, String(error));
    assert.match((error as Error).message, message);
    return true;
  };
}

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vivavoce-decode-'));
});
after(() => rm(folder, { recursive: true }));

/** The process that decodes for another one, as soon as there is one. */
async function decoderOf(parent: number): Promise<number> {
  for (;;) {
    const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    const row = rows.find(
      (line) => line.includes('decode-process') && line.trim().split(/\s+/)[1] === `${parent}`,
    );
    if (row !== undefined) return Number.parseInt(row, 10);
    await sleep(5);
  }
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

for (const name of [...FORMATS.map((format) => `speech.${format}`), 'video.mp4']) {
  test(`${name} becomes 16 kHz mono, and its length is measured alike`, async () => {
    const { samples, durationMs } = await decodeFile(fixture(name));
    assert.ok(Math.abs(durationMs - FIXTURE_MS) < 50, `${durationMs} ms`);
    assert.equal(durationMs, Math.round((samples.length * 1000) / SAMPLE_RATE));
    assert.equal(await measureDurationMs(fixture(name)), durationMs);
    const loudness = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
    assert.ok(loudness > 0.03 && loudness < 0.3, `level ${loudness}`);
  });
}

test('a format is known by its content, not by its name', async () => {
  const path = await file('speech.wav', await readFile(fixture('speech.webm')));
  assert.ok((await measureDurationMs(path)) > 4000);
});

const speech = pathToFileURL(fixture('speech.mp3'));
const lists: Record<string, string> = {
  hls: `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${speech.href}\n#EXT-X-ENDLIST\n`,
  'hls with an address':
    '#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n',
  ffconcat: `ffconcat version 1.0\nfile '${speech.pathname}'\n`,
  'session description':
    'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\n',
  'a DASH manifest':
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><BaseURL>speech.mp3</BaseURL></Period></MPD>',
  text: 'I check the orders in the morning.\n'.repeat(50),
};
for (const [name, content] of Object.entries(lists)) {
  for (const ending of ['mp3', 'm4a']) {
    test(`${name} named .${ending} is refused and opens nothing`, async () => {
      const path = await file(`${name}.${ending}`, content);
      await assert.rejects(decodeFile(path), failsWith('UNSUPPORTED_FORMAT', /supported format/));
    });
  }
}

test('a video without sound is refused', async () => {
  await assert.rejects(
    decodeFile(fixture('no-sound.mp4')),
    failsWith('UNSUPPORTED_FORMAT', /no audio track/),
  );
});

test('an empty file is refused', async () => {
  const path = await file('empty.mp3', '');
  await assert.rejects(measureDurationMs(path), failsWith('AUDIO_DECODE_FAILED', /empty/));
});

for (const format of ['mp3', 'wav', 'webm', 'flac']) {
  test(`a ${format} without its tail is refused with both lengths`, async () => {
    const bytes = await readFile(fixture(`speech.${format}`));
    const path = await file(`cut.${format}`, bytes.subarray(0, bytes.length / 2));
    await assert.rejects(decodeFile(path), failsWith('AUDIO_DECODE_FAILED', /0:0[23] .* of its 0:05/));
  });
}

test('an M4A without its index is called damaged', async () => {
  const bytes = await readFile(fixture('speech.m4a'));
  const path = await file('cut.m4a', bytes.subarray(0, bytes.length / 2));
  await assert.rejects(decodeFile(path), failsWith('AUDIO_DECODE_FAILED', /damaged/));
});

test('flipped bytes in the middle lose little', async () => {
  const bytes = await readFile(fixture('speech.mp3'));
  for (let at = 5000; at < 25_000; at += 2500) bytes[at] = 255 - (bytes[at] ?? 0);
  assert.ok((await measureDurationMs(await file('flipped.mp3', bytes))) > 4400);
});

test('a recording beyond the longest allowed is refused, and counting stops there', async () => {
  const options = { maxDurationMs: 2000 };
  await assert.rejects(
    decodeFile(fixture('speech.wav'), options),
    failsWith('AUDIO_DECODE_FAILED', /longer than 0:02/),
  );
  const counted = await measureDurationMs(fixture('speech.wav'), options);
  assert.ok(counted > 2000 && counted < 4000, `${counted} ms`);
});

test('the time limit stops the decoder', async () => {
  await assert.rejects(
    decodeFile(fixture('speech.wav'), { timeoutMs: 1 }),
    failsWith('AUDIO_DECODE_FAILED', /took longer/),
  );
});

test('a path to something else than a file is refused at once, a pipe without a writer too', async () => {
  const pipe = join(folder, 'pipe.wav');
  execFileSync('mkfifo', [pipe]);
  for (const path of [folder, pipe, '/dev/zero']) {
    await assert.rejects(decodeFile(path), failsWith('UNSUPPORTED_FORMAT', /no file/));
    await assert.rejects(measureDurationMs(path), failsWith('UNSUPPORTED_FORMAT', /no file/));
  }
});

test('an MP3 with tags without number is read like any other, and waiting for a processor refuses no file', async () => {
  const waiting = decodeFile(fixture('speech.mp3'));
  const child = await decoderOf(process.pid);
  process.kill(child, 'SIGSTOP');
  const waited = sleep(MORE_THAN_OPENING_MS).then(() => process.kill(child, 'SIGCONT'));
  const tags = Array.from({ length: 200_000 }, (_, index) => {
    const text = `\0key ${index}\0value`;
    return `TXXX${String.fromCharCode(0, 0, 0, text.length)}\0\0${text}`;
  }).join('');
  const size = [21, 14, 7, 0].map((shift) => (tags.length >> shift) & 0x7f);
  const head = Buffer.from(`ID3\x03\0\0${String.fromCharCode(...size)}${tags}`, 'latin1');
  const path = await file('tags.mp3', Buffer.concat([head, await readFile(fixture('speech.mp3'))]));
  assert.ok((await decodeFile(path)).durationMs > 4800);
  await waited;
  assert.ok((await waiting).durationMs > 4800);
});

test('an abort stops the decoder with its own reason', async () => {
  const reason = new Error('not wanted any more');
  const stop = new AbortController();
  const decoding = decodeFile(fixture('speech.wav'), { signal: stop.signal });
  stop.abort(reason);
  await assert.rejects(decoding, reason);
});

test('what may be a recording is told by its first bytes, without decoding', async () => {
  for (const format of FORMATS)
    assert.equal(await isPossibleRecording(fixture(`speech.${format}`)), true, format);
  assert.equal(
    await isPossibleRecording(await file('notes.mp3', 'Nothing to hear here.\n'.repeat(20))),
    false,
  );
  assert.equal(await isPossibleRecording(await file('nothing.mp3', '')), false);
  assert.equal(await isPossibleRecording(fileURLToPath(new URL('.', import.meta.url))), false);
});
