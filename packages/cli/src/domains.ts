import { addTenantDomain, listTenantDomains, removeTenantDomain } from '@vivavoce/server/administration';
import { Command } from 'commander';
import { print } from './print.ts';
import { type OutputOptions, printResult, row, withStore } from './store-command.ts';

/** `vivavoce domains ...`: which client the addresses of a domain belong to at the identity provider. */
export function domainsCommand(): Command {
  return new Command('domains')
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(removeCommand());
}

function addCommand(): Command {
  return new Command('add')
    .description('Give a domain to a client, once you have seen that it is theirs')
    .argument('<domain>', 'such as acme.example')
    .requiredOption('--client <name>', 'the client')
    .addHelpText('after', '\nExample:\n  vivavoce domains add --client Acme acme.example')
    .action(async (domain: string, { client }: { readonly client: string }) => {
      const added = await withStore((store) => addTenantDomain(store, client, domain));
      print(`Addresses of ${added.domain} sign in to ${added.client}.`);
    });
}

function listCommand(): Command {
  return new Command('list')
    .description('List the domains with their clients')
    .option('--json', 'print JSON')
    .action(async (printing: OutputOptions) => {
      const domains = await withStore((store) => listTenantDomains(store));
      printResult(domains, printing, (all) => all.map(({ domain, client }) => row(domain, client)));
    });
}

function removeCommand(): Command {
  return new Command('remove')
    .description('Take a domain from its client; who has signed in already still can')
    .argument('<domain>', 'such as acme.example')
    .action(async (domain: string) => {
      await withStore((store) => removeTenantDomain(store, domain));
      print(`${domain} belongs to no client any more.`);
    });
}
