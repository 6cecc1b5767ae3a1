import { readFileSync } from 'node:fs';

/** The variables that hold secrets: each can be given as a file instead, whose path is in the variable with `_FILE` behind its name. */
const SECRETS = [
  'DATABASE_URL',
  'VIVAVOCE_TENANT_DATABASE_URL',
  'VIVAVOCE_SECRET_KEY',
  'VIVAVOCE_OPERATOR_TOKEN',
  'VIVAVOCE_S3_SECRET_ACCESS_KEY',
  'VIVAVOCE_OIDC_CLIENT_SECRET',
  'VIVAVOCE_SMTP_URL',
  'VIVAVOCE_TRANSCRIPTION_KEY',
  'VIVAVOCE_CHAT_KEY',
] as const;
const FILE_SUFFIX = '_FILE';

/** A variable that could not be read, and why. */
export interface EnvironmentFault {
  readonly variable: string;
  readonly message: string;
}

/** The variables that are set, empty ones left out, with secrets read from their files; and which of the files are wrong. */
export function setVariables(env: NodeJS.ProcessEnv): {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly EnvironmentFault[];
} {
  const values = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  const faults: EnvironmentFault[] = [];
  for (const name of SECRETS) {
    const variable = `${name}${FILE_SUFFIX}`;
    const path = values[variable];
    if (path === undefined) continue;
    if (values[name] !== undefined) {
      faults.push({ variable, message: `excludes ${name}: set one of the two` });
      continue;
    }
    try {
      values[name] = readFileSync(path, 'utf8').trim();
      if (values[name] === '') faults.push({ variable, message: `${path} is empty` });
    } catch (error) {
      faults.push({ variable, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { values, faults };
}
