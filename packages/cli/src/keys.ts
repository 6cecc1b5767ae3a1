import type { MadeApiKey } from '@vivavoce/contract';
import {
  ensureProject,
  issueApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from '@vivavoce/server/administration';
import { Command } from 'commander';
import { print } from './print.ts';
import {
  forTenant,
  type OutputOptions,
  parseNumber,
  parseWholeNumber,
  printResult,
  row,
  type TenantOptions,
  tenantCommand,
} from './store-command.ts';

interface CreateKeyOptions extends TenantOptions {
  readonly project?: string;
  readonly expires?: string;
  readonly network?: string[];
  readonly requestsPerMinute?: number;
}

function printKey(made: MadeApiKey, client: string, { json }: OutputOptions): void {
  printResult({ client, ...made }, { json: json === true }, ({ key }) => [key]);
  if (!json)
    process.stderr.write('Keep it safe: only its hash is stored. Send it as the header X-API-Key.\n');
}

const createCommand = (): Command =>
  tenantCommand(
    'create',
    'Make an API key; it is shown once and cannot be shown again',
    'keys create --client Acme\n  vivavoce keys create --client Acme --project Berlin --network 10.0.0.0/8 --expires 2027-01-01T00:00:00Z',
  )
    .option(
      '--project <name>',
      'the project that its runs belong to, made if there is none of the name; none unless given',
    )
    .option(
      '--expires <time>',
      'from when on it is refused, such as 2027-01-01T00:00:00Z; never unless given',
    )
    .option('--network <range...>', 'addresses or ranges that it may be used from; all unless given')
    .option(
      '--requests-per-minute <count>',
      'its own rate instead of VIVAVOCE_REQUESTS_PER_MINUTE',
      parseWholeNumber,
    )
    .action(
      async ({ client, project, expires, network, requestsPerMinute, ...printing }: CreateKeyOptions) => {
        const made = await forTenant(client, async (store, by) =>
          issueApiKey(store, by, {
            projectId: project === undefined ? null : await ensureProject(store, by, project),
            expiresAt: expires ?? null,
            allowedNetworks: network ?? [],
            requestsPerMinute: requestsPerMinute ?? null,
          }),
        );
        printKey(made, client, printing);
      },
    );

const listCommand = (): Command =>
  tenantCommand('list', 'List keys: id, end, project, state, last use', 'keys list --client Acme').action(
    async ({ client, ...printing }: TenantOptions) =>
      printResult(await forTenant(client, ({ db }, by) => listApiKeys(db, by.tenantId)), printing, (keys) =>
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
  tenantCommand('revoke', 'Take a key out of use at once, for good', 'keys revoke --client Acme <id>')
    .argument('<id>', 'the id of a key')
    .action(async (id: string, { client }: TenantOptions) => {
      await forTenant(client, (store, by) => revokeApiKey(store, by, id));
      print(`The key ${id} is out of use.`);
    });

const rotateCommand = (): Command =>
  tenantCommand(
    'rotate',
    'Make a key’s successor with the same settings; both are good for a while',
    'keys rotate --client Acme --overlap-hours 48 <id>',
  )
    .argument('<id>', 'the id of a key in use')
    .option('--overlap-hours <hours>', 'how long the old one is good too', parseNumber, 24)
    .action(
      async (
        id: string,
        { client, overlapHours, ...printing }: TenantOptions & { readonly overlapHours: number },
      ) => {
        const made = await forTenant(client, (store, by) => rotateApiKey(store, by, id, { overlapHours }));
        printKey(made, client, printing);
      },
    );

/** `vivavoce keys ...`: the keys that clients authenticate with. Works while the server runs. */
export function keysCommand(): Command {
  return new Command('keys')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(rotateCommand())
    .addCommand(revokeCommand());
}
