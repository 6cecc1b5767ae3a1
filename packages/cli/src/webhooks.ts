import { DELIVERY_STATUSES, type DeliveryStatus, type WebhookEndpoint } from '@vivavoce/contract';
import {
  addEndpoint,
  listDeliveries,
  listEndpoints,
  readConfig,
  removeEndpoint,
  replayDelivery,
  rotateWebhookSecret,
  sendTestMessage,
  switchEndpoint,
} from '@vivavoce/server/administration';
import { Command, Option } from 'commander';
import { print } from './print.ts';
import {
  forTenant,
  parseNumber,
  parseWholeNumber,
  printResult,
  row,
  type TenantOptions,
  tenantCommand,
} from './store-command.ts';

const describe = ({ id, url, disabledAt, disabledReason, failingSince }: WebhookEndpoint): string => {
  const trouble = failingSince === null ? 'on' : `failing since ${failingSince}`;
  return row(id, url, disabledAt === null ? trouble : `off since ${disabledAt}: ${disabledReason}`);
};

const addCommand = (): Command =>
  tenantCommand(
    'add',
    'Let an address hear of the end of every run',
    'webhooks add --client Acme https://hr.example.com/hook',
  )
    .argument('<url>', 'HTTPS, a public host')
    .action(async (url: string, { client, ...printing }: TenantOptions) =>
      printResult(
        await forTenant(client, (store, by) => addEndpoint(store, readConfig(), by, url)),
        printing,
        (endpoint) => [describe(endpoint)],
      ),
    );

const listCommand = (): Command =>
  tenantCommand('list', 'List endpoints: id, address, state', 'webhooks list --client Acme').action(
    async ({ client, ...printing }: TenantOptions) =>
      printResult(
        await forTenant(client, ({ db }, by) => listEndpoints(db, by.tenantId)),
        printing,
        (endpoints) => endpoints.map(describe),
      ),
  );

const switchCommand = (name: 'enable' | 'disable', description: string): Command =>
  tenantCommand(name, description, `webhooks ${name} --client Acme <id>`)
    .argument('<id>', 'the id of an endpoint')
    .action(async (id: string, { client, ...printing }: TenantOptions) => {
      const enabled = name === 'enable';
      const endpoint = await forTenant(client, (store, by) => switchEndpoint(store, by, id, { enabled }));
      printResult(endpoint, printing, (changed) => [describe(changed)]);
    });

const removeCommand = (): Command =>
  tenantCommand(
    'remove',
    'Remove an endpoint; what waits for it is dropped',
    'webhooks remove --client Acme <id>',
  )
    .argument('<id>', 'the id of an endpoint')
    .action(async (id: string, { client }: TenantOptions) => {
      await forTenant(client, (store, by) => removeEndpoint(store, by, id));
      print(`The endpoint ${id} is removed.`);
    });

const testCommand = (): Command =>
  tenantCommand('test', 'Send an endpoint a signed test message', 'webhooks test --client Acme <id>')
    .argument('<id>', 'the id of an endpoint')
    .action(async (id: string, { client, ...printing }: TenantOptions) => {
      const outcome = await forTenant(client, (store, by) => sendTestMessage(store, readConfig(), by, id));
      printResult(outcome, printing, ({ delivered, status, answer, durationMs }) => [
        row(delivered ? 'delivered' : 'not delivered', status, `${durationMs} ms`, answer),
      ]);
    });

const secretCommand = (): Command =>
  tenantCommand(
    'rotate-secret',
    'Make a new signing secret and show it, this once; messages are signed with the old one too for a while',
    'webhooks rotate-secret --client Acme --overlap-hours 48',
  )
    .option('--overlap-hours <hours>', 'how long the old one signs too', parseNumber, 24)
    .action(
      async ({ client, overlapHours, ...printing }: TenantOptions & { readonly overlapHours: number }) => {
        const made = await forTenant(client, (store, by) => rotateWebhookSecret(store, by, { overlapHours }));
        printResult(made, printing, ({ secret }) => [secret]);
      },
    );

interface DeliveryOptions extends TenantOptions {
  readonly run?: string;
  readonly endpoint?: string;
  readonly status?: DeliveryStatus;
  readonly limit: number;
}

const deliveriesCommand = (): Command =>
  tenantCommand(
    'deliveries',
    'List messages, newest first: id, run, state, tries, last status, address',
    'webhooks deliveries --client Acme --status failed',
  )
    .option('--run <id>', 'of this run')
    .option('--endpoint <id>', 'to this endpoint')
    .addOption(new Option('--status <status>', 'in this state').choices(DELIVERY_STATUSES))
    .option('--limit <count>', 'how many', parseWholeNumber, 20)
    .action(async ({ client, run, endpoint, status, limit, ...printing }: DeliveryOptions) => {
      const filter = { runId: run, endpointId: endpoint, status };
      const page = { afterSeq: null, limit };
      const { deliveries } = await forTenant(client, ({ db }, by) =>
        listDeliveries(db, by.tenantId, filter, page),
      );
      printResult(deliveries, printing, (those) =>
        those.map((one) => row(one.id, one.runId, one.status, one.attempts, one.lastStatus, one.url)),
      );
    });

const replayCommand = (): Command =>
  tenantCommand('replay', 'Send a message again, with all tries anew', 'webhooks replay --client Acme <id>')
    .argument('<id>', 'the id of a message, from webhooks deliveries')
    .action(async (id: string, { client, ...printing }: TenantOptions) => {
      const delivery = await forTenant(client, (store, by) => replayDelivery(store, by, id));
      printResult(delivery, printing, ({ url }) => [`It is sent to ${url} while the server runs.`]);
    });

/** `vivavoce webhooks ...`: who is told of the end of runs. Works while the server runs. */
export function webhooksCommand(): Command {
  return new Command('webhooks')
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(switchCommand('enable', 'Switch an endpoint on again'))
    .addCommand(switchCommand('disable', 'Switch an endpoint off'))
    .addCommand(removeCommand())
    .addCommand(testCommand())
    .addCommand(secretCommand())
    .addCommand(deliveriesCommand())
    .addCommand(replayCommand());
}
