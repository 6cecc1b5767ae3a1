/** What a distribution carries may be distributed: nothing under the GPL or AGPL, nothing non-free, nothing of unknown licence. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './house-rules/tracked-files.ts';

/** Licences that ask for their text and names to be kept, and no more. */
const PERMISSIVE = new Set([
  'MIT',
  // MIT that does not even ask for that.
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  // The licence of Python and of what was taken over from it, such as argparse.
  'PSF-2.0',
  // Fonts: free to embed and to distribute with software.
  'OFL-1.1',
]);

/** Weak copyleft, package by package: the licence and why it may be shipped. NOTICE says the same to those who distribute. */
const WEAK_COPYLEFT: Readonly<Record<string, { readonly licence: string; readonly reason: string }>> = {
  '@audio/decode-wma': {
    licence: 'LGPL-2.1-or-later',
    reason: 'FFmpeg in WebAssembly, a file of its own that can be replaced',
  },
  '@humansignal/audio-file-decoder': {
    licence: 'LGPL-2.1-or-later',
    reason: 'FFmpeg in WebAssembly, a file of its own that can be replaced',
  },
  'codec-parser': { licence: 'LGPL-3.0-or-later', reason: 'unchanged, in a package of its own' },
  mediabunny: { licence: 'MPL-2.0', reason: 'unchanged, in files of its own' },
  lightningcss: { licence: 'MPL-2.0', reason: 'unchanged; builds the console' },
};

/** Packages whose manifest names no licence: what their licence file says. */
const BY_FILE: Readonly<Record<string, { readonly licence: string; readonly begins: RegExp }>> = {
  'png-js': { licence: 'MIT', begins: /^MIT License/ },
};

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** Every package that an installation without development dependencies has, as `name` and `license`. */
function runtimePackages(): {
  readonly name: string;
  readonly path: string;
  readonly licence: string | null;
}[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path, { license }]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      licence: license ?? null,
    }));
}

/** Whether a licence expression (SPDX) can be met by permissive licences alone. */
function isPermissive(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isPermissive);
  return bare.split(' AND ').every((licence) => PERMISSIVE.has(licence));
}

/** What is wrong with a package's licence; null where nothing is. */
function objection(name: string, licence: string | null): string | null {
  if (licence === null && BY_FILE[name] === undefined) return `${name}: unknown licence`;
  const known = licence ?? BY_FILE[name]?.licence ?? '';
  // The parts of lightningcss for single platforms stand under its own licence.
  const exception =
    WEAK_COPYLEFT[name] ?? WEAK_COPYLEFT[name.replace(/-(android|darwin|freebsd|linux|win32)-.*$/, '')];
  return isPermissive(known) || exception?.licence === known ? null : `${name}: ${known}`;
}

test('no dependency of a distribution is under the GPL or AGPL, non-free or of unknown licence', () => {
  const packages = runtimePackages();
  assert.ok(packages.length > 100);
  assert.deepEqual(
    packages.flatMap(({ name, licence }) => objection(name, licence) ?? []),
    [],
  );
});

test('the check objects to what may not be shipped, also where it can be had under another name', () => {
  for (const licence of [
    'GPL-2.0',
    'GPL-3.0-or-later',
    'AGPL-3.0',
    'SEE LICENSE IN LICENSE',
    'UNLICENSED',
    null,
  ])
    assert.notEqual(objection('something', licence), null, String(licence));
  assert.notEqual(objection('something', 'LGPL-2.1-or-later'), null, 'weak copyleft is allowed by name only');
  assert.notEqual(objection('something', 'MIT AND GPL-2.0'), null);
  assert.equal(objection('something', '(GPL-2.0 OR MIT)'), null);
});

test('licences that only a file states are still there, and exceptions are still needed and in NOTICE', () => {
  const packages = runtimePackages();
  const notice = readFileSync(join(ROOT, 'NOTICE'), 'utf8');
  for (const [name, { begins }] of Object.entries(BY_FILE)) {
    const folder = join(ROOT, packages.find((found) => found.name === name)?.path ?? '-');
    assert.match(readFileSync(join(folder, 'LICENSE'), 'utf8'), begins, name);
  }
  for (const [name, { licence }] of Object.entries(WEAK_COPYLEFT)) {
    assert.equal(packages.find((found) => found.name === name)?.licence, licence, name);
    assert.ok(notice.includes(name), `NOTICE does not name ${name}`);
  }
});

test('no native FFmpeg and no codec under the GPL is installed for running', () => {
  const forbidden = /^(node-av|ffmpeg-static|@ffmpeg|@audio\/decode-(aac|ac3|dts)|fdk)/;
  assert.deepEqual(
    runtimePackages().filter(({ name }) => forbidden.test(name)),
    [],
  );
  const audio = join(ROOT, 'node_modules/@audio');
  const installed = existsSync(audio) ? readdirSync(audio).map((name) => `@audio/${name}`) : [];
  assert.deepEqual(
    installed.filter((name) => forbidden.test(name)),
    [],
  );
});
