import { join } from 'node:path';
import { type AddedModel, downloadModel, listAddedModels } from '@vivavoce/engine/model-download';
import { readConfig } from '@vivavoce/server/administration';
import { Command } from 'commander';
import { print } from './print.ts';

interface AddOptions {
  readonly url: string;
  readonly licence: string;
  readonly sha256?: string;
  readonly json?: boolean;
}

/** `vivavoce models`: stronger models that the operator adds by themselves. Nothing is downloaded unless asked. */
export function modelsCommand(): Command {
  const models = new Command('models');
  models
    .command('add')
    .argument('<name>', 'what to call it: letters, digits, dots and dashes')
    .description('Download an ONNX model once from an address that you give')
    .requiredOption('--url <address>', 'where the file lies')
    .requiredOption('--licence <text>', 'the licence it comes under; it stands in the provenance of results')
    .option('--sha256 <checksum>', 'take this file only')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Models are used where a setting names their path: VIVAVOCE_SEGMENTATION_MODEL with
VIVAVOCE_SPEAKER_EMBEDDING_MODEL (docs/languages.md). Whether their licence allows your use is for you to check.`,
    )
    .action(async (name: string, { json, ...options }: AddOptions) => {
      printModels([await downloadModel(folder(), { name, ...options })], json);
    });
  models
    .command('list')
    .description('List the models that were added, with checksum and licence')
    .option('--json', 'print JSON')
    .action(async ({ json }: Pick<AddOptions, 'json'>) => {
      printModels(await listAddedModels(folder()), json);
    });
  return models;
}

function folder(): string {
  return join(readConfig().dataDir, 'models');
}

function printModels(models: readonly AddedModel[], json: boolean | undefined): void {
  if (json) print(JSON.stringify(models, null, 2));
  else
    for (const { name, path, url, sha256, licence, addedAt } of models)
      print(
        `${name}\n  path     ${path}\n  SHA-256  ${sha256}\n  licence  ${licence}\n  from     ${url}, ${addedAt}`,
      );
}
