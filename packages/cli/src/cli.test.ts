import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type AnalysisResult, analysisResultSchema } from '@vivavoce/contract';
import { EngineError } from '@vivavoce/engine/errors';
import { READABLE_FORMATS } from '@vivavoce/engine/formats';
import { sampleInterview, speechFixture, twoChannelCall } from '@vivavoce/samples';
import { readConfig } from '@vivavoce/server/administration';
import { Command, CommanderError } from 'commander';
import { SAMPLE_RATE } from '../../engine/src/media/recording.ts';
import { wavOf } from '../../engine/src/media/wav.ts';
import { analyzeBatch } from './batch.ts';
import { COMMAND_NAMES, createProgram } from './program.ts';
import { addSettingFlags, applySettingFlags } from './setting-flags.ts';
import type { EndedCommand } from './testing/command-process.ts';
import { startCommandRunner } from './testing/command-runner.ts';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));
/** Runs further commands of a kind, of which the first one is run as a user does. */
const commands = startCommandRunner();
after(() => commands[Symbol.dispose]());

/** Runs `vivavoce` as a user does, and waits for its end. */
function vivavoce(...args: string[]): Promise<EndedCommand> {
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
  for (const command of COMMAND_NAMES) assert.match(stdout, new RegExp(`^  ${command}\\b`, 'm'));
  for (const args of [
    ['keys', '--help'],
    ['help', 'keys'],
  ])
    assert.match((await commands.run(...args)).stdout, /^Usage: vivavoce keys .*\n {2}rotate \[options\]/s);
});

test('every command has help of its own, and every option its description', async () => {
  const { commands } = await createProgram(COMMAND_NAMES);
  assert.deepEqual(
    commands.map((command) => command.name()),
    COMMAND_NAMES,
  );
  const inner = (command: Command): Command[] => [command, ...command.commands.flatMap(inner)];
  for (const command of commands.flatMap(inner)) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    assert.match(help, /^Usage: vivavoce /);
    assert.match(help, new RegExp(`^Usage: .*\\b${command.name()}\\b`));
    assert.match(help, /^Exit status: 0 /m, command.name());
    assert.notEqual(command.description(), '', command.name());
    for (const { description } of command.registeredArguments)
      assert.notEqual(description, '', command.name());
    for (const { long, description } of command.options)
      assert.notEqual(description, '', `${command.name()} ${long}`);
  }
});

test('help says what is required, and what counts where a setting is not given', async () => {
  const help = async (...args: string[]) =>
    (await commands.run(...args, '--help')).stdout.replace(/\s+/g, ' ');
  assert.match(await help('keys', 'list'), /--client <name> the client \(required\)/);
  const serve = await help('serve');
  const { host, port, workers, logLevel } = readConfig({});
  for (const [name, value] of Object.entries({ host, port, workers, 'log-level': logLevel })) {
    const variable = `VIVAVOCE_${name.toUpperCase().replace('-', '_')}`;
    assert.match(serve, new RegExp(`--${name} [^-]*\\(${variable}; default: ${value}\\)`));
  }
  assert.match(await help('demo'), /\(VIVAVOCE_PORT; default: a free one\)/);
});

