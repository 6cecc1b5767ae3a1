import { createClient, createKey, openStore, readConfig, type Store } from '@vivavoce/server';
import { Command, InvalidArgumentError } from 'commander';

/** `vivavoce clients ...`: who may use the API. Works while the server runs. */
export function clientsCommand(): Command {
  const create = new Command('create')
    .description('Make a client: the owner of keys, runs and credits')
    .argument('<name>', 'a name that no other client has')
    .option('--credits <count>', 'credits to start with; one is a started minute of audio', wholeNumber, 0)
    .option('--multilingual', 'allow recordings in other languages than English')
    .option('--json', 'print JSON')
    .action(async (name: string, { credits, multilingual = false, json }: NewClient) => {
      const client = await withStore((store) => createClient(store, name, { credits, multilingual }));
      if (json) return print(JSON.stringify(client, null, 2));
      print(`Client ${client.name} (${client.id}) has ${client.credits} credits.`);
      print(`Make a key for it: vivavoce keys create --client ${quoted(client.name)}`);
    });
  return new Command('clients').description('Make clients of the API').addCommand(create);
}

/** `vivavoce keys ...`: the keys that clients authenticate with. Works while the server runs. */
export function keysCommand(): Command {
  const create = new Command('create')
    .description('Make an API key; it is shown once and cannot be shown again')
    .requiredOption('--client <name>', 'the client that the key belongs to')
    .option('--json', 'print JSON, with the key in full as "key"')
    .action(async ({ client, json }: { readonly client: string; readonly json?: boolean }) => {
      const made = await withStore((store) => createKey(store, client));
      if (json) return print(JSON.stringify(made, null, 2));
      print(made.key);
      process.stderr.write('Keep it safe: only its hash is stored. Send it as the header X-API-Key.\n');
    });
  return new Command('keys').description('Make API keys').addCommand(create);
}

interface NewClient {
  readonly credits: number;
  readonly multilingual?: boolean;
  readonly json?: boolean;
}

/** Does something with the store and closes it. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(readConfig());
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function wholeNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Give a whole number from 0.');
}

function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Prints a line on standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
