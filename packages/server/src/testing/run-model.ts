/**
 * The life of runs and the ledger in their simplest form: pure, in memory, without a clock or chance of its own. The
 * simulation takes every step here and in the real database, and both must agree.
 */

/** A run of the model. */
export interface ModelRun {
  readonly id: string;
  readonly tenantId: string;
  readonly cost: number;
  readonly status: 'queued' | 'processing' | 'success' | 'failed';
  /** The try that a worker is at, if one has the run on lease. */
  readonly lease: number | null;
  readonly attempt: number;
  /** Which claim of all began it; null if none has. */
  readonly startedAt: number | null;
}

/** The ledger of a client of the model. */
export interface ModelAccount {
  /** Grants above zero, charges below, oldest first. */
  readonly entries: readonly number[];
}

/** Everything that there is: runs in the order of admission, erased ones left out. */
export interface Model {
  readonly runs: readonly ModelRun[];
  readonly accounts: Readonly<Record<string, ModelAccount>>;
  /** Runs of one client that are processed at once. */
  readonly limit: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const isOpen = ({ status }: ModelRun): boolean => status === 'queued' || status === 'processing';

/** Sum of a client's entries. */
export const balanceOf = ({ accounts }: Model, tenantId: string): number =>
  sum(accounts[tenantId]?.entries ?? []);

/** Sum of what a client's unfinished runs hold. */
export const heldOf = ({ runs }: Model, tenantId: string): number =>
  sum(runs.filter((run) => run.tenantId === tenantId && isOpen(run)).map(({ cost }) => cost));

/** Books an entry. */
export function book(model: Model, tenantId: string, amount: number): Model {
  const entries = [...(model.accounts[tenantId]?.entries ?? []), amount];
  return { ...model, accounts: { ...model.accounts, [tenantId]: { entries } } };
}

/** Moves waiting runs on, first in, first out. */
function promote(model: Model, tenantId: string): Model {
  const own = model.runs.filter((run) => run.tenantId === tenantId);
  const free = model.limit - own.filter(({ status }) => status === 'processing').length;
  const next = new Set(own.filter(({ status }) => status === 'queued').slice(0, Math.max(0, free)));
  return {
    ...model,
    runs: model.runs.map((run) => (next.has(run) ? { ...run, status: 'processing' } : run)),
  };
}

const change = (model: Model, id: string, changes: Partial<ModelRun>): Model => ({
  ...model,
  runs: model.runs.map((run) => (run.id === id ? { ...run, ...changes } : run)),
});

/** Takes a run in; null if the client cannot pay. */
export function submit(model: Model, id: string, tenantId: string, cost: number): Model | null {
  if (cost > balanceOf(model, tenantId) - heldOf(model, tenantId)) return null;
  const run: ModelRun = { id, tenantId, cost, status: 'queued', lease: null, attempt: 0, startedAt: null };
  return promote({ ...model, runs: [...model.runs, run] }, tenantId);
}

/** The run that the next worker gets: of the client with the fewest on lease, of those of the one served longest ago. */
export function nextOf({ runs }: Model): ModelRun | null {
  const leased = (tenantId: string): number =>
    runs.filter((run) => run.tenantId === tenantId && run.lease !== null).length;
  const free = runs.filter(({ status, lease }) => status === 'processing' && lease === null);
  const servedAt = (tenantId: string): number =>
    Math.max(0, ...runs.filter((run) => run.tenantId === tenantId).map((run) => run.startedAt ?? 0));
  const [first] = free.toSorted(
    (a, b) => leased(a.tenantId) - leased(b.tenantId) || servedAt(a.tenantId) - servedAt(b.tenantId),
  );
  return first ?? null;
}

/** A worker takes a run. */
export function claim(model: Model, { id, attempt, startedAt }: ModelRun): Model {
  const now = 1 + Math.max(0, ...model.runs.map((run) => run.startedAt ?? 0));
  return change(model, id, { lease: attempt + 1, attempt: attempt + 1, startedAt: startedAt ?? now });
}

/** The lease of a run ends: its worker died, hangs or gave it back. */
export const loseLease = (model: Model, id: string): Model => change(model, id, { lease: null });

/** A worker that still has the run ends it; otherwise nothing happens. */
export function finish(model: Model, id: string, attempt: number, status: 'success' | 'failed'): Model {
  const run = model.runs.find((known) => known.id === id);
  if (run?.status !== 'processing' || run.attempt !== attempt) return model;
  const ended = change(model, id, { status, lease: null });
  return promote(status === 'success' ? book(ended, run.tenantId, -run.cost) : ended, run.tenantId);
}

/** A run is erased, whatever it was doing. */
export function erase(model: Model, id: string): Model {
  const run = model.runs.find((known) => known.id === id);
  if (!run) return model;
  return promote({ ...model, runs: model.runs.filter((known) => known !== run) }, run.tenantId);
}