/** What a command line is answered before anything is done, by the program in this process. */
async function refusal(args: readonly string[]): Promise<{ exitCode: number; message: string }> {
  const program = await createProgram(COMMAND_NAMES);
  let message = '';
  const collect = (command: Command): void => {
    command.configureOutput({ writeErr: (text) => (message += text) });
    command.commands.forEach(collect);
  };
  collect(program);
  const error: unknown = await program.parseAsync([...args], { from: 'user' }).then(
    () => assert.fail(`${args.join(' ')} was not refused`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CommanderError, String(error));
  return { exitCode: error.exitCode, message };
}

test('a wrong command line ends with status 2 and a word about help', async () => {
  const interview = sampleInterview.audio;
  for (const { status, stdout, stderr } of [
    await vivavoce('analyse', interview),
    await commands.run('analyze', interview, '--speakers', 'two'),
  ]) {
    assert.equal(status, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^error: .*--help/s);
  }
  for (const args of [
    ['analyze'],
    ['analyze', interview, '--candidate', 'Daniel'],
    ['analyze', interview, '--report', 'report.docx'],
    ['analyze', interview, '--accent-weight', '2'],
    ['analyze', interview, '--report-language', 'it'],
    ['clients', 'create'],
    ['keys', 'create'],
    ['users', 'create', 'ada@example.com', '--client', 'Acme', '--name', 'Ada', '--role', 'king'],
    ['serve', '--port', '70000'],
    ['serve', '--log-level', 'loud'],
    ['worker', '--port', '1'],
  ]) {
    const { exitCode, message } = await refusal(args);
    assert.notEqual(exitCode, 0, args.join(' '));
    assert.match(message, /^error: .*--help/s);
  }
});

test('a file that cannot be scored is answered with one line, a code and a status, and nothing on stdout', async () => {
  // One of each kind of answer; the engine's own tests know every kind of file.
  const cases: [paths: string | string[], status: number, line: RegExp][] = [
    [await file('notes.wav', 'Nothing to hear here.\n'.repeat(20)), 3, /UNSUPPORTED_FORMAT/],
    [await file('empty.mp3', ''), 3, /AUDIO_DECODE_FAILED/],
    // No model of words is loaded for it, as it would be for little speech.
    [await file('silence.wav', wavOf(new Float32Array(20 * SAMPLE_RATE))), 4, /NO_SPEECH_DETECTED/],
    [join(folder, 'missing.mp3'), 2, /missing\.mp3/],
    [folder, 3, /UNSUPPORTED_FORMAT/],
    [
      [speechFixture('mp3'), await file('second.wav', 'No sound.\n'.repeat(20)), '--together'],
      3,
      /Part 2 of 2: /,
    ],
  ];
  for (const [at, [paths, status, line]] of cases.entries()) {
    const ended = await (at === 0 ? vivavoce : commands.run)('analyze', ...[paths].flat());
    assert.equal(ended.status, status, `${paths}: ${ended.stderr}`);
    assert.equal(ended.stdout, '');
    const last = ended.stderr.trimEnd().split('\n').at(-1) ?? '';
    assert.match(last, /^vivavoce: /);
    assert.match(last, line);
    assert.doesNotMatch(ended.stderr, /\n\s+at /, 'no stack trace');
  }
});

test('what cannot be written is refused before the work', async () => {
  const speech = speechFixture('mp3');
  const cases: [args: string[], line: RegExp][] = [
    [[speech, '--report', join(folder, 'none', 'report.pdf')], /report\.pdf: there is no folder .*none/],
    [[speech, '--report', join(await file('notes.txt', ''), 'report.pdf')], /there is no folder/],
    [[speech, speech], /need --out FOLDER/],
    [[speech, join(folder, 'speech.mp3'), '--out', folder], /same name/],
    [[speech, '--out', folder, '--report', 'report.pdf'], /leave out --report/],
    [[speech, '--out', await file('no-folder.txt', '')], /no-folder\.txt: this is no folder/],
    [[speech, '--out', '/proc/none/results'], /\/proc\/none: the folder cannot be made/],
    [[speech, speech, '--together', '--out', folder], /leave out --out/],
    [[...new Array<string>(21).fill(speech), '--together'], /at most 20 parts/],
  ];
  for (const [args, line] of cases) {
    const { status, stdout, stderr } = await commands.run('analyze', ...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, line);
    assert.doesNotMatch(stderr, /reading the audio/);
  }
});

let scored: AnalysisResult | undefined;

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
  scored = result;
  assert.equal(result.candidateDetection.speaker, 'speaker_1');
  assert.match(result.candidateDetection.reason, /^Stimme 2 hat .* Fragen/);
  assert.match(stderr, /recognising words/);
});

