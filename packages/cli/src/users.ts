import { ROLES, type Role } from '@vivavoce/contract';
import {
  createLoginLinkByEmail,
  createUser,
  disableUserByEmail,
  listTenantUsers,
  localUrl,
  loginLinkUrl,
  readConfig,
  resetSecondFactorByEmail,
} from '@vivavoce/server/administration';
import { Command, Option } from 'commander';
import { print } from './print.ts';
import { withStore } from './store-command.ts';

/** `vivavoce users ...`: the people who may use the console. Works while the server runs. */
export function usersCommand(): Command {
  return new Command('users')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(linkCommand())
    .addCommand(resetSecondFactorCommand())
    .addCommand(disableCommand());
}

interface NewUser {
  readonly client: string;
  readonly name: string;
  readonly role: Role;
}

function createCommand(): Command {
  return new Command('create')
    .description('Make a user and print a link that signs them in once, within a day')
    .argument('<email>', 'the e-mail address to sign in with')
    .requiredOption('--client <name>', 'the client that the user belongs to')
    .requiredOption('--name <name>', 'as people are called')
    .addOption(new Option('--role <role>', 'what the user may do').choices(ROLES).default('recruiter'))
    .action(async (email: string, { client, name, role }: NewUser) => {
      const { token } = await withStore((store) => createUser(store, client, { email, name, role }));
      printLink(token);
    });
}

function listCommand(): Command {
  return new Command('list')
    .description('List the users of a client')
    .requiredOption('--client <name>', 'the client')
    .option('--json', 'print JSON')
    .action(async ({ client, json }: { readonly client: string; readonly json?: boolean }) => {
      const users = await withStore((store) => listTenantUsers(store, client));
      if (json) return print(JSON.stringify(users, null, 2));
      for (const { email, name, role, disabled, lastSignedInAt } of users) {
        const seen = lastSignedInAt === null ? 'never signed in' : `last signed in ${lastSignedInAt}`;
        print([email, role, name, disabled ? 'disabled' : seen].join('\t'));
      }
    });
}

function linkCommand(): Command {
  return new Command('link')
    .description('Print a link that signs a user in once, within a day; a new password can be set then')
    .argument('<email>', 'the user’s e-mail address')
    .option('--client <name>', 'the client, if several have a user of this address')
    .action(async (email: string, { client }: { readonly client?: string }) =>
      printLink((await withStore((store) => createLoginLinkByEmail(store, email, client))).token),
    );
}

function resetSecondFactorCommand(): Command {
  return new Command('reset-second-factor')
    .description('Remove every second factor of a user who has lost them, and sign the user out everywhere')
    .argument('<email>', 'the user’s e-mail address')
    .option('--client <name>', 'the client, if several have a user of this address')
    .action(async (email: string, { client }: { readonly client?: string }) => {
      const user = await withStore((store) => resetSecondFactorByEmail(store, email, client));
      print(`${user} signs in with the password alone now, and should set up a second factor again.`);
    });
}

function disableCommand(): Command {
  return new Command('disable')
    .description('Sign a user out everywhere and let them in no more')
    .argument('<email>', 'the user’s e-mail address')
    .option('--client <name>', 'the client, if several have a user of this address')
    .action(async (email: string, { client }: { readonly client?: string }) => {
      const { email: disabled } = await withStore((store) => disableUserByEmail(store, email, client));
      print(`${disabled} cannot sign in any more.`);
    });
}

function printLink(token: string): void {
  print(loginLinkUrl(localUrl(readConfig()), token));
}
