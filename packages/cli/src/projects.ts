import type { Project } from '@vivavoce/contract';
import { changeProject, createProject, listProjects, projectIdOf } from '@vivavoce/server';
import { Command } from 'commander';
import { clientCommand, forClient, type Printing, row, show, someNumber, yesOrNo } from './store-command.ts';

interface Rules extends Printing {
  readonly client: string;
  readonly rename?: string;
  readonly consent?: boolean;
  readonly accentWeight?: number;
}

const describe = ({ id, name, requiresConsent, accentWeight }: Project): string =>
  row(name, id, requiresConsent ? 'consent required' : null, `accent weight ${accentWeight}`);

const withRules = (command: Command): Command =>
  command
    .option('--consent <yes|no>', 'whether only recordings of people are taken who have agreed', yesOrNo)
    .option('--accent-weight <weight>', 'how much accent counts in the overall score, 0 to 1', someNumber);

const rulesOf = ({ consent, accentWeight }: Rules) => ({
  ...(consent === undefined ? {} : { requiresConsent: consent }),
  ...(accentWeight === undefined ? {} : { accentWeight }),
});

const createCommand = (): Command =>
  withRules(
    clientCommand('create', 'Make a project', 'projects create --client Acme --consent yes Berlin').argument(
      '<name>',
      'a name that no other project of the client has',
    ),
  ).action(async (name: string, options: Rules) => {
    const made = await forClient(options.client, (store, by) =>
      createProject(store, by, { name, ...rulesOf(options) }),
    );
    show(made, options, (project) => [describe(project)]);
  });

const listCommand = (): Command =>
  clientCommand('list', 'List projects: name, id, rules', 'projects list --client Acme').action(
    async ({ client, ...printing }: Rules) =>
      show(await forClient(client, ({ db }, by) => listProjects(db, by.clientId)), printing, (projects) =>
        projects.map(describe),
      ),
  );

const changeCommand = (): Command =>
  withRules(
    clientCommand(
      'change',
      'Rename a project or change its rules; what is not named stays as it is',
      'projects change --client Acme --accent-weight 0.5 Berlin',
    )
      .argument('<name>', 'the project')
      .option('--rename <name>', 'a new name'),
  ).action(async (name: string, options: Rules) => {
    const { client, rename } = options;
    const changed = await forClient(client, async (store, by) => {
      const id = await projectIdOf(store.db, by.clientId, name);
      return changeProject(store, by, id, {
        ...rulesOf(options),
        ...(rename === undefined ? {} : { name: rename }),
      });
    });
    show(changed, options, (project) => [describe(project)]);
  });

/** `vivavoce projects ...`: what a client's keys submit for. Works while the server runs. */
export function projectsCommand(): Command {
  return new Command('projects')
    .description('Make, list and change the projects of a client')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(changeCommand());
}
