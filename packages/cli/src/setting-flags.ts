import { type Command, InvalidArgumentError, Option } from 'commander';

/** A setting that can be given as a flag: it counts in the place of its environment variable. */
interface SettingFlag {
  readonly flags: string;
  readonly variable: string;
  readonly description: string;
  /** What counts where neither flag nor variable is given, in words; left out where nothing does. */
  readonly otherwise?: string;
  /** @throws InvalidArgumentError for a value that cannot be meant. */
  readonly parse?: (value: string) => string;
  readonly choices?: readonly string[];
}

const wholeNumber =
  (max: number) =>
  (value: string): string => {
    if (/^\d{1,5}$/.test(value) && Number(value) <= max) return value;
    throw new InvalidArgumentError(`Give a whole number from 0 to ${max}.`);
  };

const SETTINGS = {
  dataDir: {
    flags: '--data-dir <folder>',
    variable: 'VIVAVOCE_DATA_DIR',
    description: 'where everything is kept',
    otherwise: '/var/lib/vivavoce for root, ~/.local/share/vivavoce for others',
  },
  host: {
    flags: '--host <address>',
    variable: 'VIVAVOCE_HOST',
    description: 'the address to listen on',
    otherwise: '127.0.0.1',
  },
  port: {
    flags: '--port <number>',
    variable: 'VIVAVOCE_PORT',
    description: 'the port to listen on; 0 takes a free one',
    otherwise: '8080',
    parse: wholeNumber(65_535),
  },
  workers: {
    flags: '--workers <count>',
    variable: 'VIVAVOCE_WORKERS',
    description: 'worker processes to start; 0 when they run elsewhere',
    otherwise: '1',
    parse: wholeNumber(64),
  },
  publicUrl: {
    flags: '--public-url <address>',
    variable: 'VIVAVOCE_PUBLIC_URL',
    description: 'where people reach the server, such as https://speech.example.com',
  },
  logLevel: {
    flags: '--log-level <level>',
    variable: 'VIVAVOCE_LOG_LEVEL',
    description: 'what is logged',
    otherwise: 'info',
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
  },
} as const satisfies Record<string, SettingFlag>;

/** The name of a setting that has a flag. */
export type SettingName = keyof typeof SETTINGS;

/**
 * Lets a command be given settings as flags. Secrets have none: other users see the command lines of a machine.
 * @param otherwise what counts for this command, where that is something else than for all others.
 */
export function addSettingFlags(
  command: Command,
  names: readonly SettingName[],
  otherwise: Partial<Record<SettingName, string>> = {},
): Command {
  for (const name of names) {
    const { flags, variable, description, parse, choices, ...setting }: SettingFlag = SETTINGS[name];
    const unlessGiven = otherwise[name] ?? setting.otherwise;
    const inHelp = unlessGiven === undefined ? variable : `${variable}; default: ${unlessGiven}`;
    const option = new Option(flags, `${description} (${inHelp})`);
    if (choices) option.choices(choices);
    else if (parse) option.argParser(parse);
    command.addOption(option);
  }
  return command;
}

/** Puts the settings that a command was given as flags into the environment, where the configuration is read from. */
export function applySettingFlags(command: Command, env: NodeJS.ProcessEnv = process.env): void {
  for (const [name, { variable }] of Object.entries(SETTINGS)) {
    const value: unknown = command.getOptionValue(name);
    if (typeof value === 'string' && command.getOptionValueSource(name) === 'cli') env[variable] = value;
  }
}