test('several recordings get a result, a report and a row each, and what was done is not done again', async () => {
  const result = scored;
  assert.ok(result, 'the interview above was scored');
  const out = join(folder, 'results');
  const files = [await file('=a.mp3', 'x'), await file('b.mp3', 'x'), await file('notes.mp3', 'Dear Sir')];
  const analysed: string[] = [];
  const analyze = async (path: string) => {
    analysed.push(path);
    if (path.endsWith('notes.mp3')) throw new EngineError('UNSUPPORTED_FORMAT', 'This is a letter.');
    return result;
  };
  const options = { out, audience: 'recruiter', settings: 'en', analyze, log: () => undefined } as const;
  const rows = await analyzeBatch(files, options);
  assert.deepEqual(
    rows.map(({ level, error }) => [level, error?.status]),
    [
      [result.scores.cefrLevel, undefined],
      [result.scores.cefrLevel, undefined],
      [null, 3],
    ],
  );
  assert.deepEqual(
    JSON.parse(await readFile(join(out, 'b.mp3.json'), 'utf8')),
    JSON.parse(JSON.stringify(result)),
  );
  assert.match(await readFile(join(out, 'b.mp3.html'), 'utf8'), /<html/);
  const csv = await readFile(join(out, 'results.csv'), 'utf8');
  assert.equal(csv.trim().split('\n').length, 4);
  assert.match(csv, /This is a letter/);

  // Done before, the recording is newer, a result that was cut short, and one that failed.
  await writeFile(join(out, 'b.mp3.json'), '{"cut');
  assert.deepEqual((await analyzeBatch(files, options)).length, 3);
  assert.deepEqual(analysed.slice(3), [files[1], files[2]]);
  const later = new Date(Date.now() + 60_000);
  await utimes(files[0] ?? '', later, later);
  await analyzeBatch(files, options);
  assert.deepEqual(analysed.slice(5), [files[0], files[2]]);
  // Another language, or a report for the candidate.
  await analyzeBatch(files.slice(1, 2), { ...options, settings: 'de' });
  await analyzeBatch(files.slice(1, 2), { ...options, settings: 'de', audience: 'candidate' });
  assert.deepEqual(analysed.slice(7), [files[1], files[1]]);
  // What another setting could not read leaves the result of the one before, which is not taken for its own.
  const fails = async () => {
    throw new EngineError('UNSUPPORTED_FORMAT', 'Not with this setting.');
  };
  const other = { ...options, settings: 'fr', analyze: fails };
  for (let time = 1; time <= 2; time++) {
    const [row] = await analyzeBatch(files.slice(1, 2), other);
    assert.equal(row?.error?.status, 3);
  }
  await analyzeBatch(files.slice(1, 2), { ...options, settings: 'language en, report in en' });

  const ended = await commands.run('analyze', ...files.slice(1), '--out', out);
  assert.equal(ended.status, 3);
  assert.match(ended.stderr, /1 of 2: .*b\.mp3 was analysed before/);
  const [header = '', second = '', third = ''] = ended.stdout.split('\n');
  assert.match(header, /^file +length +candidate/);
  assert.match(second, /b\.mp3 .*speaker_1/);
  assert.match(third, /UNSUPPORTED_FORMAT/);
});

test('the version and the formats are printed', async () => {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  assert.equal((await commands.run('--version')).stdout.trim(), JSON.parse(manifest).version);
  const { stdout } = await commands.run('formats');
  const operating = await readFile(new URL('../../../docs/operating.md', import.meta.url), 'utf8');
  for (const { source, formats } of READABLE_FORMATS) {
    assert.ok(stdout.includes(formats), formats);
    const row = operating.split('\n').find((line) => line.startsWith(`| ${source} `));
    assert.ok(row?.includes(` ${formats} `), `docs/operating.md lists ${source}: ${formats}`);
  }
});

