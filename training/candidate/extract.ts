/**
 * Writes what the engine sees of the speakers of interviews in text, for `train.py`: `interviews.jsonl`, one interview a
 * line. Candidates are the people of NICT JLE, or readers of sentences; interviewers are put together from `questions.ts`.
 * Words are lost and replaced, sentences lose their question marks and speakers are mixed up, as recognisers do it.
 * Usage: npx node training/candidate/extract.ts [interviews]
 */
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readInterviews } from '../../evaluation/src/nict-jle.ts';
import { type Random, seededRandom } from '../../evaluation/src/simulate/random.ts';
import { gatherEvidence } from '../../packages/engine/src/candidate/evidence.ts';
import { FEATURES, featureValue } from '../../packages/engine/src/candidate/model.ts';
import type { Segment } from '../../packages/engine/src/speech/timeline.ts';
import { ASKED_BACK, CLOSINGS, GREETINGS, MURMURS, QUESTIONS, REMARKS } from './questions.ts';

/** Something that is said; 0 is the candidate. */
interface Line {
  readonly speaker: number;
  readonly text: string;
}

/** How an interview goes. */
interface Style {
  readonly interviewers: number;
  /** Most remarks before a question. */
  readonly remarks: number;
  readonly murmurs: number;
  readonly asksBack: boolean;
  readonly turns: number;
  readonly half: 0 | 1;
}

const { VIVAVOCE_DATA } = process.env;
const DATA = VIVAVOCE_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const CACHE = fileURLToPath(new URL('../cache/candidate', import.meta.url));
const MS_PER_WORD = 350;

const wanted = Number(process.argv[2] ?? 8000);
await mkdir(CACHE, { recursive: true });
const out = createWriteStream(join(CACHE, 'interviews.jsonl'));
const spontaneous = readInterviews(join(DATA, 'nict-jle', 'interviews.tsv.gz')).map(({ turns }) =>
  turns.map(({ words }) => words.map(({ text }) => text).join(' ')),
);
const read = await readSentences();
for (let n = 0; n < wanted; n++) {
  const random = seededRandom(n);
  const half = (n % 2) as 0 | 1;
  const isSpontaneous = random.chance(0.75);
  const sources = isSpontaneous ? spontaneous : read;
  const answers = sources[2 * Math.floor((random.uniform() * sources.length) / 2) + half] ?? sources[half]!;
  const lines = withRecognitionErrors(interview(answers, someStyle(half, random), random), random);
  const { segments, turns } = segmentsOf(lines, random);
  const evidence = gatherEvidence(segments, turns);
  const speakers = evidence.map((one) => ({
    candidate: one.speaker === 0,
    values: FEATURES.map((feature) => featureValue(feature, one, evidence)),
  }));
  if (speakers.length > 1 && speakers.some(({ candidate }) => candidate))
    out.write(`${JSON.stringify({ half, isSpontaneous, speakers })}\n`);
}
out.end();

/** Sentences that learners read, a reader each. */
async function readSentences(): Promise<string[][]> {
  const lines = (await readFile(join(DATA, 'speechocean762', 'train.jsonl'), 'utf8')).trim().split('\n');
  const readers = new Map<string, string[]>();
  for (const { speaker, text } of lines.map((line) => JSON.parse(line)))
    readers.set(speaker, [...(readers.get(speaker) ?? []), text]);
  return [...readers.values()];
}

function someStyle(half: 0 | 1, random: Random): Style {
  return {
    interviewers: random.pick([1, 1, 1, 2, 3]),
    remarks: random.pick([0, 0, 1, 2, 5]),
    murmurs: random.pick([0, 0.2, 0.6]),
    asksBack: random.chance(0.3),
    turns: random.pick([3, 6, 12, 25]),
    half,
  };
}

function interview(answers: readonly string[], style: Style, random: Random): Line[] {
  const some = (list: readonly string[]) => random.pick(list.filter((_, n) => n % 2 === style.half));
  const interviewer = () => 1 + Math.floor(random.uniform() * style.interviewers);
  const lines: Line[] = [];
  const ask = (speaker: number) => {
    const remarks = Math.floor(random.uniform() * (style.remarks + 1));
    for (let n = 0; n < remarks; n++) lines.push({ speaker, text: some(REMARKS) });
    lines.push({ speaker, text: some(QUESTIONS) });
  };
  if (random.chance(0.7)) lines.push({ speaker: interviewer(), text: some(GREETINGS) });
  const start = Math.floor(random.uniform() * Math.max(1, answers.length - style.turns));
  let speaker = interviewer();
  for (const answer of answers.slice(start, start + style.turns)) {
    if (random.chance(0.7)) ask(speaker);
    lines.push({ speaker: 0, text: `${answer}.` });
    if (random.chance(style.murmurs)) lines.push({ speaker, text: some(MURMURS) });
    if (random.chance(0.2)) speaker = interviewer();
  }
  if (style.asksBack)
    for (let n = 0; n < 2; n++)
      lines.push({ speaker: 0, text: some(ASKED_BACK) }, { speaker, text: some(REMARKS) });
  if (random.chance(0.5)) lines.push({ speaker, text: some(CLOSINGS) });
  return lines;
}

/** Words lost and replaced, marks lost, and lines given to the other speaker. */
function withRecognitionErrors(lines: readonly Line[], random: Random): Line[] {
  const wordErrors = random.pick([0, 0.1, 0.3]);
  const confusion = random.pick([0, 0.02, 0.1]);
  const marks = random.pick([0, 0.3, 1]);
  const speakers = [...new Set(lines.map(({ speaker }) => speaker))];
  return lines.map(({ speaker, text }) => ({
    speaker: random.chance(confusion) ? random.pick(speakers) : speaker,
    text: text
      .split(' ')
      .flatMap((word) => {
        if (!random.chance(wordErrors)) return [word];
        return random.chance(0.4) ? [] : [random.pick(random.pick(lines).text.split(' '))];
      })
      .join(' ')
      .replaceAll('?', random.chance(marks) ? '.' : '?'),
  }));
}

function segmentsOf(lines: readonly Line[], random: Random) {
  let atMs = 0;
  const tempo = new Map<number, number>();
  const segments: Segment[] = [];
  for (const { speaker, text } of lines) {
    const texts = text.split(' ').filter((word) => /\w/.test(word));
    if (texts.length === 0) continue;
    const msAWord = tempo.get(speaker) ?? MS_PER_WORD * random.between(0.7, 1.4);
    tempo.set(speaker, msAWord);
    const startMs = atMs;
    const words = texts.map((word, n) => ({
      text: word,
      confidence: 0.9,
      kind: 'word' as const,
      phones: [],
      startMs: startMs + n * msAWord,
      endMs: startMs + (n + 1) * msAWord,
    }));
    atMs = startMs + words.length * msAWord;
    segments.push({ speaker, words, startMs, endMs: atMs, expertScores: null });
    atMs += random.between(100, 1500);
  }
  return { segments, turns: segments.map(({ speaker, startMs, endMs }) => ({ speaker, startMs, endMs })) };
}
