import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startServer } from './index.ts';
for (let round = 0; round < 4; round++) {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-repro-'));
  const server = await startServer(readConfig({ VIVAVOCE_DATA_DIR: dataDir, VIVAVOCE_PORT: '0', VIVAVOCE_LOG_LEVEL: 'error' }));
  const token = server.setupLink?.split('token=')[1];
  const r = await fetch(`${server.url}/api/v1/setup`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token, organisation: 'A', name: 'A', email: 'a@example.com', password: 'seven quiet rivers meet' }) });
  const cookie = r.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ');
  console.log('setup', r.status);
  const until = Date.now() + 12000;
  let n = 0; const bad: unknown[] = [];
  while (Date.now() < until) {
    await Promise.all(Array.from({ length: 10 }, async (_, i) => {
      const path = ['/credits', '/speech/runs', '/statistics?days=30', '/candidate-requests', '/users'][i % 5];
      const a = await fetch(`${server.url}/api/v1${path}`, { headers: { cookie } });
      n++; if (a.status !== 200 && a.status !== 429) bad.push([path, a.status, await a.text()]); else await a.arrayBuffer();
      if (a.status === 429) await new Promise((d) => setTimeout(d, 500));
    }));
  }
  console.log(round, n, bad.length, JSON.stringify(bad.slice(0, 3)));
  await server.stop(); await rm(dataDir, { recursive: true, force: true });
}
