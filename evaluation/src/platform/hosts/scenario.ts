/** What is done to machines that work together, and how it went; runs inside of the namespaces. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededUniform } from '@vivavoce/samples/random';
import { type Config, createApiKey, createTenant, openStore, readConfig, type Store } from '@vivavoce/server';
import { type Breaches, checkInvariants, retryUntilAvailable, waitForFewer } from '../invariants.ts';
import { ADMITTING_MS, MAX_OPEN_RUNS, type SubmitTarget, takesMsOf, trySubmit } from '../submits.ts';
import { type Host, type HostEvent, startHost } from './host.ts';
import { connectMachines, makeNetwork } from './network.ts';
import { type SharedServices, startSharedServices } from './shared-services.ts';

/** What to do, and how long. */
export interface HostFaultOptions {
  /** Runs that are submitted while PostgreSQL is restarted. */
  readonly runs: number;
  /** How often PostgreSQL is restarted. */
  readonly restarts: number;
  /** How long a machine whose worker holds a run is cut off, s. */
  readonly cutSeconds: number;
  /** How many machines are cut off while they admit a run. */
  readonly admissions: number;
  /** How often each worker gets a run that needs more memory than one of the machines has. */
  readonly largeRuns: number;
  /** How long a worker that has gone silent keeps a run, s. */
  readonly leaseSeconds: number;
  readonly seed: number;
}

/** How a machine was away and came back. */
export interface Cut {
  /** Until another worker began anew with the run that it held, s. */
  readonly takenOverAfter: number;
  /** How its own try of that run ended: its worker gave it up, or came with a result that was fenced off. */
  readonly end: 'given up' | 'fenced off';
  /** From its reconnection until its worker began with another run, s. */
  readonly backAfter: number;
}

/** What came of it. */
export interface HostFaultFigures extends Breaches {
  readonly seed: number;
  readonly hosts: number;
  /** How far the clocks of the machines are ahead of PostgreSQL's, s. */
  readonly clocksAhead: readonly number[];
  readonly runs: number;
  readonly databaseRestarts: number;
  readonly cuts: readonly Cut[];
  /** Machines that were cut off between a submit and its answer, and how long its client tried elsewhere, at most, s. */
  readonly admissionsCut: number;
  readonly longestAdmission: number;
  /** Analyses that the kernel ended for want of memory; null where no limit could be set. */
  readonly outOfMemory: number | null;
  /** Runs that failed after all their tries, uncharged. */
  readonly failed: number;
  readonly mostTries: number;
  readonly seconds: number;
}

const STORE_NUMBER = 1;
/** The machines with a server: the last number of their addresses, and how far their clocks are ahead, ms. */
const HOSTS = [
  { number: 11, clockAheadMs: 0 },
  { number: 12, clockAheadMs: 600_000 },
  { number: 13, clockAheadMs: -600_000 },
] as const;
/** Of the machine with little memory, MiB, and what a large run needs. */
export const MEMORY_LIMIT_MIB = 768;
const LARGE_RUN_MIB = 1024;

/** How long a client waits for an answer before it asks another machine, ms. */
const CLIENT_PATIENCE_MS = 3000;
/** After so long a worker has the recording of a run that it has begun with, ms. */
const FETCHED_MS = 300;
const EVENT_LIMIT_MS = 300_000;
const POLL_MS = 20;

interface Scene {
  readonly options: HostFaultOptions;
  readonly hosts: readonly Host[];
  readonly services: SharedServices;
  readonly store: Store;
  readonly key: string;
  readonly random: () => number;
  /** All runs that were admitted. */
  readonly runIds: string[];
  /** Of them, those that may fail for want of memory. */
  readonly largeRuns: Set<string>;
}

const inSeconds = (ms: number): number => Math.round(ms / 100) / 10;

/** Waits for something that has to come. */
async function waitFor<T>(what: string, look: () => T | undefined): Promise<T> {
  const deadline = performance.now() + EVENT_LIMIT_MS;
  while (performance.now() < deadline) {
    const found = look();
    if (found !== undefined) return found;
    await sleep(POLL_MS);
  }
  throw new Error(`Within ${EVENT_LIMIT_MS / 1000} s this did not come: ${what}`);
}

const targetOf = ({ url }: Host, { key }: Scene): SubmitTarget => ({ url, key });
const nameOf = ({ runIds }: Scene): string => `run ${runIds.length}`;
const shortRun = ({ random }: Scene) => ({ durationMs: 60_000, takesMs: takesMsOf(random) });

