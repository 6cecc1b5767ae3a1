import { AUDIT_ACTIONS, type AuditAction, type AuditEntry } from '@vivavoce/contract';
import {
  type AuditHead,
  type AuditVerification,
  allAuditEntries,
  formatAuditHead,
  parseAuditHead,
  readAuditHead,
  verifyAuditLog,
} from '@vivavoce/server/administration';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  asOperator,
  forTenant,
  type OutputOptions,
  parseWholeNumber,
  printResult,
  row,
  type TenantOptions,
  tenantCommand,
} from './store-command.ts';

interface AuditOptions extends OutputOptions {
  readonly client: string;
  readonly action?: AuditAction;
  readonly target?: string;
  readonly limit: number;
}

const describe = ({ at, actor, action, target, details, address }: AuditEntry): string =>
  row(at, `${actor.kind} ${actor.label}`, action, JSON.stringify({ ...target, ...details }), address);

const listCommand = (): Command =>
  tenantCommand(
    'list',
    'List who did what, when and from where, newest first (what `audit` does by itself)',
    'audit --client Acme --action run.erase --limit 1000 --json',
  )
    .addOption(new Option('--action <action>', 'this act').choices(AUDIT_ACTIONS))
    .option('--target <id>', 'upon this run, key, user or whatever else')
    .option('--limit <count>', 'how many', parseWholeNumber, 50)
    .action(async ({ client, action, target, limit, ...printing }: AuditOptions) => {
      const entries = await forTenant(client, async ({ db }, { tenantId }) => {
        const found: AuditEntry[] = [];
        for await (const entry of allAuditEntries(db, tenantId, { action, targetId: target })) {
          if (found.length >= limit) break;
          found.push(entry);
        }
        return found;
      });
      printResult(entries, printing, (those) => those.map(describe));
    });

const headCommand = (): Command =>
  tenantCommand(
    'head',
    'Print the head of the log, to be kept where nobody who reaches this database can change it',
    'audit head --client Acme',
  ).action(async ({ client, ...printing }: TenantOptions) => {
    const head = await asOperator(client, ({ db }, { tenantId }) => readAuditHead(db, tenantId));
    const text = head && formatAuditHead(head);
    printResult({ head: text, sequence: head?.sequence ?? 0 }, printing, () => [
      text ?? 'There is no entry yet.',
    ]);
  });

function parseHead(value: string): AuditHead {
  const head = parseAuditHead(value);
  if (head) return head;
  throw new InvalidArgumentError('Give a head as `vivavoce audit head` prints it.');
}

const describeVerification = ({
  head,
  links,
  entries,
  cutSequence,
  breaches,
  breachCount,
}: AuditVerification): string[] => [
  ...breaches.map(({ kind, sequence, entryId, message }) => row(kind, sequence, entryId, message)),
  ...(breachCount > breaches.length ? [`… and ${breachCount - breaches.length} more`] : []),
  breaches.length === 0
    ? `The log is as it was recorded: ${entries} entries, ${links} links after ${cutSequence}.`
    : `The log was changed, see above: ${entries} entries, ${links} links after ${cutSequence}.`,
  ...(head && breaches.length === 0 ? [`Its head: ${formatAuditHead(head)}`] : []),
];

const verifyCommand = (): Command =>
  tenantCommand(
    'verify',
    'Verify that no entry of the log was changed, removed before its time, added or moved; exits with 1 if one was',
    'audit verify --client Acme --head 1204.1827360000.5b7c…',
  )
    .option('--head <head>', 'a head that was kept elsewhere: the chain has to lead over it', parseHead)
    .action(async ({ client, head, ...printing }: TenantOptions & { readonly head?: AuditHead }) => {
      const verification = await asOperator(client, ({ db }, { tenantId }) =>
        verifyAuditLog(db, tenantId, head),
      );
      printResult(
        { ...verification, head: verification.head && formatAuditHead(verification.head) },
        printing,
        () => describeVerification(verification),
      );
      if (verification.breaches.length > 0) process.exitCode = 1;
    });

/** `vivavoce audit ...`: who did what for a client, and whether the log is whole. Works while the server runs. */
export function auditCommand(): Command {
  return new Command('audit')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(headCommand())
    .addCommand(verifyCommand());
}
