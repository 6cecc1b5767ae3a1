/** Interviews to evaluate the engine on: who takes part, how they talk, and what is known to be true. */
import { type Conversation, type Manner, makeConversation } from './conversation.ts';
import { SYNTHESISED_VOICES, synthesisedInterviewer } from './interviewer.ts';
import { type Random, seededRandom } from './random.ts';
import { cutTalker, readingTalker, type Talker } from './talkers.ts';
import type { ExpertScores, Reader, Voice } from './voices.ts';

/** Younger people do not sit in job interviews. */
const MIN_ADULT_AGE = 18;
/** Ages of similar voices differ by no more, years. */
const NEAR_AGE = 5;
const CANDIDATE_TURN_MS = 12_000;
const INTERVIEWER_TURN_MS: readonly number[] = [1500, 3000, 5000];
/** Kinds of files in turn: the codecs that recordings come in. */
const ENDINGS = ['wav', 'mp3', 'opus', 'm4a', 'webm'] as const;

/** Who asks: nobody, synthesised voices, readers, or one reader whose voice is like the candidate's. */
const CASTS = [
  'synthesised',
  'alike',
  'synthesised',
  'reader',
  'alone',
  'synthesised',
  'alike',
  'reader',
  'panel',
  'panel-of-three',
] as const;

/** An interview with its truth. */
export interface SimulatedInterview extends Conversation {
  /** With the ending of the kind of file that it is to be stored as. */
  readonly file: string;
  readonly cast: (typeof CASTS)[number];
  /** The names of the speakers; the first is the candidate. */
  readonly names: readonly string[];
  /** Whether the truth knows all words that are said. */
  readonly hasWords: boolean;
  /** Mean scores of the candidate's utterances by experts, 0 to 10; null where nobody judged them. */
  readonly scores: ExpertScores | null;
}

interface Participant {
  readonly name: string;
  readonly talker: Talker;
}

/**
 * Makes interviews one after the other; the same seed and readers give the same interviews.
 * @param readers the people who may speak.
 * @param load gets a person's recordings.
 * @param lengthMs of each interview.
 * @throws Error when there are too few grown-up readers.
 */
export async function* simulateInterviews(
  readers: readonly Reader[],
  load: (reader: Reader) => Promise<Voice>,
  seed: number,
  count: number,
  lengthMs: number,
): AsyncGenerator<SimulatedInterview> {
  const adults = readers.filter(({ age }) => age === null || age >= MIN_ADULT_AGE);
  const learners = adults.filter(({ takes }) => takes.some(({ text }) => text !== null));
  if (learners.length < 3 || adults.length < 6)
    throw new Error('There are too few grown-up speakers that no model learned from');
  const hasAlike = (one: Reader) => adults.some((other) => other !== one && alike(other, one));
  for (let n = 0; n < count; n++) {
    const random = seededRandom(1000 * seed + n);
    const cast = CASTS[n % CASTS.length]!;
    const candidate = random.pick(cast === 'alike' ? learners.filter(hasAlike) : learners);
    const reading = { name: candidate.name, talker: readingTalker(await load(candidate)) };
    const people = [reading, ...(await interviewers(cast, candidate, adults, load, random))];
    const talk = makeConversation(
      people.map(({ talker }) => talker),
      manner(people.length, lengthMs, random),
      random,
    );
    yield {
      ...talk,
      file: `${String(n).padStart(3, '0')}-${cast}.${ENDINGS[Math.floor(n / 2) % ENDINGS.length]!}`,
      cast,
      names: people.map(({ name }) => name),
      hasWords: cast === 'alone' || cast === 'synthesised',
      scores: meanScores(talk),
    };
  }
}

async function interviewers(
  cast: (typeof CASTS)[number],
  candidate: Reader,
  adults: readonly Reader[],
  load: (reader: Reader) => Promise<Voice>,
  random: Random,
): Promise<Participant[]> {
  const reader = async (allowed: (other: Reader) => boolean) => {
    const one = random.pick(adults.filter((other) => other.name !== candidate.name && allowed(other)));
    return { name: one.name, talker: cutTalker(await load(one), 1) };
  };
  const synthesised = () => {
    const speed = random.between(0.9, 1.1);
    const { voice } = random.pick(SYNTHESISED_VOICES);
    return { name: `synthesised-${voice}`, talker: synthesisedInterviewer(voice, speed) };
  };
  if (cast === 'alone') return [];
  if (cast === 'synthesised') return [synthesised()];
  if (cast === 'reader') return [await reader(() => true)];
  if (cast === 'alike') return [await reader((other) => alike(other, candidate))];
  const first = await reader(() => true);
  const panel = [synthesised(), first];
  return cast === 'panel' ? panel : [...panel, await reader(({ name }) => name !== first.name)];
}

/** One sex and near ages in one corpus, or where no age is known. */
function alike(one: Reader, other: Reader): boolean {
  if (one.gender !== other.gender || (one.age === null) !== (other.age === null)) return false;
  return Math.abs((one.age ?? 0) - (other.age ?? 0)) <= NEAR_AGE;
}

/** The candidate answers at length, the others ask. */
function manner(people: number, durationMs: number, random: Random): Manner {
  return {
    durationMs,
    turnMs: Array.from({ length: people }, (_, n) =>
      n === 0 ? CANDIDATE_TURN_MS : random.pick(INTERVIEWER_TURN_MS),
    ),
    backchannels: random.pick([0.1, 0.4, 0.8]),
    interruptions: random.pick([0.05, 0.15, 0.3]),
    together: random.pick([0, 0, 0.05]),
    answering: 0,
    gapMs: random.between(600, 2000),
    changingMicrophones: false,
    lines: random.pick(['shared', 'own']),
    levelsDb: 8,
  };
}

function meanScores({ excerpts }: Conversation): ExpertScores | null {
  const all = excerpts.filter(({ speaker }) => speaker === 0).flatMap(({ scores }) => scores);
  if (all.length === 0) return null;
  const mean = (score: keyof ExpertScores) =>
    Math.round((100 * all.reduce((sum, one) => sum + one[score], 0)) / all.length) / 100;
  return {
    accuracy: mean('accuracy'),
    fluency: mean('fluency'),
    prosodic: mean('prosodic'),
    total: mean('total'),
  };
}