test('shells complete commands and options', async () => {
  const { stdout } = await commands.run('completion', 'bash');
  const complete = async (...words: string[]) => {
    const script = `${stdout}
      COMP_WORDS=(vivavoce ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
      _vivavoce; echo "\${COMPREPLY[*]}"`;
    return (await promisify(execFile)('bash', ['-c', script])).stdout.trim();
  };
  assert.equal(await complete('ana'), 'analyze');
  assert.equal(await complete('clients', 'cr'), 'create');
  assert.equal(await complete('clients', 'create', 'Acme', '--cre'), '--credits');
  assert.equal(await complete('serve', '--port', '80', '--ho'), '--host');
  assert.equal(await complete('demo', '--language', ''), 'en de es fr');
  assert.equal(await complete('completion', 'f'), 'fish');
  // Where a file is meant, the shell itself completes it.
  assert.equal(await complete('analyze', ''), '');
  assert.equal(await complete('serve', '--data-dir', ''), '');
  const zsh = (await commands.run('completion', 'zsh')).stdout;
  assert.match(zsh, /bashcompinit/);
  assert.doesNotMatch(zsh, /:\d+:[A-Z]/, 'zsh would take a name after a colon for a modifier');
  const fish = (await commands.run('completion', 'fish')).stdout;
  assert.match(fish, /complete -c vivavoce .* -l port -r -d/);
  assert.match(fish, /complete -c vivavoce .* -l language -x -a 'en de es fr' -d/);
  assert.equal((await commands.run('completion', 'csh')).status, 2);
});

test('the doctor says what is well, what is not and what to do', async () => {
  const dataDir = join(folder, 'installation');
  const well = await commands.run('doctor', '--json', '--data-dir', dataDir, '--port', '0');
  assert.equal(well.status, 0, well.stdout + well.stderr);
  const findings = JSON.parse(well.stdout) as { name: string; state: string; text: string }[];
  assert.ok(findings.every(({ state }) => state !== 'fault'));
  assert.ok(
    findings.every(({ name }) => name !== 'mail server'),
    'there is none to check',
  );
  assert.match(findings.find(({ name }) => name === 'database')?.text ?? '', /embedded PostgreSQL \d+/);
  await assert.rejects(readdir(dataDir), { code: 'ENOENT' }, 'nothing is made');

  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const env = {
    ...process.env,
    DATABASE_URL: `postgresql://x:y@127.0.0.1:${port}/z`,
    VIVAVOCE_DATA_DIR: dataDir,
    VIVAVOCE_SMTP_URL: `smtp://127.0.0.1:${port}`,
    VIVAVOCE_SMTP_FROM: 'speech@acme.example',
    VIVAVOCE_PUBLIC_URL: 'https://speech.acme.example',
  };
  taken.on('connection', (socket) => socket.destroy());
  const ill = await promisify(execFile)(process.execPath, [PROGRAM, 'doctor', '--port', String(port)], {
    env,
  }).then(
    () => assert.fail('a database that does not answer is a fault'),
    (error: { code: number; stdout: string }) => error,
  );
  taken.close();
  assert.equal(ill.code, 1);
  assert.match(ill.stdout, /! port +127\.0\.0\.1:\d+ is in use/);
  assert.match(ill.stdout, /✗ database +The database of DATABASE_URL cannot be used/);
  assert.match(ill.stdout, /✗ mail server +The mail server 127\.0\.0\.1:\d+ cannot be used/);
  assert.match(ill.stdout, /✓ models/);
});

test('settings can be flags of a command, which count more than variables', async () => {
  const command = addSettingFlags(new Command('serve'), ['dataDir', 'port', 'host']);
  command.parse(['--port', '0', '--data-dir', '/srv/v'], { from: 'user' });
  const env: NodeJS.ProcessEnv = { VIVAVOCE_PORT: '8080', VIVAVOCE_HOST: '0.0.0.0' };
  applySettingFlags(command, env);
  assert.deepEqual(env, { VIVAVOCE_PORT: '0', VIVAVOCE_HOST: '0.0.0.0', VIVAVOCE_DATA_DIR: '/srv/v' });
});
