import { type ClientChanges, type ClientDescription, MIN_AUDIT_DAYS } from '@vivavoce/contract';
import {
  createTenant,
  listTenants,
  multilingualWarning,
  readConfig,
  readTenant,
  updateTenant,
} from '@vivavoce/server/administration';
import { Command } from 'commander';
import { print } from './print.ts';
import {
  asOperator,
  type Days,
  forTenant,
  type OutputOptions,
  parseDaysOrNever,
  parseWholeNumber,
  parseYesNo,
  printResult,
  row,
  tenantCommand,
  withStore,
} from './store-command.ts';

const GIB = 1024 ** 3;

/** A whole number of GiB, or unlimited. */
const parseGibibytes = (text: string): number | 'unlimited' =>
  text === 'unlimited' ? text : parseWholeNumber(text);

interface CreateOptions extends OutputOptions {
  readonly credits: number;
  readonly multilingual?: boolean;
}

const createCommand = (): Command =>
  new Command('create')
    .description('Make a client: the owner of users, keys, runs and credits')
    .argument('<name>', 'a name that no other client has')
    .option(
      '--credits <count>',
      'credits to start with; one is a started minute of audio',
      parseWholeNumber,
      0,
    )
    .option('--multilingual', 'allow recordings in other languages than English')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  vivavoce clients create Acme --credits 500')
    .action(async (name: string, { credits, multilingual = false, json }: CreateOptions) => {
      const client = await withStore((store) => createTenant(store, name, { credits, multilingual }));
      warnIfMultilingualUnavailable(multilingual);
      if (json) return print(JSON.stringify(client, null, 2));
      print(`Client ${client.name} (${client.id}) has ${client.credits} credits.`);
      print(`Make a key for it: vivavoce keys create --client ${shellQuoted(client.name)}`);
    });

/** Tells on standard error that a permission is of no use yet. The server's own settings may differ: they are read here. */
function warnIfMultilingualUnavailable(multilingual: boolean | undefined): void {
  const warning = multilingualWarning(multilingual, readConfig().models);
  if (warning !== null) process.stderr.write(`Warning: ${warning}\n`);
}

function shellQuoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

async function allTenants(): Promise<ClientDescription[]> {
  return withStore(async ({ db }) => {
    const all: ClientDescription[] = [];
    let afterName: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listTenants>> = await listTenants(db, { afterName, limit: 100 });
      all.push(...page.tenants);
      afterName = page.nextName;
    } while (afterName !== null);
    return all;
  });
}

const listCommand = (): Command =>
  new Command('list')
    .description('List the clients: name, id, state, balance, held')
    .option('--json', 'print JSON')
    .action(async (printing: OutputOptions) =>
      printResult(await allTenants(), printing, (clients) =>
        clients.map(({ name, id, active, balance, held }) =>
          row(name, id, active ? 'active' : 'inactive', balance, held),
        ),
      ),
    );

const describe = (client: ClientDescription): string[] =>
  Object.entries(client).map(([name, value]) => row(name, value === null ? null : String(value)));

const showCommand = (): Command =>
  tenantCommand(
    'show',
    'Show a client with its permissions, limits and credits',
    'clients show --client Acme',
  ).action(async ({ client, ...printing }: OutputOptions & { readonly client: string }) =>
    printResult(await forTenant(client, ({ db }, by) => readTenant(db, by.tenantId)), printing, describe),
  );

interface ChangeOptions
  extends OutputOptions,
    Pick<ClientChanges, 'name' | 'active' | 'speech' | 'multilingual'> {
  readonly client: string;
  readonly consent?: boolean;
  readonly requireSso?: boolean;
  readonly requireSecondFactor?: boolean;
  readonly maxActiveRuns?: number;
  readonly maxStoredGib?: number | 'unlimited';
  readonly audioDays?: Days;
  readonly resultDays?: Days;
  readonly auditDays?: Days;
  readonly requestDays?: number;
}

const daysOf = (days: Days | undefined): number | null | undefined => (days === 'never' ? null : days);

/** What was asked for; what was not is undefined, and stays. */
const tenantChanges = ({
  client: _client,
  json: _json,
  consent,
  requireSso,
  requireSecondFactor,
  maxStoredGib,
  ...changes
}: ChangeOptions): ClientChanges => ({
  ...changes,
  maxStoredBytes: maxStoredGib === 'unlimited' ? null : maxStoredGib && maxStoredGib * GIB,
  requiresConsent: consent,
  requiresSso: requireSso,
  requiresSecondFactor: requireSecondFactor,
  audioDays: daysOf(changes.audioDays),
  resultDays: daysOf(changes.resultDays),
  auditDays: daysOf(changes.auditDays),
});

const changeCommand = (): Command =>
  tenantCommand(
    'change',
    'Change a client; what is not named stays as it is',
    'clients change --client Acme --active no\n  vivavoce clients change --client Acme --audio-days 7 --result-days never',
  )
    .option('--name <name>', 'a new name')
    .option('--active <yes|no>', 'whether its keys and users are let in', parseYesNo)
    .option('--speech <yes|no>', 'whether it may use speech analysis', parseYesNo)
    .option('--multilingual <yes|no>', 'whether it may submit other languages than English', parseYesNo)
    .option('--consent <yes|no>', 'whether every recording needs the candidate’s consent', parseYesNo)
    .option('--require-sso <yes|no>', 'whether its users sign in by the identity provider alone', parseYesNo)
    .option(
      '--require-second-factor <yes|no>',
      'whether its users need a second factor after the password',
      parseYesNo,
    )
    .option('--max-active-runs <count>', 'runs that are processed at once', parseWholeNumber)
    .option('--max-stored-gib <count>', 'largest sum of its recordings, GiB, or unlimited', parseGibibytes)
    .option(
      '--audio-days <days>',
      'how long recordings are kept, or never: they are not erased',
      parseDaysOrNever,
    )
    .option('--result-days <days>', 'how long results are kept, or never', parseDaysOrNever)
    .option(
      '--audit-days <days>',
      `how long the audit log is kept, ${MIN_AUDIT_DAYS} or more, or never`,
      parseDaysOrNever,
    )
    .option(
      '--request-days <days>',
      'within how many days candidates’ requests are answered',
      parseWholeNumber,
    )
    .action(async (options: ChangeOptions) => {
      const changed = await asOperator(options.client, (store, by) =>
        updateTenant(store, by, tenantChanges(options)),
      );
      warnIfMultilingualUnavailable(options.multilingual);
      printResult(changed, options, describe);
    });

/** `vivavoce clients ...`: who may use the installation. Works while the server runs. */
export function clientsCommand(): Command {
  return new Command('clients')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(changeCommand());
}
