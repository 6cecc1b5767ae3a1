import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { SimulateOptions } from './simulate/write-interviews.ts';
import { wholeNumber } from './whole-number.ts';

/** Where developers have the data: beside the repository. */
const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** `vivavoce evaluate simulate`: makes interviews with their truth for the other commands. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('Make interviews with their truth out of speech corpora, for the other commands')
    .requiredOption('--out <folder>', 'where to write the interviews')
    .option('--seed <n>', 'other interviews for another number', wholeNumber, 1)
    .option('--count <n>', 'how many; ten make one of each kind', wholeNumber, 20)
    .option('--seconds <n>', 'how long each is', wholeNumber, 200)
    .option('--data <folder>', 'where speechocean762 and librispeech-speakers lie', DATA)
    .action(async (options: SimulateOptions) => {
      // Synthesiser and encoders are loaded by those commands alone that need them.
      const { writeInterviews } = await import('./simulate/write-interviews.ts');
      await writeInterviews(options);
    });
}
