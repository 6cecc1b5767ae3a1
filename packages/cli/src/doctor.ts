import { styleText } from 'node:util';
import { type Config, readConfig } from '@vivavoce/server/administration';
import { Command } from 'commander';
import { type Check, type Finding, installationChecks, MACHINE_CHECKS } from './doctor-checks.ts';
import { EXIT } from './failure.ts';
import { print } from './print.ts';
import { addSettingFlags } from './setting-flags.ts';

const MARKS = { ok: ['green', '✓'], warning: ['yellow', '!'], fault: ['red', '✗'] } as const;

/** `vivavoce doctor`: whether Vivavoce can work here, and what to do where it cannot. */
export function doctorCommand(): Command {
  return addSettingFlags(new Command('doctor'), ['host', 'port', 'workers'])
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Nothing is changed: an object is written to a bucket and removed again, and a database is asked for its version and time.
Exit status: ${EXIT.ok} when Vivavoce can work, ${EXIT.internalError} when something keeps it from working.`,
    )
    .action(async ({ json }: { json?: boolean }) => {
      const findings: Finding[] = [];
      const add = async (check: Check) => {
        const finding = await findingOf(check);
        findings.push(finding);
        if (!json) print(lineOf(finding));
      };
      for (const check of MACHINE_CHECKS) await add(check);
      let config: Config | undefined;
      await add({
        name: 'settings',
        async check() {
          config = readConfig();
          return { state: 'ok', text: `data folder ${config.dataDir}` };
        },
      });
      for (const check of config ? installationChecks(config) : []) await add(check);
      if (json) print(JSON.stringify(findings, null, 2));
      if (findings.some(({ state }) => state === 'fault')) process.exitCode = EXIT.internalError;
    });
}

/** What a check finds. One that throws has found a fault, whose message says what to do. */
async function findingOf({ name, check }: Check): Promise<Finding> {
  try {
    return { name, ...(await check()) };
  } catch (error) {
    return { name, state: 'fault', text: error instanceof Error ? error.message : String(error) };
  }
}

function lineOf({ name, state, text }: Finding): string {
  const [colour, mark] = MARKS[state];
  return `${styleText(colour, mark)} ${name.padEnd(14)} ${text}`;
}
