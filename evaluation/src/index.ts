import { Command } from 'commander';
import { alignmentCommand } from './alignment.ts';
import { diarizationCommand } from './diarization.ts';
import { speedCommand } from './speed.ts';
import { transcriptCommand } from './transcript.ts';

/** `vivavoce evaluate ...`: how well the analysis agrees with people, and how fast it is. */
export function evaluateCommand(): Command {
  const evaluate = new Command('evaluate').description('Measure the engine against what is known to be true');
  for (const command of [alignmentCommand(), diarizationCommand(), speedCommand(), transcriptCommand()]) {
    evaluate.addCommand(command);
  }
  return evaluate;
}
