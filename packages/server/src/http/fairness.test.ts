import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fairnessReportSchema } from '@vivavoce/contract';
import { sql } from 'kysely';
import { createApiKey } from '../tenants/create-api-key.ts';
import { expectRefusal, send, shareTestServer, type TestServer } from '../testing/test-server.ts';
import { admitTestRun, createTestTenant } from '../testing/test-store.ts';

/** Runs that ended with a score, by people of a group. */
async function assessed(
  at: TestServer,
  tenantId: string,
  metadata: { readonly site: string; readonly hired?: string },
  scores: readonly number[],
) {
  for (const [n, overall] of scores.entries()) {
    const { run } = await admitTestRun(Object.assign({}, at.store, { config: at.config }), tenantId);
    const summary = {
      vocabulary: overall,
      fluency: overall,
      accent: null,
      overall,
      cefrLevel: 'B1',
      deducted: 3,
      error: null,
    };
    await at.store.db
      .updateTable('runs')
      .set({
        metadata: JSON.stringify(metadata),
        status: 'success',
        body: '{}',
        summary: JSON.stringify(summary),
        finished_at: sql`now()`,
      })
      .where('id', '=', run.id)
      .execute();
    // The first two are one person who was recorded twice.
    if (n < 2)
      await sql`update runs set external_id = ${`${metadata.site}-1`} where id = ${run.id}`.execute(
        at.store.db,
      );
  }
}

describe('the fairness report over HTTP', { concurrency: true }, () => {
  it('compares the groups that the client named, each person once, of this client alone', async (t) => {
    const at = await shareTestServer(t);
    const high = Array.from({ length: 13 }, () => 4);
    const low = Array.from({ length: 13 }, () => 2);
    await assessed(at, at.tenantId, { site: 'north', hired: 'yes' }, high);
    await assessed(at, at.tenantId, { site: 'south', hired: 'no' }, low);
    const other = await createTestTenant(at.store);
    await assessed(at, other.id, { site: 'west' }, high);
    const response = await send(at, '/fairness?group=site&outcome=hired&selected=yes');
    const report = fairnessReportSchema.parse(await response.json());
    assert.equal(report.people, 24);
    const [selection, overall] = report.measures;
    assert.deepEqual(
      selection?.groups.map(({ group: { site }, rate }) => [site, rate]),
      [
        ['north', 1],
        ['south', 0],
      ],
    );
    assert.equal(overall?.groups[1]?.impactRatio, 0);
    assert.equal(report.measures.at(-1)?.notAssessed, 24, 'nobody has a score for accent');
    const crossed = fairnessReportSchema.parse(
      await (await send(at, '/fairness?group=site&group=hired')).json(),
    );
    assert.deepEqual(crossed.measures[0]?.groups[0]?.group, { site: 'north', hired: 'yes' });
    const csv = await send(at, '/fairness?group=site&format=csv');
    assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/);
    assert.match(await csv.text(), /^measure,site,people,[^\n]+\noverall,north,12,4,/);
    const german = await send(at, '/fairness?group=site&format=csv&reportLanguage=de');
    assert.match(await german.text(), /^\ufeff?Maß;site;Personen;Mittelwert;[^\n]+\nGesamtwert;north;12;4;/);
    const french = await (await send(at, '/fairness?group=site&reportLanguage=fr')).json();
    assert.match(fairnessReportSchema.parse(french).notes[0] ?? '', /^Les groupes viennent/);
    const { key } = await createApiKey(at.store, other.name);
    const theirs = fairnessReportSchema.parse(
      await (await send({ ...at, apiKey: key }, '/fairness?group=site')).json(),
    );
    assert.equal(theirs.people, 12);
  });

  it('refuses what makes no groups', async (t) => {
    const at = await shareTestServer(t);
    for (const query of [
      '',
      '?group=a&group=a',
      '?group=a&group=b&group=c',
      '?group=a&outcome=b',
      '?group=a&format=pdf',
    ]) {
      await expectRefusal(await send(at, `/fairness${query}`), 'INVALID_PARAMETERS');
    }
    await expectRefusal(await send(at, '/fairness?group=a&createdAfter=x'), 'INVALID_DATE');
  });
});
