import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openStore, readConfig } from '@vivavoce/server';
import { startCommandRunner } from './testing/command-runner.ts';

/** The commands on one installation, whose database runs from one test to the next. */
const variables = {
  VIVAVOCE_DATA_DIR: await mkdtemp(join(tmpdir(), 'vivavoce-administration-')),
  DATABASE_URL: '',
  VIVAVOCE_LOG_LEVEL: 'silent',
};
const store = await openStore(readConfig({ ...process.env, ...variables }));
const commands = startCommandRunner(variables);
after(async () => {
  commands[Symbol.dispose]();
  await store.close();
  await rm(variables.VIVAVOCE_DATA_DIR, { recursive: true });
});
const { run } = commands;

async function json(...args: string[]) {
  const { status, stdout, stderr } = await run(...args, '--json');
  assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}

test('migrate brings the schema up to date and ends, whatever else runs', async () => {
  const database = await store.listener();
  const policies = async () => {
    const named = "tablename = 'projects' and policyname = 'of_client'";
    return (await database.query(`select from pg_policies where ${named}`)).rowCount;
  };
  try {
    await database.query('drop policy of_client on projects');
    assert.equal(await policies(), 0);
    const { status, stderr } = await run('migrate');
    assert.equal(status, 0, stderr);
    assert.match(stderr, /has the schema of this version/);
    assert.equal(await policies(), 1);
  } finally {
    await database.end();
  }
});

test('a client is administered at the command line, and every action is in its audit log', async () => {
  await json('clients', 'create', 'Acme', '--credits', '5');
  const ofAcme = ['--client', 'Acme'];
  const changed = await json('clients', 'change', ...ofAcme, '--audio-days', 'never', '--consent', 'yes');
  assert.deepEqual([changed.audioDays, changed.requiresConsent], [null, true]);
  assert.equal((await json('credits', 'grant', ...ofAcme, '7')).balance, 12);
  await json('projects', 'create', ...ofAcme, 'Berlin', '--accent-weight', '0.5');
  const short = await run('clients', 'change', ...ofAcme, '--audit-days', '182');
  assert.equal(short.status, 1, 'a law asks for logs of six months at least');
  const key = await json('keys', 'create', ...ofAcme, '--project', 'Berlin', '--network', '10.0.0.0/8');
  assert.match(key.key, /^vv_live_/);
  await run('keys', 'revoke', ...ofAcme, key.id);
  const [listed] = await json('keys', 'list', ...ofAcme);
  assert.ok(listed.project === 'Berlin' && listed.revokedAt);
  const endpoint = await json('webhooks', 'add', ...ofAcme, 'https://hr.example.com/hook');
  assert.equal((await json('webhooks', 'disable', ...ofAcme, endpoint.id)).disabledReason !== null, true);
  const entries = await json('audit', ...ofAcme);
  assert.deepEqual(
    entries.map(({ action }: { action: string }) => action),
    [
      'webhook.disable',
      'webhook.add',
      'key.revoke',
      'key.create',
      'project.create',
      'credits.grant',
      'client.change',
      'client.create',
    ],
  );
  const unknown = await run('keys', 'list', '--client', 'Nobody');
  assert.deepEqual([unknown.status, unknown.stdout], [1, '']);
  assert.match(unknown.stderr, /There is no client named Nobody/);
});

test('the audit log is verified at the command line, against a head that was kept', async () => {
  const ofBeta = ['--client', 'Beta'];
  await json('clients', 'create', 'Beta', '--credits', '5');
  const { head } = await json('audit', 'head', ...ofBeta);
  await json('clients', 'change', ...ofBeta, '--require-sso', 'yes', '--request-days', '20');
  const verified = await json('audit', 'verify', ...ofBeta, '--head', head);
  assert.deepEqual([verified.entries, verified.breaches], [2, []]);
  const client = await store.listener();
  await client.query('set session_replication_role = replica');
  const ofClient = "client_id = (select id from clients where name = 'Beta')";
  await client.query(
    `update audit_entries set actor_label = 'somebody' where action = 'client.change' and ${ofClient}`,
  );
  await client.end();
  const found = await run('audit', 'verify', ...ofBeta);
  assert.equal(found.status, 1);
  assert.match(found.stdout, /^changed\t2\t/);
  const wrong = await run('audit', 'verify', ...ofBeta, '--head', 'x');
  assert.match(wrong.stderr, /as `vivavoce audit head` prints it/);
});
