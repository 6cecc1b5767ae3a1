import { ensureConsoleBuilt } from '@vivavoce/console';
import { LANGUAGE_SAMPLES, sampleInterview } from '@vivavoce/samples';
import { createVivavoce, type FinishedRun } from '@vivavoce/sdk';
import {
  type Config,
  createApiKey,
  createTenant,
  createUser,
  loginLinkUrl,
  openStore,
  readConfig,
  runUntilStopped,
  startServer,
} from '@vivavoce/server';
import { Command, Option } from 'commander';
import { makeDemoFolder } from './demo-folder.ts';
import { demoModels } from './demo-models.ts';
import { progressLine } from './progress-line.ts';
import { renderResult } from './result-text.ts';
import { addSettingFlags } from './setting-flags.ts';

/** Enough for a hundred minutes of audio. */
const DEMO_CREDITS = 100;

/** The candidates of the sample interviews by language. */
const CANDIDATES = { en: 'Daniel', de: 'Jonas', es: 'Lucía', fr: 'Camille' } as const;
const LANGUAGES = Object.keys(CANDIDATES);

type DemoLanguage = keyof typeof CANDIDATES;

interface DemoOptions {
  readonly once?: boolean;
  readonly language: DemoLanguage;
}

/** `vivavoce demo`: everything on one machine, a sample interview through it, then at your service. */
export function demoCommand(): Command {
  return addSettingFlags(new Command('demo'), ['host', 'port'], { port: 'a free one' })
    .option('--once', 'stop after the result')
    .addOption(
      new Option('--language <language>', 'language of the sample interview')
        .choices(LANGUAGES)
        .default('en'),
    )
    .addHelpText(
      'after',
      `
The demonstration keeps its own data folder, beside that of \`vivavoce serve\` or, where nothing may be written there, in it.
Other languages than English use the models that you configured (docs/languages.md), or a stand-in for them.`,
    )
    .action(runDemo);
}

async function runDemo({ once = false, language }: DemoOptions): Promise<void> {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const baseConfig = await demoConfig();
  await using demo = await demoModels(language, baseConfig.models, log);
  const config = { ...baseConfig, models: demo.models };
  log(`Starting the database, the server and a worker in ${config.dataDir}`);
  const consoleDir = await ensureConsoleBuilt(() => log('Building the console, once'));
  const server = await startServer(config, { consoleDir });
  try {
    const { apiKey, loginToken } = await createDemoTenant(config);
    log('Sending the sample interview');
    const result = await analyzeSample(server.url, apiKey, language);
    if (result.status === 'failed') throw new Error(`${result.error.message} (${result.error.code})`);
    process.stdout.write(renderResult(result));
    process.stdout.write(addresses(server.url, apiKey, result.id, loginToken));
    if (once) return;
    log('Serving until Ctrl-C');
    const reason = await runUntilStopped(server);
    if (reason !== null) throw reason;
  } finally {
    await server.stop();
  }
}

/** The operator's settings, with a folder and a database of the demonstration's own, and polls as often as people look. */
async function demoConfig(): Promise<Config> {
  const config = readConfig();
  const { VIVAVOCE_PORT: given } = process.env;
  const port = given ? config.port : 0;
  const dataDir = await makeDemoFolder(config.dataDir);
  // A worker of its own in any case: those that run elsewhere know nothing of its database.
  const workers = Math.max(1, config.workers);
  return { ...config, port, workers, dataDir, databaseUrl: null, pollIntervalSeconds: 1, logLevel: 'error' };
}

/** A key and an owner of a fresh client: the first result always costs the same. */
async function createDemoTenant(config: Config): Promise<{ apiKey: string; loginToken: string }> {
  const store = await openStore(config);
  try {
    const now = new Date();
    const { name } = await createTenant(
      store,
      `Demonstration ${now.toISOString().slice(0, 19).replace('T', ' ')}`,
      {
        credits: DEMO_CREDITS,
        multilingual: true,
      },
    );
    const email = `owner-${now.getTime()}@demo.example`;
    const { token } = await createUser(store, name, { email, name: 'Demo owner', role: 'owner' });
    const { key } = await createApiKey(store, name);
    return { apiKey: key, loginToken: token };
  } finally {
    await store.close();
  }
}

async function analyzeSample(baseUrl: string, apiKey: string, language: DemoLanguage): Promise<FinishedRun> {
  const vivavoce = createVivavoce({ baseUrl, apiKey });
  const progress = progressLine();
  try {
    const { audio } = language === 'en' ? sampleInterview : LANGUAGE_SAMPLES[language];
    const { id } = await vivavoce.submit(audio, {
      language,
      externalId: 'sample-interview',
      metadata: { candidate: `${CANDIDATES[language]} (sample interview)` },
    });
    return await vivavoce.waitForResult(id, {
      onState(state) {
        if (state.status === 'processing') progress.show(state.progress);
        if (state.status === 'queued') progress.print(`waiting, number ${state.queuePosition} in the queue`);
      },
    });
  } finally {
    progress.end();
  }
}

function addresses(url: string, key: string, runId: string, loginToken: string): string {
  return `
Addresses
  report    ${loginLinkUrl(url, loginToken, `/runs/${runId}`)} (signs in, once)
  docs      ${url}/api/v1/docs
  health    ${url}/api/v1/health
  result    curl -H 'X-API-Key: ${key}' ${url}/api/v1/speech/analyze/${runId}
  credits   curl -H 'X-API-Key: ${key}' ${url}/api/v1/credits
  submit    curl -H 'X-API-Key: ${key}' -F audio=@FILE ${url}/api/v1/speech/analyze
`;
}
