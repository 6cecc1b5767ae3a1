#!/usr/bin/env node
/**
 * Starts the command line on a Node that runs TypeScript: the one that called, or the Node 24 that comes as a dependency.
 * Plain JavaScript that Node 18 understands, so that an old Node gets an answer instead of a syntax error.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { resolveNative } from '@vivavoce/engine/native-dependencies';
import { hideEnvironment, useCompileCache } from '@vivavoce/engine/process-environment';

/** The first release that strips types by itself. */
const NEEDED = [22, 18];
const PROGRAM = new URL('../src/main.ts', import.meta.url);

useCompileCache();
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) await import(PROGRAM.href);
else startOnPackagedNode();

function startOnPackagedNode() {
  const node = packagedNode();
  if (node === null) {
    process.stderr.write(
      `vivavoce: Node ${NEEDED.join('.')} or later is needed, this is ${process.versions.node}. Install without --omit=optional, which brings Node 24 on Linux and Windows, or install it: https://nodejs.org\n`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [fileURLToPath(PROGRAM), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The program has the settings now, and says itself where they cannot be hidden.
  try {
    hideEnvironment();
  } catch {}
  // Ctrl-C reaches both; what is sent to this process alone is passed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === 'SIGKILL' ? 9 : 15);
  });
}

/** The Node of this platform among the optional dependencies; null where it was not installed. */
function packagedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return resolveNative(`node-${platform}-${process.arch}/${program}`, import.meta.url);
}
