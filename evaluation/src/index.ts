import { Command } from 'commander';
import { alignmentCommand } from './alignment.ts';
import { diarizationCommand } from './diarization.ts';
import { fairnessCommand } from './fairness.ts';
import { hostileMediaCommand } from './hostile-media.ts';
import { intervalsCommand } from './intervals.ts';
import { interviewTextCommand } from './interview-text.ts';
import { interviewsCommand } from './interviews.ts';
import { readSpeechCommand } from './read-speech.ts';
import { simulateCommand } from './simulate.ts';
import { speedCommand } from './speed.ts';
import { stabilityCommand } from './stability.ts';
import { transcriptCommand } from './transcript.ts';

/** `vivavoce evaluate ...`: how well the analysis agrees with people, and how fast it is. */
export function evaluateCommand(): Command {
  const evaluate = new Command('evaluate').description('Measure the engine against what is known to be true');
  const commands = [
    alignmentCommand(),
    diarizationCommand(),
    fairnessCommand(),
    hostileMediaCommand(),
    intervalsCommand(),
    interviewTextCommand(),
    interviewsCommand(),
    readSpeechCommand(),
    simulateCommand(),
    speedCommand(),
    stabilityCommand(),
    transcriptCommand(),
  ];
  for (const command of commands) evaluate.addCommand(command);
  return evaluate;
}
