import { loadTextScorer, type MarkedSilences, type TextScores } from '@vivavoce/engine';
import { countSilences, type Interview, readInterviews } from './nict-jle.ts';

/** An interview as examiners and the engine rate it. */
export interface InterviewLevels {
  readonly id: string;
  /** Level of the Standard Speaking Test, 1 to 9. */
  readonly judged: number;
  readonly predicted: TextScores;
}

/** Scores the words of all interviews of a table, of the whole or of the first half of the words. */
export async function predictInterviewLevels(
  path: string,
  part: 'whole' | 'half',
): Promise<InterviewLevels[]> {
  const scoreText = await loadTextScorer();
  const interviews = readInterviews(path);
  const areMarked = interviews.some(({ turns }) => totalOf(countSilences(turns)) > 0);
  return interviews.map(({ id, level, turns }) => {
    const judged = part === 'half' ? firstHalf(turns) : turns;
    const predicted = scoreText(judged, areMarked ? countSilences(judged) : undefined);
    return { id, judged: level, predicted };
  });
}

function totalOf({ short, long }: MarkedSilences): number {
  return short + long;
}

/** The turns, the last one cut, that hold the first half of the words. */
function firstHalf(turns: Interview['turns']): Interview['turns'] {
  let left = Math.ceil(turns.reduce((sum, { words }) => sum + words.length, 0) / 2);
  return turns.flatMap(({ words }) => {
    const kept = words.slice(0, left);
    left -= kept.length;
    return kept.length > 0 ? [{ words: kept }] : [];
  });
}
