import type { Command } from 'commander';
import { alignmentCommand } from './alignment.ts';
import { diarizationCommand } from './diarization.ts';
import { echoCallsCommand } from './echo-calls.ts';
import { fairnessCommand } from './fairness.ts';
import { freeSpeechCommand } from './free-speech.ts';
import { hostileMediaCommand } from './hostile-media.ts';
import { intervalsCommand } from './intervals.ts';
import { interviewTextCommand } from './interview-text.ts';
import { interviewsCommand } from './interviews.ts';
import { inventedWordsCommand } from './invented-words.ts';
import { mediaFuzzCommand } from './media-fuzz.ts';
import { mediaSpeedCommand } from './media-speed.ts';
import { faultsCommand } from './platform/faults.ts';
import { fuzzCommand } from './platform/fuzz.ts';
import { loadCommand } from './platform/load.ts';
import { queueCommand } from './platform/queue.ts';
import { scaleCommand } from './platform/scale.ts';
import { readSpeechCommand } from './read-speech.ts';
import { reportCommand } from './report.ts';
import { segmentationCommand } from './segmentation.ts';
import { simulateCommand } from './simulate.ts';
import { speedCommand } from './speed.ts';
import { stabilityCommand } from './stability.ts';
import { syllablesCommand } from './syllables.ts';
import { transcriptCommand } from './transcript.ts';
import { vocabularyCommand } from './vocabulary.ts';

export { calibrationReport, curvesOf, reportLines } from './calibration/calibration-report.ts';
export { parseRatings, RatingsFileError } from './calibration/ratings-file.ts';
export { repeatedInTime } from './long-interview.ts';

/** The commands of `vivavoce evaluate`: how well the analysis agrees with people, and how fast it is. */
export function evaluationCommands(): Command[] {
  return [
    alignmentCommand(),
    diarizationCommand(),
    echoCallsCommand(),
    fairnessCommand(),
    faultsCommand(),
    freeSpeechCommand(),
    fuzzCommand(),
    hostileMediaCommand(),
    intervalsCommand(),
    interviewTextCommand(),
    interviewsCommand(),
    inventedWordsCommand(),
    loadCommand(),
    mediaFuzzCommand(),
    mediaSpeedCommand(),
    queueCommand(),
    readSpeechCommand(),
    reportCommand(),
    scaleCommand(),
    segmentationCommand(),
    simulateCommand(),
    speedCommand(),
    stabilityCommand(),
    syllablesCommand(),
    transcriptCommand(),
    vocabularyCommand(),
  ];
}
