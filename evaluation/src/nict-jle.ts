/** Reads the interviewees' words of the NICT JLE corpus as utterances, with what the transcribers marked. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { MarkedSilences, SpokenWord, Utterance } from '@vivavoce/engine';

/** A word of an interview. */
export interface MarkedWord extends SpokenWord {
  /** Whether the transcribers marked it as repeated or repaired away. */
  readonly isRetracted: boolean;
  /** The silence that they marked before it. */
  readonly silence: 'short' | 'long' | null;
}

/** The interviewee's side of one interview. */
export interface Interview {
  readonly id: string;
  /** Level of the Standard Speaking Test, 1 to 9. */
  readonly level: number;
  readonly turns: readonly Utterance<MarkedWord>[];
}

/** All interviews of a table, gzipped or not. The corpus writes no apostrophes; the common ones are put back. */
export function readInterviews(path: string): Interview[] {
  const [header = '', ...lines] = tableOf(readFileSync(path)).trimEnd().split('\n');
  const columns = header.split('\t');
  const interviews = new Map<string, { level: number; turns: Map<string, MarkedWord[]> }>();
  for (const line of lines) {
    const cells = line.split('\t');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    const id = cell('interview');
    const interview = interviews.get(id) ?? { level: Number(cell('level')), turns: new Map() };
    interviews.set(id, interview);
    const words = interview.turns.get(cell('turn')) ?? [];
    interview.turns.set(cell('turn'), words);
    const text = cell('word');
    words.push({
      text: spelledWord(text),
      kind: cell('incremental') === 'i' ? 'filler' : 'word',
      isRetracted: cell('BIOES').endsWith('-RM'),
      silence: Number(cell('silence_long')) > 0 ? 'long' : Number(cell('silence_short')) > 0 ? 'short' : null,
    });
  }
  return [...interviews].map(([id, { level, turns }]) => ({
    id,
    level,
    turns: [...turns.values()].map((words) => ({ words })),
  }));
}

/** How many silences the transcribers marked in these turns. */
export function countSilences(turns: Interview['turns']): MarkedSilences {
  const silences = turns.flatMap(({ words }) => words.map(({ silence }) => silence));
  return {
    short: silences.filter((silence) => silence === 'short').length,
    long: silences.filter((silence) => silence === 'long').length,
  };
}

/** The first two bytes of a gzipped file (RFC 1952). */
const GZIP = Buffer.from([0x1f, 0x8b]);

function tableOf(bytes: Buffer): string {
  return (bytes.subarray(0, 2).equals(GZIP) ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Some transcripts write letters that are said one by one as `o_k` and `t_v`. */
function spelledWord(text: string): string {
  if (text === 'o_k') return 'okay';
  return CONTRACTIONS.get(text) ?? text.replaceAll('_', '');
}

const CONTRACTIONS = new Map(
  (
    "i'm i've don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't wouldn't shouldn't haven't hasn't " +
    "hadn't it's that's there's he's she's what's where's let's you're we're they're you've we've they've you'll " +
    "they'll he'll i'd you'd they'd"
  )
    .split(' ')
    .map((word) => [word.replace("'", ''), word]),
);
