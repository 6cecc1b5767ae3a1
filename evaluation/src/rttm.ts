/**
 * Rich Transcription Time Marked files (NIST RT-09 evaluation plan, appendix A), one turn a line:
 * `SPEAKER <recording> <channel> <start s> <duration s> <NA> <NA> <speaker> <NA> <NA>`.
 */

/** One speaker talking, times in ms; a speaker is whatever name the file gives. */
export interface SpokenTurn {
  readonly speaker: string;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The turns of every recording in the text of an RTTM file, in its order. Lines of other types are left out.
 * @throws Error that names the line when a number is missing or wrong.
 */
export function parseRttm(text: string): Map<string, SpokenTurn[]> {
  const recordings = new Map<string, SpokenTurn[]>();
  for (const [index, line] of text.split('\n').entries()) {
    const [type, recording, , start, duration, , , speaker] = line.trim().split(/\s+/);
    if (type !== 'SPEAKER') continue;
    const startMs = Number(start) * 1000;
    const lengthMs = Number(duration) * 1000;
    if (recording === undefined || speaker === undefined || !(startMs >= 0) || !(lengthMs >= 0))
      throw new Error(`Line ${index + 1} is not an RTTM turn: ${line.trim()}`);
    const turns = recordings.get(recording) ?? [];
    turns.push({ speaker, startMs, endMs: startMs + lengthMs });
    recordings.set(recording, turns);
  }
  return recordings;
}

/** The turns of one recording as lines of an RTTM file. */
export function formatRttm(recording: string, turns: readonly SpokenTurn[]): string {
  return turns
    .map(({ speaker, startMs, endMs }) => {
      const [start, duration] = [startMs, endMs - startMs].map((ms) => (ms / 1000).toFixed(3));
      return `SPEAKER ${recording} 1 ${start} ${duration} <NA> <NA> ${speaker} <NA> <NA>\n`;
    })
    .join('');
}
