import { Argument, Command } from 'commander';
import { print } from './print.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** A command as a shell completes it. */
interface Completed {
  /** Names from the program's own on, which is left out: empty for the program. */
  readonly path: readonly string[];
  readonly description: string;
  readonly commands: readonly string[];
  /** Long options without their dashes. */
  readonly options: readonly { readonly name: string; readonly description: string }[];
}

/** `vivavoce completion SHELL`: what a shell needs to complete commands and options. @param loadProgram with all commands. */
export function completionCommand(loadProgram: () => Promise<Command>): Command {
  return new Command('completion')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
For every new shell:
  bash  echo 'source <(vivavoce completion bash)' >> ~/.bashrc
  zsh   echo 'source <(vivavoce completion zsh)' >> ~/.zshrc
  fish  vivavoce completion fish > ~/.config/fish/completions/vivavoce.fish`,
    )
    .action(async (shell: Shell) => {
      const commands = completedCommands(await loadProgram(), []);
      print({ bash: bashScript, zsh: zshScript, fish: fishScript }[shell](commands));
    });
}

function completedCommands(command: Command, path: readonly string[]): Completed[] {
  const help = { name: 'help', description: 'display help for command' };
  const options = command.options.flatMap(({ long, description }) =>
    long ? [{ name: long.slice(2), description }] : [],
  );
  return [
    {
      path,
      description: command.description(),
      commands: command.commands.map((inner) => inner.name()),
      options: [...options, help],
    },
    ...command.commands.flatMap((inner) => completedCommands(inner, [...path, inner.name()])),
  ];
}

/** Follows the words before the cursor as long as they name a command, then offers what that command has. */
function bashScript(commands: readonly Completed[]): string {
  const cases = commands.map(({ path, commands: inner, options }) => {
    const words = [...inner, ...options.map(({ name }) => `--${name}`)].join(' ');
    return `    '${path.map((name) => ` ${name}`).join('')}') words='${words}' ;;`;
  });
  const paths = commands.map(({ path }) => `'${path.map((name) => ` ${name}`).join('')}'`);
  return `_vivavoce() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
      ${paths.slice(1).join('|')}) path="$path $word" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _vivavoce vivavoce`;
}

/** zsh runs completions of bash. */
function zshScript(commands: readonly Completed[]): string {
  return `autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bashScript(commands)}`;
}

function fishScript(commands: readonly Completed[]): string {
  const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return commands
    .flatMap(({ path, commands: inner, options }) => {
      const seen = path.map((name) => `__fish_seen_subcommand_from ${name}`);
      const isNext = path.length === 0 ? '__fish_use_subcommand' : seen.join('; and ');
      const described = inner.map((name) => {
        const at = commands.find((one) => one.path.join(' ') === [...path, name].join(' '));
        return `complete -c vivavoce -f -n ${quote(isNext)} -a ${name} -d ${quote(at?.description ?? '')}`;
      });
      const flags = options.map(
        ({ name, description }) =>
          `complete -c vivavoce -n ${quote(isNext)} -l ${name} -d ${quote(description)}`,
      );
      return [...described, ...flags];
    })
    .join('\n');
}
