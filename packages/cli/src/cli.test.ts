import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { analysisResultSchema } from '@vivavoce/contract';
import { sampleInterview, speechFixture, twoChannelCall, videoWithoutSound } from '@vivavoce/samples';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));
const COMMANDS = [
  'analyze',
  'serve',
  'worker',
  'backup',
  'restore',
  'sweep',
  'clients',
  'keys',
  'projects',
  'credits',
  'webhooks',
  'users',
  'domains',
  'audit',
  'demo',
  'evaluate',
];

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `vivavoce` as a user does, and waits for its end. */
function vivavoce(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...args], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vivavoce-cli-'));
});
after(() => rm(folder, { recursive: true }));

async function file(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('help names every command', async () => {
  const { status, stdout } = await vivavoce('--help');
  assert.equal(status, 0);
  for (const command of COMMANDS) assert.match(stdout, new RegExp(`^  ${command}\\b`, 'm'));
});

test('every command has help of its own', async () => {
  const helps = await Promise.all(COMMANDS.map((command) => vivavoce(command, '--help')));
  for (const [at, { status, stdout }] of helps.entries()) {
    assert.equal(status, 0);
    assert.match(stdout, new RegExp(`^Usage: vivavoce ${COMMANDS[at]}`));
  }
});

test('a wrong command line ends with status 2 and a word about help', async () => {
  const interview = sampleInterview.audio;
  for (const args of [
    ['analyse', interview],
    ['analyze'],
    ['analyze', interview, '--candidate', 'Daniel'],
    ['analyze', interview, '--speakers', 'two'],
    ['analyze', interview, '--report', 'report.docx'],
    ['analyze', interview, '--accent-weight', '2'],
    ['analyze', interview, '--report-language', 'it'],
    ['clients', 'create'],
    ['keys', 'create'],
    ['users', 'create', 'ada@example.com', '--client', 'Acme', '--name', 'Ada', '--role', 'king'],
  ]) {
    const { status, stdout, stderr } = await vivavoce(...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /^error: /);
    assert.match(stderr, /--help/);
  }
});

test('a file that cannot be scored is answered with one line, a code and a status, and nothing on stdout', async () => {
  const speech = await readFile(speechFixture('wav'));
  const cases: [path: string, status: number, line: RegExp][] = [
    [await file('notes.wav', 'Nothing to hear here.\n'.repeat(20)), 3, /UNSUPPORTED_FORMAT/],
    [await file('empty.mp3', ''), 3, /AUDIO_DECODE_FAILED/],
    [await file('cut.wav', speech.subarray(0, speech.length / 2)), 3, /AUDIO_DECODE_FAILED/],
    [videoWithoutSound, 3, /UNSUPPORTED_FORMAT/],
    [speechFixture('mp3'), 4, /CANDIDATE_SPEECH_INSUFFICIENT/],
    [join(folder, 'missing.mp3'), 2, /missing\.mp3/],
    [folder, 3, /UNSUPPORTED_FORMAT/],
  ];
  for (const [path, status, line] of cases) {
    const ended = await vivavoce('analyze', path);
    assert.equal(ended.status, status, `${path}: ${ended.stderr}`);
    assert.equal(ended.stdout, '');
    const last = ended.stderr.trimEnd().split('\n').at(-1) ?? '';
    assert.match(last, /^vivavoce: /);
    assert.match(last, line);
    assert.doesNotMatch(ended.stderr, /\n\s+at /, 'no stack trace');
  }
});

test('a scored interview is printed as JSON in the form of the contract, with progress beside it', async () => {
  const { status, stdout, stderr } = await vivavoce(
    'analyze',
    // Shorter than the sample interview, which the engine's own tests analyse.
    twoChannelCall.opus,
    '--json',
    '--report',
    join(folder, 'report.html'),
    '--report-language',
    'de',
  );
  const report = await readFile(join(folder, 'report.html'), 'utf8');
  assert.match(report, /<html lang="de">.*<h1>Bericht: gesprochenes Englisch<\/h1>/s);
  assert.equal(status, 0, stderr);
  const result = analysisResultSchema.parse(JSON.parse(stdout));
  assert.equal(result.candidateDetection.speaker, 'speaker_1');
  assert.match(result.candidateDetection.reason, /^Stimme 2 hat .* Fragen/);
  assert.match(stderr, /recognising words/);
});
