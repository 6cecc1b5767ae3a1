/**
 * `npm run dev`: the server, restarted when its source changes, behind the console with hot reload, and the sample
 * interview in it. Everything is kept in `data/dev`; remove that folder to begin anew.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loginLinkUrl, readConfig } from '@vivavoce/server';
import { createServer } from 'vite';
import { startRestartingProcess } from './restarting-process.ts';
import { seed, submitSample } from './seed.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const WATCHED = ['contract', 'engine', 'report', 'server'].map((name) => here(`../packages/${name}/src`));

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '5173' },
    'api-port': { type: 'string', default: '8080' },
    'no-sample': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(`Usage: npm run dev -- [--port 5173] [--api-port 8080] [--no-sample]

Starts the API (restarted when its source changes) and the console (hot reload), with the sample interview.
Everything is kept in data/dev, or in VIVAVOCE_DATA_DIR.
`);
  process.exit(0);
}

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const { VIVAVOCE_DATA_DIR = here('../data/dev'), VIVAVOCE_LOG_LEVEL = 'warn' } = process.env;
const consoleUrl = `http://localhost:${values.port}`;
const env = {
  ...process.env,
  VIVAVOCE_DATA_DIR,
  VIVAVOCE_PORT: values['api-port'],
  VIVAVOCE_PUBLIC_URL: consoleUrl,
  VIVAVOCE_POLL_INTERVAL_SECONDS: '1',
  VIVAVOCE_LOG_LEVEL,
};

log('Starting the database, the API and a worker');
const api = startRestartingProcess({
  program: here('./api-process.ts'),
  env,
  watched: WATCHED,
  onRestart: (file) => log(`${file} changed: restarting the API`),
  onMessage: () => log('The API is ready'),
});
const { url } = (await api.firstMessage) as { readonly url: string };
Object.assign(process.env, { VIVAVOCE_URL: url });
const vite = await createServer({
  root: here('../packages/console'),
  server: { port: Number(values.port), strictPort: true },
});
await vite.listen();
const { apiKey, loginToken } = await seed(readConfig(env));
if (!values['no-sample']) await submitSample(url, apiKey);
process.stdout.write(`
Console   ${loginLinkUrl(consoleUrl, loginToken)} (signs in, once)
API       ${url}/api/v1/docs
Key       ${apiKey}
`);

let stopping = false;
// Vite ends the process at SIGTERM by itself, before the database has stopped.
process.removeAllListeners('SIGTERM');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    log('Stopping');
    void Promise.all([vite.close(), api.stop()]).then(() => process.exit(0));
  });
}
