import { grantCredits, listHolds, listTransactions } from '@vivavoce/server/administration';
import { Command } from 'commander';
import {
  asOperator,
  forTenant,
  parseWholeNumber,
  printResult,
  row,
  type TenantOptions,
  tenantCommand,
} from './store-command.ts';

const grantCommand = (): Command =>
  tenantCommand('grant', 'Give a client credits', 'credits grant --client Acme 500')
    .argument('<count>', 'how many; one is a started minute of audio', parseWholeNumber)
    .action(async (credits: number, { client, ...printing }: TenantOptions) => {
      const after = await asOperator(client, (store, by) => grantCredits(store, by, { credits }));
      printResult(after, printing, ({ balance, held, available }) => [
        `Balance ${balance}, held ${held}, available ${available}`,
      ]);
    });

const transactionsCommand = (): Command =>
  tenantCommand(
    'transactions',
    'List the ledger, newest first: time, type, amount, balance after it, run',
    'credits transactions --client Acme --limit 100',
  )
    .option('--limit <count>', 'how many', parseWholeNumber, 20)
    .action(async ({ client, limit, ...printing }: TenantOptions & { readonly limit: number }) => {
      const page = { afterId: null, limit };
      const { transactions } = await forTenant(client, ({ db }, by) =>
        listTransactions(db, by.tenantId, page),
      );
      printResult(transactions, printing, (those) =>
        those.map(({ createdAt, type, amount, balanceAfter, runId }) =>
          row(createdAt, type, amount, balanceAfter, runId),
        ),
      );
    });

const holdsCommand = (): Command =>
  tenantCommand(
    'holds',
    'List what is reserved for runs: time, amount, run',
    'credits holds --client Acme',
  ).action(async ({ client, ...printing }: TenantOptions) =>
    printResult(await forTenant(client, ({ db }, by) => listHolds(db, by.tenantId)), printing, ({ holds }) =>
      holds.map(({ createdAt, amount, runId }) => row(createdAt, amount, runId)),
    ),
  );

/** `vivavoce credits ...`: the credits of a client. Works while the server runs. */
export function creditsCommand(): Command {
  return new Command('credits')
    .addCommand(grantCommand())
    .addCommand(transactionsCommand())
    .addCommand(holdsCommand());
}
