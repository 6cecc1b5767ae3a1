import type { Progress } from '@vivavoce/engine';
import { Presets, SingleBar } from 'cli-progress';

/** What is done at each stage, as people would say it. */
const STAGE_TEXTS: Record<Progress['stage'], string> = {
  decode: 'reading the audio',
  quality: 'judging the recording',
  'speech-regions': 'finding speech',
  'speaker-turns': 'telling the speakers apart',
  words: 'recognising words',
  alignment: 'timing words and sounds',
  candidate: 'finding the candidate',
  measures: 'measuring',
  scores: 'scoring',
  report: 'writing the report',
};

/** Shows how long work goes on, on standard error. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Says something that is not a stage, such as a place in the queue. */
  print(text: string): void;
  end(): void;
}

/** A live bar on a terminal; elsewhere one line a stage, so that logs stay readable. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  return stream.isTTY ? liveBar(stream) : plainLines(stream);
}

function liveBar(stream: NodeJS.WriteStream): ProgressLine {
  const bar = new SingleBar(
    { stream, format: '{bar} {percentage} %  {text}', hideCursor: true, clearOnComplete: true, barsize: 30 },
    Presets.shades_classic,
  );
  bar.start(100, 0, { text: 'starting' });
  return {
    show: ({ stage, percent }) => bar.update(percent, { text: STAGE_TEXTS[stage] }),
    print: (text) => bar.update({ text }),
    end: () => bar.stop(),
  };
}

function plainLines(stream: NodeJS.WriteStream): ProgressLine {
  let last = '';
  const say = (text: string) => {
    if (text !== last) stream.write(`${text}\n`);
    last = text;
  };
  return { show: ({ stage }) => say(STAGE_TEXTS[stage]), print: say, end: () => undefined };
}
