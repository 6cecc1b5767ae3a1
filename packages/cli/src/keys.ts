import type { MadeApiKey } from '@vivavoce/contract';
import { issueKey, listKeys, projectNamed, revokeKey, rotateKey } from '@vivavoce/server';
import { Command } from 'commander';
import {
  clientCommand,
  forClient,
  type OfClient,
  type Printing,
  print,
  row,
  show,
  someNumber,
  wholeNumber,
} from './store-command.ts';

interface NewKey extends OfClient {
  readonly project?: string;
  readonly expires?: string;
  readonly network?: string[];
  readonly requestsPerMinute?: number;
}

function showKey(made: MadeApiKey, client: string, { json }: Printing): void {
  show({ client, ...made }, { json: json === true }, ({ key }) => [key]);
  if (!json)
    process.stderr.write('Keep it safe: only its hash is stored. Send it as the header X-API-Key.\n');
}

const createCommand = (): Command =>
  clientCommand(
    'create',
    'Make an API key; it is shown once and cannot be shown again',
    'keys create --client Acme\n  vivavoce keys create --client Acme --project Berlin --network 10.0.0.0/8 --expires 2027-01-01T00:00:00Z',
  )
    .option('--project <name>', 'the project that its runs belong to, made if there is none')
    .option('--expires <time>', 'from when on it is refused, such as 2027-01-01T00:00:00Z')
    .option('--network <range...>', 'addresses or ranges that it may be used from')
    .option('--requests-per-minute <count>', 'its own rate', wholeNumber)
    .action(async ({ client, project, expires, network, requestsPerMinute, ...printing }: NewKey) => {
      const made = await forClient(client, async (store, by) =>
        issueKey(store, by, {
          projectId: project === undefined ? null : await projectNamed(store, by, project),
          expiresAt: expires ?? null,
          allowedNetworks: network ?? [],
          requestsPerMinute: requestsPerMinute ?? null,
        }),
      );
      showKey(made, client, printing);
    });

const listCommand = (): Command =>
  clientCommand('list', 'List keys: id, end, project, state, last use', 'keys list --client Acme').action(
    async ({ client, ...printing }: OfClient) =>
      show(await forClient(client, ({ db }, by) => listKeys(db, by.clientId)), printing, (keys) =>
        keys.map(({ id, lastFour, project, revokedAt, expiresAt, lastUsedAt }) => {
          const end = expiresAt === null ? 'in use' : `until ${expiresAt}`;
          return row(
            id,
            `…${lastFour}`,
            project,
            revokedAt === null ? end : `revoked ${revokedAt}`,
            lastUsedAt,
          );
        }),
      ),
  );

const revokeCommand = (): Command =>
  clientCommand('revoke', 'Take a key out of use at once, for good', 'keys revoke --client Acme <id>')
    .argument('<id>', 'the id of a key')
    .action(async (id: string, { client }: OfClient) => {
      await forClient(client, (store, by) => revokeKey(store, by, id));
      print(`The key ${id} is out of use.`);
    });

const rotateCommand = (): Command =>
  clientCommand(
    'rotate',
    'Make a key’s successor with the same settings; both are good for a while',
    'keys rotate --client Acme --overlap-hours 48 <id>',
  )
    .argument('<id>', 'the id of a key in use')
    .option('--overlap-hours <hours>', 'how long the old one is good too', someNumber, 24)
    .action(
      async (
        id: string,
        { client, overlapHours, ...printing }: OfClient & { readonly overlapHours: number },
      ) => {
        const made = await forClient(client, (store, by) => rotateKey(store, by, id, { overlapHours }));
        showKey(made, client, printing);
      },
    );

/** `vivavoce keys ...`: the keys that clients authenticate with. Works while the server runs. */
export function keysCommand(): Command {
  return new Command('keys')
    .description('Make, list, rotate and revoke API keys')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(rotateCommand())
    .addCommand(revokeCommand());
}
