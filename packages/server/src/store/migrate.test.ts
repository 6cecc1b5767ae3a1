import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client, Pool } from 'pg';
import type { Config } from '../config.ts';
import { storedRequest } from '../runs/run.ts';
import { createTestDatabase } from '../testing/test-store.ts';
import { databaseOn } from './database.ts';
import { createMigrator } from './migrate.ts';
import { openStore } from './store.ts';

/** Empties a test's database, which comes with the latest schema. */
async function dropSchema({ databaseUrl }: Config): Promise<void> {
  const client = new Client(databaseUrl ?? '');
  await client.connect();
  await client.query('drop schema public cascade; create schema public');
  await client.end();
}

describe('the schema', { concurrency: true }, () => {
  it('is brought up to date by many processes at once, and again without harm', async (t) => {
    const config = await createTestDatabase(t);
    await dropSchema(config);
    const stores = await Promise.all(Array.from({ length: 20 }, () => openStore(config)));
    for (const store of stores) {
      assert.deepEqual(await store.db.selectFrom('runs').selectAll().execute(), []);
      await store.close();
    }
    await (await openStore(config)).close();
  });

  it('of a newer program is refused, so that an older one does no harm', async (t) => {
    const config = await createTestDatabase(t);
    const store = await openStore(config);
    const client = await store.listener();
    await client.query("insert into kysely_migration values ('9999-of-the-future', now()::text)");
    await client.end();
    await store.close();
    await assert.rejects(openStore(config), /schema/);
  });

  it('keeps what was asked of the runs of an installation of 0.1.0', async (t) => {
    const config = await createTestDatabase(t);
    await dropSchema(config);
    const pool = new Pool({ connectionString: config.databaseUrl ?? '' });
    const { error } = await createMigrator(databaseOn(pool)).migrateTo('0017-report-language');
    assert.equal(error, undefined);
    await pool.query("insert into clients (name) values ('Acme')");
    await pool.query(`insert into runs (id, client_id, status, metadata, tags, duration_ms, cost,
        language, expected_speakers, accommodation, report_language, candidate_speaker)
      select gen_random_uuid(), clients.id, 'queued', '{}', '{}', 180000, 3, asked.*
      from clients, (values ('de', 2::smallint, true, 'fr', 'speaker_1'), ('en', null, false, 'en', null)) asked`);
    await pool.end();
    const store = await openStore(config);
    t.after(() => store.close());
    const runs = await store.db.selectFrom('runs').selectAll().orderBy('seq').execute();
    assert.deepEqual(
      runs.map((run) => [run.language, JSON.parse(JSON.stringify(storedRequest(run)))]),
      [
        [
          'de',
          {
            language: 'de',
            expectedSpeakers: 2,
            accommodation: true,
            reportLanguage: 'fr',
            candidate: 'speaker_1',
          },
        ],
        ['en', { language: 'en', accommodation: false, reportLanguage: 'en' }],
      ],
    );
  });
});
