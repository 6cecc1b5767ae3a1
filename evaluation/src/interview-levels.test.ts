import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { predictInterviewLevels } from './interview-levels.ts';

test('an interview is judged from its table, gzipped or not, and its first half alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-interviews-'));
  const script = await readFile(
    fileURLToPath(new URL('../../samples/interview-script.txt', import.meta.url)),
    'utf8',
  );
  const answers = script.split('\n').filter((line) => line.startsWith('candidate'));
  const rows = answers.flatMap((line, turn) =>
    (line.replace(/\[\d+\]/g, '').split(': ')[1] ?? '')
      .toLowerCase()
      .match(/[a-z']+/g)!
      .map((word) => ['7', `A${turn}`, word, /^u[hm]$/.test(word) ? 'i' : 'f', 'O', '6'].join('\t')),
  );
  const table = `${['interview\tturn\tword\tincremental\tBIOES\tlevel', ...rows].join('\n')}\n`;
  const [plain, gzipped] = [join(folder, 'a.tsv'), join(folder, 'a.tsv.gz')];
  await writeFile(plain, table);
  await writeFile(gzipped, gzipSync(table));
  const [whole] = await predictInterviewLevels(plain, 'whole');
  const [half] = await predictInterviewLevels(plain, 'half');
  assert.deepEqual(await predictInterviewLevels(gzipped, 'whole'), [whole]);
  assert.equal(whole?.judged, 6);
  assert.ok(whole.predicted.level > 4 && whole.predicted.level < 9, `${whole.predicted.level}`);
  assert.ok(half !== undefined && Math.abs(half.predicted.level - whole.predicted.level) < 1.5);
  assert.ok(half.predicted.halfWidth > whole.predicted.halfWidth);
  await rm(folder, { recursive: true });
});
