import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';

/** What was said in each recording. */
export interface TranscriptTruth {
  /** The words of a recording; null when the truth does not know it. */
  wordsOf(audioPath: string): string | null;
}

interface JsonTruth {
  readonly words?: readonly { readonly text: string }[];
  readonly turns?: readonly { readonly text: string }[];
}

interface JsonLine {
  readonly file?: string;
  readonly id?: string;
  readonly text: string;
}

/**
 * Reads what was said: `.json` with `words` or `turns` of one recording (the form of `samples/interview.json`), `.jsonl` with
 * `file` or `id` and `text` of many, anything else as the plain text of one recording. Recordings of a `.jsonl` are found by
 * their file's name, with or without its ending.
 *
 * @throws Error when the file has another form
 */
export async function readTruth(path: string): Promise<TranscriptTruth> {
  const text = await readFile(path, 'utf8');
  const kind = extname(path).toLowerCase();
  if (kind === '.jsonl') return manyRecordings(text, path);
  const words = kind === '.json' ? jsonWords(text, path) : text;
  return { wordsOf: () => words };
}

function jsonWords(text: string, path: string): string {
  const truth = JSON.parse(text) as JsonTruth;
  const said = truth.words ?? truth.turns;
  if (!said) throw new Error(`${path} has neither "words" nor "turns"`);
  return said.map((item) => item.text).join(' ');
}

function manyRecordings(text: string, path: string): TranscriptTruth {
  const texts = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const item = JSON.parse(line) as JsonLine;
    const name = item.file ?? item.id;
    if (name === undefined || typeof item.text !== 'string') {
      throw new Error(`Line ${index + 1} of ${path} lacks "file" or "id", or "text"`);
    }
    texts.set(recordingName(name), item.text);
  }
  return { wordsOf: (audioPath) => texts.get(recordingName(audioPath)) ?? null };
}

/** A file's name without folder and ending. */
function recordingName(path: string): string {
  return basename(path, extname(path));
}
