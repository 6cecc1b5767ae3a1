import { giveCredits, listHolds, listTransactions } from '@vivavoce/server';
import { Command } from 'commander';
import { clientCommand, forClient, type OfClient, row, show, wholeNumber } from './store-command.ts';

const grantCommand = (): Command =>
  clientCommand('grant', 'Give a client credits', 'credits grant --client Acme 500')
    .argument('<count>', 'how many; one is a started minute of audio', wholeNumber)
    .action(async (credits: number, { client, ...printing }: OfClient) => {
      const after = await forClient(client, (store, by) => giveCredits(store, by, { credits }));
      show(after, printing, ({ balance, held, available }) => [
        `Balance ${balance}, held ${held}, available ${available}`,
      ]);
    });

const transactionsCommand = (): Command =>
  clientCommand(
    'transactions',
    'List the ledger, newest first: time, type, amount, balance after it, run',
    'credits transactions --client Acme --limit 100',
  )
    .option('--limit <count>', 'how many', wholeNumber, 20)
    .action(async ({ client, limit, ...printing }: OfClient & { readonly limit: number }) => {
      const page = { afterId: null, limit };
      const { transactions } = await forClient(client, ({ db }, by) =>
        listTransactions(db, by.clientId, page),
      );
      show(transactions, printing, (those) =>
        those.map(({ createdAt, type, amount, balanceAfter, runId }) =>
          row(createdAt, type, amount, balanceAfter, runId),
        ),
      );
    });

const holdsCommand = (): Command =>
  clientCommand(
    'holds',
    'List what is reserved for runs: time, amount, run',
    'credits holds --client Acme',
  ).action(async ({ client, ...printing }: OfClient) =>
    show(await forClient(client, ({ db }, by) => listHolds(db, by.clientId)), printing, ({ holds }) =>
      holds.map(({ createdAt, amount, runId }) => row(createdAt, amount, runId)),
    ),
  );

/** `vivavoce credits ...`: the credits of a client. Works while the server runs. */
export function creditsCommand(): Command {
  return new Command('credits')
    .description('Grant credits; list transactions and holds')
    .addCommand(grantCommand())
    .addCommand(transactionsCommand())
    .addCommand(holdsCommand());
}
