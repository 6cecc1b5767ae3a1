/**
 * Submits an interview with the SDK, shows how far it is, prints its scores and keeps its report.
 *
 *     VIVAVOCE_URL=http://127.0.0.1:8080 VIVAVOCE_API_KEY=... node examples/sdk.mjs interview.mp3 report.pdf
 */
import { writeFile } from 'node:fs/promises';
import { createVivavoce, VivavoceError } from '@vivavoce/sdk';

const { VIVAVOCE_URL = 'http://127.0.0.1:8080', VIVAVOCE_API_KEY = '' } = process.env;
const [recording = 'interview.mp3', reportFile = 'report.pdf'] = process.argv.slice(2);

const vivavoce = createVivavoce({ baseUrl: VIVAVOCE_URL, apiKey: VIVAVOCE_API_KEY });

try {
  // Tried again when the connection breaks, and still one run: the SDK sends an idempotency key.
  const { id } = await vivavoce.submit(recording, {
    externalId: 'candidate-7',
    metadata: { role: 'planner' },
    tags: ['planners'],
  });

  const run = await vivavoce.waitForResult(id, {
    timeoutMs: 60 * 60_000,
    onState: (state) => {
      if (state.status === 'queued') console.error(`waiting, place ${state.queuePosition}`);
      if (state.status === 'processing')
        console.error(`${state.progress.stage}: ${state.progress.percent} %`);
    },
  });

  // A run that fails costs nothing and says why.
  if (run.status === 'failed') throw new Error(`${run.error.code}: ${run.error.message}`);
  console.log(JSON.stringify({ id, ...run.scores }, null, 2));

  const report = await vivavoce.report(id, { format: 'pdf', audience: 'recruiter' });
  await writeFile(reportFile, Buffer.from(await report.arrayBuffer()));

  // Every run of this candidate so far; pages are fetched as the loop goes on.
  for await (const { id: earlier, status } of vivavoce.runs({ externalId: 'candidate-7' })) {
    console.error(`${earlier} ${status}`);
  }
} catch (error) {
  if (!(error instanceof VivavoceError)) throw error;
  // Decide by the code, which is stable: such as INSUFFICIENT_CREDITS, AUDIO_TOO_SHORT, INVALID_API_KEY.
  console.error(`${error.code}: ${error.message} (request ${error.requestId})`);
  process.exitCode = 1;
}
