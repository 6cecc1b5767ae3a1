import type { Project } from '@vivavoce/contract';
import { changeProject, createProject, listProjects, projectIdOf } from '@vivavoce/server/administration';
import { Command } from 'commander';
import {
  forTenant,
  type OutputOptions,
  parseNumber,
  parseYesNo,
  printResult,
  row,
  tenantCommand,
} from './store-command.ts';

interface ProjectOptions extends OutputOptions {
  readonly client: string;
  readonly rename?: string;
  readonly consent?: boolean;
  readonly accentWeight?: number;
}

const describe = ({ id, name, requiresConsent, accentWeight }: Project): string =>
  row(name, id, requiresConsent ? 'consent required' : null, `accent weight ${accentWeight}`);

const withProjectOptions = (command: Command): Command =>
  command
    .option('--consent <yes|no>', 'whether only recordings of people are taken who have agreed', parseYesNo)
    .option('--accent-weight <weight>', 'how much accent counts in the overall score, 0 to 1', parseNumber);

const projectRules = ({ consent, accentWeight }: ProjectOptions) => ({
  ...(consent === undefined ? {} : { requiresConsent: consent }),
  ...(accentWeight === undefined ? {} : { accentWeight }),
});

const createCommand = (): Command =>
  withProjectOptions(
    tenantCommand('create', 'Make a project', 'projects create --client Acme --consent yes Berlin').argument(
      '<name>',
      'a name that no other project of the client has',
    ),
  ).action(async (name: string, options: ProjectOptions) => {
    const made = await forTenant(options.client, (store, by) =>
      createProject(store, by, { name, ...projectRules(options) }),
    );
    printResult(made, options, (project) => [describe(project)]);
  });

const listCommand = (): Command =>
  tenantCommand('list', 'List projects: name, id, rules', 'projects list --client Acme').action(
    async ({ client, ...printing }: ProjectOptions) =>
      printResult(
        await forTenant(client, ({ db }, by) => listProjects(db, by.tenantId)),
        printing,
        (projects) => projects.map(describe),
      ),
  );

const changeCommand = (): Command =>
  withProjectOptions(
    tenantCommand(
      'change',
      'Rename a project or change its rules; what is not named stays as it is',
      'projects change --client Acme --accent-weight 0.5 Berlin',
    )
      .argument('<name>', 'the project')
      .option('--rename <name>', 'a new name'),
  ).action(async (name: string, options: ProjectOptions) => {
    const { client, rename } = options;
    const changed = await forTenant(client, async (store, by) => {
      const id = await projectIdOf(store.db, by.tenantId, name);
      return changeProject(store, by, id, {
        ...projectRules(options),
        ...(rename === undefined ? {} : { name: rename }),
      });
    });
    printResult(changed, options, (project) => [describe(project)]);
  });

/** `vivavoce projects ...`: what a client's keys submit for. Works while the server runs. */
export function projectsCommand(): Command {
  return new Command('projects')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(changeCommand());
}
