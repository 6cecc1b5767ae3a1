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
  /** What its first argument may be, where that is a choice. */
  readonly choices: readonly string[];
  readonly options: readonly CompletedOption[];
}

interface CompletedOption {
  /** Long, without its dashes. */
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** What its value may be, where that is a choice. */
  readonly choices: readonly string[];
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
  const help = { name: 'help', description: 'display help for command', takesValue: false, choices: [] };
  const options = command.options.flatMap(({ long, description, required, optional, argChoices = [] }) =>
    long ? [{ name: long.slice(2), description, takesValue: required || optional, choices: argChoices }] : [],
  );
  return [
    {
      path,
      description: command.description(),
      commands: command.commands.map((inner) => inner.name()),
      choices: command.registeredArguments[0]?.argChoices ?? [],
      options: [...options, help],
    },
    ...command.commands.flatMap((inner) => completedCommands(inner, [...path, inner.name()])),
  ];
}

/** Follows the words before the cursor as long as they name a command, then offers what that command has; else the shell offers files. */
function bashScript(commands: readonly Completed[]): string {
  const pathOf = (path: readonly string[]) => `'${path.map((name) => ` ${name}`).join('')}'`;
  const cases = commands.map(({ path, commands: inner, choices, options }) => {
    const flags = options.map(({ name }) => `--${name}`).join(' ');
    return `    ${pathOf(path)}) words='${[...inner, ...choices].join(' ')}' options='${flags}' ;;`;
  });
  const values = commands.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ name, choices }) => `    ${pathOf([...path, `--${name}`])}) words='${choices.join(' ')}' ;;`),
  );
  return `_vivavoce() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' words='' options='' word
  for word in "\${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}"; do
    case "$path $word" in
      ${commands
        .slice(1)
        .map(({ path }) => pathOf(path))
        .join('|')}) path="$path $word" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  case "$current" in -*) words=$options ;; esac
  case "$path \${COMP_WORDS[$((COMP_CWORD - 1))]}" in
${values.join('\n')}
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
    .flatMap(({ path, commands: inner, choices, options }) => {
      const seen = path.map((name) => `__fish_seen_subcommand_from ${name}`);
      const isNext = path.length === 0 ? '__fish_use_subcommand' : seen.join('; and ');
      const at = `complete -c vivavoce -n ${quote(isNext)}`;
      const described = inner.map((name) => {
        const found = commands.find((one) => one.path.join(' ') === [...path, name].join(' '));
        return `${at} -f -a ${name} -d ${quote(found?.description ?? '')}`;
      });
      const flags = options.map(({ name, description, takesValue, choices: values }) => {
        const value = values.length > 0 ? ` -x -a ${quote(values.join(' '))}` : takesValue ? ' -r' : '';
        return `${at} -l ${name}${value} -d ${quote(description)}`;
      });
      const argument = choices.length > 0 ? [`${at} -f -a ${quote(choices.join(' '))}`] : [];
      return [...described, ...argument, ...flags];
    })
    .join('\n');
}