/** Submits a run until it is admitted, asking one machine after the other; the name makes sure that it is one run. */
async function submit(
  scene: Scene,
  script: { durationMs: number; takesMs: number; takesMiB?: number },
  name = nameOf(scene),
): Promise<string> {
  const { hosts, runIds } = scene;
  for (let at = runIds.length; ; at += 1) {
    const host = hosts[at % hosts.length] as Host;
    const id = await trySubmit(targetOf(host, scene), name, script, CLIENT_PATIENCE_MS);
    if (id !== null) {
      runIds.push(id);
      return id;
    }
    await sleep(POLL_MS);
  }
}

/** Submits runs, and restarts PostgreSQL while they are worked on. */
async function restartDatabaseAmidRuns(scene: Scene): Promise<void> {
  const { runs, restarts } = scene.options;
  for (let n = 1; n <= runs; n += 1) {
    await submit(scene, shortRun(scene));
    const isDue = Math.floor((n * restarts) / runs) > Math.floor(((n - 1) * restarts) / runs);
    if (isDue) await scene.services.restartDatabase();
    await waitForFewer(scene.store, MAX_OPEN_RUNS);
  }
  await waitForFewer(scene.store, 1);
}

/** What a host has done, or another one, since a moment. */
const eventsSince = (hosts: readonly Host[], since: number): HostEvent[] =>
  hosts.flatMap(({ events }) => events.filter(({ at }) => at >= since));

/** Cuts off the machine whose worker begins with a run, and has it come back. */
async function cutOffWorker(scene: Scene, takesMs: number): Promise<Cut> {
  const { hosts, options } = scene;
  const runId = await submit(scene, { durationMs: 60_000, takesMs });
  const host = await waitFor('a worker begins with the run', () =>
    hosts.find(({ events }) => events.some((event) => event.kind === 'started' && event.runId === runId)),
  );
  const others = hosts.filter((other) => other !== host);
  await sleep(FETCHED_MS);
  await host.machine.cutOff();
  const cutAt = performance.now();
  const again = waitFor('another worker takes the run over', () =>
    eventsSince(others, cutAt).find((event) => event.runId === runId && event.kind === 'started'),
  );
  while (performance.now() - cutAt < options.cutSeconds * 1000) {
    await submit(scene, shortRun(scene));
    await waitForFewer(scene.store, MAX_OPEN_RUNS);
    await sleep(500);
  }
  const taken = await again;
  await host.machine.reconnect();
  const backAt = performance.now();
  const end = await waitFor('the worker that was away gives its run up', () =>
    eventsSince([host], cutAt).find(
      ({ kind, runId: id }) => kind === 'reached nobody' || (id === runId && kind !== 'started'),
    ),
  );
  if (end.kind === 'stored')
    throw new Error(`The result of a worker that had lost its run was stored: ${runId}`);
  const back = waitFor('the worker that was away takes another run', () =>
    eventsSince([host], backAt).find((event) => event.runId !== runId && event.kind === 'started'),
  );
  let isBack = false;
  void back.finally(() => {
    isBack = true;
  });
  while (!isBack) {
    await submit(scene, shortRun(scene));
    await waitForFewer(scene.store, MAX_OPEN_RUNS);
  }
  await waitForFewer(scene.store, 1);
  return {
    takenOverAfter: inSeconds(taken.at - cutAt),
    end: end.kind === 'fenced off' ? 'fenced off' : 'given up',
    backAfter: inSeconds((await back).at - backAt),
  };
}

/** Cuts off a machine after it was sent a submit and before it answers. @returns how long the client then tried elsewhere, ms. */
async function cutOffWhileAdmitting(scene: Scene, host: Host): Promise<number> {
  const { random, runIds } = scene;
  for (;;) {
    const [name, script] = [nameOf(scene), shortRun(scene)];
    const submitted = trySubmit(targetOf(host, scene), name, script, CLIENT_PATIENCE_MS);
    const first = await Promise.race([submitted, sleep(ADMITTING_MS * random()).then(() => undefined)]);
    if (first !== undefined) {
      if (first !== null) runIds.push(first);
      continue;
    }
    await host.machine.cutOff();
    const cutAt = performance.now();
    // The answer may have been on its way.
    const answered = await submitted;
    if (answered === null) await submit(scene, script, name);
    else runIds.push(answered);
    await host.machine.reconnect();
    if (answered === null) return performance.now() - cutAt;
  }
}

