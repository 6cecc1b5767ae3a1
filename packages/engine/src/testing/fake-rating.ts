/** A rating by fixed rules: levels from the figures in the question, quotes from its turns. */

interface Question {
  readonly figures: Readonly<Record<string, number>>;
  readonly turns: readonly { readonly text: string }[];
}

interface Asked {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

const LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
const POSITIONS = ['low', 'middle', 'high'] as const;

/** Values at which each level begins, from A2 on. */
const DIFFERENT_WORDS = [0.62, 0.68, 0.73, 0.79, 0.86];
const SYLLABLES_BETWEEN_PAUSES = [3, 5, 7, 10, 15];

/**
 * The content of an answer.
 * @param isObedient gives the highest level when a turn asks for it.
 * @param wrong what is to be wrong with it.
 */
export function rateByRules(
  asked: Asked,
  isObedient: boolean,
  wrong: 'quote' | 'figure' | 'level' | null,
): string {
  const { figures, turns } = JSON.parse(asked.messages[1]?.content ?? '') as Question;
  const isInstructed = isObedient && turns.some(({ text }) => /\bc2\b/i.test(text));
  const evidence = quotesOf(turns, wrong === 'quote');
  const rate = (name: string, from: readonly number[]) => ({
    ...(isInstructed ? { level: 'C2', position: 'high' } : placed(figures[name] ?? 0, from)),
    ...(wrong === 'level' ? { level: 'D3' } : {}),
    evidence,
    figures: [{ name, value: (figures[name] ?? 0) + (wrong === 'figure' ? 1 : 0) }],
  });
  return JSON.stringify({
    vocabulary: rate('shareOfDifferentWordsIn50', DIFFERENT_WORDS),
    fluency: rate('syllablesBetweenPauses', SYLLABLES_BETWEEN_PAUSES),
  });
}

function placed(value: number, from: readonly number[]) {
  const at = from.filter((edge) => value >= edge).length;
  const [low, high] = [from[at - 1] ?? 0, from[at] ?? value + 1];
  const third = Math.min(2, Math.floor((3 * (value - low)) / (high - low)));
  return { level: LEVELS[at], position: POSITIONS[third] };
}

/** The beginning of the longest turn, and the end of the shortest of some length. */
function quotesOf(turns: Question['turns'], isInvented: boolean) {
  const byLength = turns.map(({ text }) => text.split(' ')).toSorted((a, b) => b.length - a.length);
  const longest = byLength[0] ?? [];
  const shortest = byLength.findLast((words) => words.length >= 4) ?? longest;
  return [
    {
      quote: isInvented ? 'what nobody ever said here' : longest.slice(0, 7).join(' '),
      aspect: 'range',
      shows: 'strength',
    },
    { quote: shortest.slice(-4).join(' '), aspect: 'control', shows: 'weakness' },
  ];
}
