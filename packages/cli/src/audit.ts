import { AUDIT_ACTIONS, type AuditAction, type AuditEntry } from '@vivavoce/contract';
import { allAuditEntries } from '@vivavoce/server/administration';
import { type Command, Option } from 'commander';
import {
  forTenant,
  type OutputOptions,
  parseWholeNumber,
  printResult,
  row,
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

/** `vivavoce audit`: who did what for a client. Works while the server runs. */
export function auditCommand(): Command {
  return tenantCommand(
    'audit',
    'List who did what, when and from where, newest first',
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
}