/** Cuts off one machine after the other while it admits a run. @returns the longest time until that was admitted elsewhere, ms. */
async function cutOffServers(scene: Scene): Promise<number> {
  let longest = 0;
  for (let n = 0; n < scene.options.admissions; n += 1) {
    const host = scene.hosts[n % scene.hosts.length] as Host;
    longest = Math.max(longest, await cutOffWhileAdmitting(scene, host));
    await waitForFewer(scene.store, MAX_OPEN_RUNS);
  }
  await waitForFewer(scene.store, 1);
  return longest;
}

/** Submits runs that are too large for one of the machines. @returns how many analyses were ended there. */
async function exhaustMemory(scene: Scene): Promise<number> {
  const { hosts, options, store, largeRuns } = scene;
  const startedAt = performance.now();
  for (let n = 0; n < options.largeRuns; n += 1) {
    // Every worker is free, and takes one.
    for (const _ of hosts) {
      largeRuns.add(await submit(scene, { durationMs: 60_000, takesMs: 1000, takesMiB: LARGE_RUN_MIB }));
    }
    await waitForFewer(store, 1);
  }
  return eventsSince(hosts, startedAt).filter(({ why }) => why === 'crashed').length;
}

/** The defaults, but for what all machines share. */
function configOf(folder: string, { databaseUrl, s3 }: SharedServices, leaseSeconds: number): Config {
  const settings = readConfig({
    DATABASE_URL: databaseUrl,
    VIVAVOCE_DATA_DIR: folder,
    VIVAVOCE_LEASE_SECONDS: String(leaseSeconds),
    VIVAVOCE_SECRET_KEY: randomBytes(32).toString('base64'),
    VIVAVOCE_LOG_LEVEL: 'info',
    VIVAVOCE_REQUESTS_PER_MINUTE: '100000',
  });
  return { ...settings, s3, workers: 1, minDurationMs: 0 };
}

/** Starts the machines, with the file of the group that the last one belongs to. */
async function setScene(
  options: HostFaultOptions,
  folder: string,
  processesFile: string | null,
): Promise<Scene> {
  await makeNetwork();
  const [storeMachine, ...machines] = await connectMachines([
    STORE_NUMBER,
    ...HOSTS.map(({ number }) => number),
  ]);
  if (!storeMachine) throw new Error('There are no machines');
  const services = await startSharedServices(storeMachine, join(folder, 'services'));
  const config = configOf(join(folder, 'client'), services, options.leaseSeconds);
  const store = await retryUntilAvailable(() => openStore(config));
  const starts = HOSTS.map(({ number, clockAheadMs }, at) => {
    const [machine, dataDir] = [machines[at], join(folder, `host-${number}`)];
    if (!machine) throw new Error('There are too few machines');
    const isSmall = at === HOSTS.length - 1;
    return startHost(
      machine,
      { ...config, dataDir, scratchDir: join(dataDir, 'scratch') },
      { clockAheadMs, processesFile: isSmall ? processesFile : null },
    );
  });
  const hosts = await Promise.all(starts);
  const { name } = await createTenant(store, 'faults of hosts', { credits: 100_000 });
  const { key } = await createApiKey(store, name);
  const random = seededUniform(options.seed);
  return { options, hosts, services, store, key, random, runIds: [], largeRuns: new Set() };
}

/**
 * Does to machines what is asked for, and judges what is left.
 * @param folder empty, for everything that they store.
 * @param processesFile of a group with little memory, for one of the machines; null where there is none.
 */
export async function playHostFaults(
  options: HostFaultOptions,
  folder: string,
  processesFile: string | null,
): Promise<HostFaultFigures> {
  const started = performance.now();
  const scene = await setScene(options, folder, processesFile);
  const { store, hosts, runIds, largeRuns } = scene;
  await restartDatabaseAmidRuns(scene);
  // One that has its result before the lease is over, and one that is still at work then.
  const leaseMs = options.leaseSeconds * 1000;
  const cuts = [await cutOffWorker(scene, leaseMs / 3), await cutOffWorker(scene, leaseMs * 2)];
  const longestAdmissionMs = await cutOffServers(scene);
  const outOfMemory = processesFile ? await exhaustMemory(scene) : null;
  const invariants = await checkInvariants(store, runIds, largeRuns);
  await store.close();
  return {
    seed: options.seed,
    hosts: hosts.length,
    clocksAhead: HOSTS.map(({ clockAheadMs }) => clockAheadMs / 1000),
    runs: runIds.length,
    databaseRestarts: options.restarts,
    cuts,
    admissionsCut: options.admissions,
    longestAdmission: inSeconds(longestAdmissionMs),
    outOfMemory,
    ...invariants,
    seconds: Math.round((performance.now() - started) / 1000),
  };
}
