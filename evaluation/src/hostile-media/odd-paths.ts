import { execFileSync } from 'node:child_process';
import { mkdir, open, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { speechFixture } from '@vivavoce/samples';
import type { HostileFile } from './hostile-file.ts';

const DEVICES = ['/dev/zero', '/dev/urandom', '/dev/null', '/dev/full'];

/** Paths that lead to something else than a file: links, devices, pipes, folders, sockets. */
export function oddPaths(): HostileFile[] {
  const inFolder = (name: string, make: (path: string) => Promise<unknown>, mayGiveSound = false) => ({
    kind: 'no plain file',
    name,
    mayGiveSound,
    async place(folder: string) {
      const path = join(folder, name);
      await make(path);
      return path;
    },
  });
  return [
    ...DEVICES.map((device) => ({
      kind: 'no plain file',
      name: device,
      mayGiveSound: false,
      place: async () => device,
    })),
    inFolder('link-to-speech.wav', (path) => symlink(speechFixture('wav'), path), true),
    inFolder('link-to-nothing.wav', (path) => symlink('nothing.wav', path)),
    inFolder('link-to-itself.wav', (path) => symlink('link-to-itself.wav', path)),
    ...['zero', 'urandom', 'full'].map((device) =>
      inFolder(`link-to-${device}.wav`, (path) => symlink(`/dev/${device}`, path)),
    ),
    inFolder('link-to-processes.wav', (path) => symlink('/proc/self/maps', path)),
    inFolder('pipe.wav', async (path) => execFileSync('mkfifo', [path])),
    inFolder('folder.wav', (path) => mkdir(path)),
    inFolder('socket.wav', listenAndLeave),
    inFolder('empty.wav', (path) => writeFile(path, '')),
    inFolder('hole-of-300-mb.wav', (path) => hole(path, 300_000_000)),
    inFolder('hole-of-8-gb.wav', (path) => hole(path, 8_000_000_000)),
  ];
}

async function hole(path: string, bytes: number): Promise<void> {
  await (await open(path, 'w')).close();
  await truncate(path, bytes);
}

/** A socket that stays in the folder: its server does not keep this process alive. */
function listenAndLeave(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer().unref();
    server.once('error', reject);
    server.listen(path, resolve);
  });
}
